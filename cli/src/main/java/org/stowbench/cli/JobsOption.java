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
          "How many predictions to ask for at once; the answers do not depend on it."
              + " Default: the number of processors (${DEFAULT-VALUE} here).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  int jobs() {
    return Values.atLeast(1, "--jobs", jobs);
  }
}
