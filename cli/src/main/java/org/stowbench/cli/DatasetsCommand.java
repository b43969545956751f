package org.stowbench.cli;

import picocli.CommandLine.Command;

/** What becomes a dataset, and what datasets there are. */
@Command(
    name = "datasets",
    description = "Get, make, check, compare and show datasets.",
    subcommands = {
      DatasetsList.class,
      DatasetsShow.class,
      DatasetsFetch.class,
      DatasetsImport.class,
      DatasetsExport.class,
      DatasetsValidate.class,
      DatasetsSplit.class,
      DatasetsSimulate.class,
      DatasetsStats.class,
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Examples:", "  stowbench datasets list", "  stowbench datasets fetch shic"})
final class DatasetsCommand extends CommandGroup {}
