package org.stowbench.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** Help for those who write planners. */
@Command(
    name = "planner",
    description = "Bring a planner of your own, in any language.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  stowbench planner check 'python3 my_planner.py'"})
final class PlannerCommand extends CommandGroup {

  @Override
  List<Class<?>> commands() {
    return List.of(PlannerCheckCommand.class);
  }
}
