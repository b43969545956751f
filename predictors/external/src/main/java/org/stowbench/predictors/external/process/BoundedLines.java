package org.stowbench.predictors.external.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.stowbench.io.Masker;

/**
 * Reads a stream line by line without ever holding more of a line than its limit. A planner knows
 * the keys of this process' environment; where it says one, {@code [key]} is heard.
 */
public final class BoundedLines {

  /**
   * A line.
   *
   * @param bytes without its end; only the beginning where it is too long
   * @param complete whether that is all of it
   */
  public record Line(byte[] bytes, boolean complete) {}

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;

  /**
   * Reads a stream.
   *
   * @param longest how many bytes of a line are kept
   */
  public BoundedLines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** The next line, without {@code \n} or {@code \r\n}; empty at the stream's end. */
  public Optional<Line> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean complete = true;
    boolean any = false;
    while (from < to || fill()) {
      any = true;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      int fits = Math.min(end - from, longest - line.size());
      line.write(buffer, from, fits);
      complete &= fits == end - from;
      from = end;
      if (end < to) {
        from++;
        return Optional.of(line(withoutReturn(line), complete));
      }
    }
    return any ? Optional.of(line(line.toByteArray(), complete)) : Optional.empty();
  }

  private static Line line(byte[] bytes, boolean complete) {
    return new Line(Masker.environment().mask(bytes), complete);
  }

  /** Whether more was read already than was given out. */
  boolean hasMore() {
    return from < to;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  private static byte[] withoutReturn(ByteArrayOutputStream line) {
    byte[] bytes = line.toByteArray();
    return bytes.length > 0 && bytes[bytes.length - 1] == '\r'
        ? java.util.Arrays.copyOf(bytes, bytes.length - 1)
        : bytes;
  }
}
