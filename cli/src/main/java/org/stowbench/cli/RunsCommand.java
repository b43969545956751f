package org.stowbench.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** What becomes of runs outside of Stowbench. */
@Command(
    name = "runs",
    description = "Write runs for other tools.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  stowbench runs export runs/largest-sim-eval-001 --as parquet --to hub"
    })
final class RunsCommand extends CommandGroup {

  @Override
  List<Class<?>> commands() {
    return List.of(RunsExport.class);
  }
}
