package org.stowbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option of every command in which chance has a part. */
@Command
final class SeedOption {

  static final String DESCRIPTION = "Seed of all randomness: the same gives the same.";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = DESCRIPTION + " Default: ${DEFAULT-VALUE}.")
  private long seed;

  long seed() {
    return seed;
  }
}
