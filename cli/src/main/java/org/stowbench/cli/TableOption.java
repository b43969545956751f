package org.stowbench.cli;

import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.cli.output.Terminal;
import picocli.CommandLine.Option;

/** The option of every command that prints a table. */
final class TableOption extends TextOutput {

  private static final int WIDE = 120;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  OutputFormat format() {
    return format;
  }

  /** Whether there is a wide terminal; a file or a document has no use for pictures. */
  boolean hasRoomForPictures() {
    return format == OutputFormat.table && Terminal.stdout().columns().orElse(0) >= WIDE;
  }

  /** Whether people read it, so that words may stand around the table. */
  boolean isForPeople() {
    return format == OutputFormat.table || format == OutputFormat.markdown;
  }

  /** Nothing yet, in this format. */
  Printout printout() {
    return Printout.of(format);
  }

  /** Prints a table to stdout. */
  void print(Table table) {
    print(printout().table(table));
  }
}
