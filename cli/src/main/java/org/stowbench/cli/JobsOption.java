package org.stowbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option of every command that asks predictors several things at once. */
@Command
final class JobsOption {

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Predictions to ask for at once; answers do not depend on it. Default: the processors"
              + " (${DEFAULT-VALUE} here).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  int jobs() {
    return Values.atLeast(1, "--jobs", jobs);
  }
}
