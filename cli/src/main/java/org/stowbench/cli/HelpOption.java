package org.stowbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option that every command has. */
@Command(
    showDefaultValues = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    commandListHeading = "%nCommands:%n")
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "Show this help.")
  private boolean requested;
}
