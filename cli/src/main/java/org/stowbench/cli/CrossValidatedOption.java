package org.stowbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option of both commands that judge who may stand on a leaderboard. */
@Command
final class CrossValidatedOption {

  @Option(
      names = "--allow-cross-validated",
      description =
          "Accept entries that were cross-validated on the split itself; they are marked.")
  private boolean allowed;

  boolean allowed() {
    return allowed;
  }
}
