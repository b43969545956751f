package org.stowbench.datasets.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;

/**
 * The lines of a JSON JsonLines file with their byte offsets. Every line must be ended: a last line
 * without its end is the sign of a file that was cut off.
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

  private JsonLines(InputStream in, InputLocation file, long offset, long number) {
    this.in = in;
    this.file = file;
    this.offset = offset;
    this.number = number;
  }

  /** Opens a file; {@code watch} may see its bytes pass. */
  static JsonLines open(Path file, UnaryOperator<InputStream> watch) {
    return open(file, 0, 1, watch);
  }

  /** Opens a file at the line that begins at a byte; {@code number} is the line's, from 1. */
  static JsonLines openAt(Path file, long offset, long number) {
    return open(file, offset, number, UnaryOperator.identity());
  }

  private static JsonLines open(
      Path file, long offset, long number, UnaryOperator<InputStream> watch) {
    InputLocation location = InputLocation.of(file);
    try {
      InputStream in = Channels.newInputStream(Files.newByteChannel(file).position(offset));
      return new JsonLines(watch.apply(in), location, offset, number - 1);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(location, "missing: a dataset's folder must hold it", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens a file of a dataset's folder at its first line.
   *
   * @throws InvalidInputException if the file is missing
   */
  public static JsonLines open(Path file) {
    return open(file, UnaryOperator.identity());
  }

  /**
   * The next line; empty after the last.
   *
   * @throws InvalidInputException if the last line is not ended, or one is longer than 64 MiB
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
        if (from < to) {
          throw new InvalidInputException(
              file.line(number + 1), "cut off: the file ends in the middle of this line");
        }
        return Optional.empty();
      }
      end = from + scanned;
    }
  }

  private Line take(int end) {
    Line line =
        new Line(Arrays.copyOfRange(buffer, from, end), offset, ++number, file.line(number));
    offset += end + 1 - from;
    from = end + 1;
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

    /**
     * The line's JSON value.
     *
     * @throws InvalidInputException if it is not JSON or not UTF-8
     */
    public JsonInput json() {
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return JsonInput.parse(text, location);
      } catch (CharacterCodingException e) {
        throw new InvalidInputException(location, "not UTF-8 text", e);
      }
    }
  }
}
