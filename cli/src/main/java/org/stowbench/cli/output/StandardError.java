package org.stowbench.cli.output;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.stowbench.io.TextForm;

/**
 * Stderr, for the person at the terminal. Nothing that is written to it can steer that; only what
 * this program draws itself passes by, see {@link #drawn}.
 */
public final class StandardError extends PrintWriter {

  private final PrintWriter beneath;

  /** What writes there. */
  public StandardError(PrintStream stream) {
    super(new OutputStreamWriter(new PlainStream(stream), StandardCharsets.UTF_8), true);
    this.beneath = new PrintWriter(stream, true);
  }

  /** Says something in one line. */
  public static void say(PrintWriter err, String message) {
    err.println("stowbench: " + TextForm.LINE.of(message));
  }

  /** Where to draw with a terminal's own codes, whoever does so having seen to all texts in it. */
  public static PrintWriter drawn(PrintWriter err) {
    return err instanceof StandardError plain ? plain.beneath : err;
  }
}
