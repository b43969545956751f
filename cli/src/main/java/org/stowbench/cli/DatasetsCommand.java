package org.stowbench.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** What becomes a dataset, and what datasets there are. */
@Command(
    name = "datasets",
    description = "Get, make, check, compare and show datasets.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Examples:", "  stowbench datasets list", "  stowbench datasets fetch shic"})
final class DatasetsCommand extends CommandGroup {

  @Override
  List<Class<?>> commands() {
    return List.of(
        DatasetsList.class,
        DatasetsShow.class,
        DatasetsFetch.class,
        DatasetsImport.class,
        DatasetsExport.class,
        DatasetsValidate.class,
        DatasetsSplit.class,
        DatasetsSimulate.class,
        DatasetsStats.class);
  }
}
