package org.stowbench.cli;

import java.io.PrintWriter;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Table;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option of every command that prints a table. */
final class TableOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES}.")
  private OutputFormat format;

  OutputFormat format() {
    return format;
  }

  /** Prints a table to stdout. */
  void print(Table table) {
    print(table.render(format));
  }

  /** Prints data to stdout as it is. */
  void print(String data) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(data);
    out.flush();
  }

  /** Says something to the person at the terminal, on stderr. */
  void say(String message) {
    spec.commandLine().getErr().println(message);
  }
}
