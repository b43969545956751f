package org.stowbench.cli;

import java.util.stream.Collectors;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.importing.Importers;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Makes datasets from other people's files: a command for each importer that is installed. */
@Command(
    name = "import",
    description = "Make a dataset from other files.",
    footer = {"", "Example:", "  stowbench datasets import csv --from tables --to my-kitchens"},
    modelTransformer = DatasetsImport.Installed.class)
final class DatasetsImport extends CommandGroup {

  /** Adds the importers' commands. */
  static final class Installed implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec spec) {
      for (ImporterProvider importer : Importers.installed()) {
        spec.addSubcommand(importer.name(), ImportCommand.of(importer));
      }
      spec.usageMessage()
          .synopsisSubcommandLabel(
              Importers.installed().stream()
                  .map(ImporterProvider::name)
                  .collect(Collectors.joining(" | ", "(", ")")));
      return spec;
    }
  }
}
