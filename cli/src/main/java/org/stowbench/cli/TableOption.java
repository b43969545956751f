package org.stowbench.cli;

import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Table;
import picocli.CommandLine.Option;

/** The option of every command that prints a table. */
final class TableOption extends TextOutput {

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
}
