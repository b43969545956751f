package org.stowbench.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines of a JSON Lines file with their byte offsets, read as they are asked for. A byte order
 * mark before the first line is none of it.
 */
public final class JsonLines implements Closeable {

  /** No scene comes near this; it bounds what a hostile file can make a reader hold. */
  private static final int LONGEST = 1 << 26;

  private final InputStream in;
  private final InputLocation file;
  private byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private long offset;
  private long number;
  private boolean torn;

  private JsonLines(InputStream in, InputLocation file, long offset, long number) {
    this.in = in;
    this.file = file;
    this.offset = offset;
    this.number = number;
  }

  /**
   * Opens a file at its first line.
   *
   * @throws InvalidInputException if it cannot be read
   */
  public static JsonLines open(InputFile file) {
    return new JsonLines(file.open(), file.location(), 0, 0);
  }

  /** Opens a file at the line that begins at a byte; {@code number} is the line's, from 1. */
  public static JsonLines openAt(InputFile file, long offset, long number) {
    return new JsonLines(file.openAt(offset), file.location(), offset, number - 1);
  }

  /**
   * The next line, ended or the last; empty after the last.
   *
   * @throws InvalidInputException if it is longer than 64 MiB, or cannot be read
   */
  public Optional<Line> next() {
    int end = from;
    while (true) {
      for (; end < to; end++) {
        if (buffer[end] == '\n') {
          return Optional.of(take(end));
        }
      }
      int scanned = end - from;
      if (!fill()) {
        torn = from < to;
        return torn ? Optional.of(take(to)) : Optional.empty();
      }
      end = from + scanned;
    }
  }

  /** Whether the line that {@link #next()} gave last has no end: the file ends in it. */
  public boolean torn() {
    return torn;
  }

  /**
   * The next line; empty after the last.
   *
   * @throws InvalidInputException if its end is missing, the sign of a file that was cut off; or as
   *     {@link #next()}
   */
  public Optional<Line> nextEnded() {
    Optional<Line> line = next();
    if (torn && line.isPresent()) {
      throw new InvalidInputException(
          line.get().location(), "cut off: the file ends in the middle of this line");
    }
    return line;
  }

  /** The next line that is not blank; as {@link #next()}. */
  public Optional<Line> nextFilled() {
    Optional<Line> line = next();
    while (line.isPresent() && line.get().isBlank()) {
      line = next();
    }
    return line;
  }

  private Line take(int end) {
    int mark = number == 0 ? InputFile.markLength(Arrays.copyOfRange(buffer, from, end)) : 0;
    byte[] bytes = Arrays.copyOfRange(buffer, from + mark, end);
    Line line = new Line(bytes, offset + mark, ++number, file.line(number));
    int next = Math.min(end + 1, to);
    offset += next - from;
    from = next;
    return line;
  }

  /** Reads more behind what is there already; false at the file's end. */
  private boolean fill() {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    } else if (to == buffer.length) {
      if (to >= LONGEST) {
        throw new InvalidInputException(
            file.line(number + 1), "longer than " + LONGEST + " bytes: must be shorter");
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    try {
      int read = in.read(buffer, to, buffer.length - to);
      to += Math.max(read, 0);
      return read > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A line without its end.
   *
   * @param bytes its bytes
   * @param offset its first byte's place in the file
   * @param number its number, from 1
   * @param location file and line, for messages
   */
  public record Line(byte[] bytes, long offset, long number, InputLocation location) {

    boolean isBlank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }

    /** Whether a text of ASCII stands in it, found without reading it: to pass over a line. */
    public boolean holds(String text) {
      return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    /**
     * The line's JSON value.
     *
     * @throws InvalidInputException if it is not JSON or not UTF-8
     */
    public JsonInput json() {
      return JsonInput.parse(bytes, location);
    }
  }
}
