package org.stowbench.cli;

import java.io.PrintWriter;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.StandardError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where a command prints: data to stdout, words for the person at the terminal to stderr. */
@Command
class TextOutput {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Prints data to stdout. */
  void print(Printout data) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(data);
    out.flush();
  }

  /** Says something to the person at the terminal, on stderr; nothing in it can steer that. */
  void say(String message) {
    StandardError.say(spec.commandLine().getErr(), message);
  }
}
