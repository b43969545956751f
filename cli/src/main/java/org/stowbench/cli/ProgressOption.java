package org.stowbench.cli;

import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option of every command that may take long, and how it shows how far it is. */
@Command
final class ProgressOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  /** Begins to show how far something is; {@code what} says what, in a few words. */
  ProgressLine start(String what) {
    return ProgressLine.start(what, spec.commandLine().getErr(), Terminal.stderr(), quiet);
  }
}
