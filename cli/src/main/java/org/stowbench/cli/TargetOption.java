package org.stowbench.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option of every command that makes a new dataset. */
@Command
final class TargetOption {

  static final String DESCRIPTION =
      "Where to write the dataset; an older dataset there is replaced.";

  @Option(names = "--to", paramLabel = "DIR", required = true, description = DESCRIPTION)
  private Path to;

  Path path() {
    return to;
  }
}
