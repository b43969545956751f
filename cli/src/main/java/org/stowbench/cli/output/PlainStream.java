package org.stowbench.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.stowbench.io.Masker;
import org.stowbench.io.TextForm;

/**
 * UTF-8 text on its way to a terminal, as {@link TextForm#LINES} has it: the last gate, for
 * whatever is written by those who know of none, such as libraries, logs and stack traces. Keys in
 * this process' environment do not pass.
 */
public final class PlainStream extends OutputStream {

  private final OutputStream out;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

  /** Text that goes on to {@code out}, a line at a time or when it is flushed. */
  public PlainStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    waiting.write(b);
    if (b == '\n') {
      release();
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    release();
    out.flush();
  }

  private void release() throws IOException {
    String text = waiting.toString(StandardCharsets.UTF_8);
    waiting.reset();
    String masked = Masker.environment().mask(text);
    out.write(TextForm.LINES.of(masked).getBytes(StandardCharsets.UTF_8));
  }
}
