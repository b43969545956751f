package org.stowbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.importing.Importers;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

/** Makes datasets from other people's files: a command for each importer that is installed. */
@Command(
    name = "import",
    description = "Make a dataset from other files.",
    footer = {"", "Example:", "  stowbench datasets import csv --from tables --to my-kitchens"},
    modelTransformer = DatasetsImport.Installed.class)
final class DatasetsImport extends CommandGroup {

  @Option(names = "--from", hidden = true)
  private Path from;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  /** Without an importer's name: which one knows the files. */
  @Override
  public Integer call() {
    if (!rest.isEmpty() && !rest.get(0).startsWith("-")) {
      throw new UnmatchedArgumentException(spec.commandLine(), rest);
    }
    if (from == null) {
      return super.call();
    }
    throw new InvalidInputException(
        InputLocation.of(from),
        Importers.recognising(from)
            .map(
                importer ->
                    "this looks like %s: stowbench datasets import %s --from %s%s"
                        .formatted(
                            importer.called(),
                            importer.name(),
                            ShellWords.quoted(from.toString()),
                            rest.stream()
                                .map(word -> " " + ShellWords.quoted(word))
                                .collect(Collectors.joining())))
            .orElseGet(
                () ->
                    "no importer knows it for its own: say which one it is for, of "
                        + Importers.installed().stream()
                            .map(ImporterProvider::name)
                            .collect(Collectors.joining(", "))));
  }

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
