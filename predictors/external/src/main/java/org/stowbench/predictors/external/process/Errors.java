package org.stowbench.predictors.external.process;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * What planners say on standard error: written to a file if one is named, up to a limit, and
 * counted. The last words of each process are kept, to be quoted when it ends.
 */
public final class Errors implements AutoCloseable {

  /** A planner that floods standard error must not fill the disk. */
  private static final long LARGEST_FILE = 16 << 20;

  private static final int LONGEST_LINE = 4096;
  private static final int LINES_KEPT = 3;

  private final Optional<OutputStream> file;
  private final Optional<Path> path;
  private long written;
  private long lines;

  /**
   * Prepares to listen.
   *
   * @param path the file to write to, anew
   * @throws InvalidInputException if it cannot be written
   */
  public Errors(Optional<Path> path) {
    this.path = path;
    this.file = path.map(Errors::open);
  }

  private static OutputStream open(Path path) {
    try {
      return new BufferedOutputStream(Files.newOutputStream(path));
    } catch (IOException e) {
      throw new InvalidInputException(InputLocation.of(path), "cannot be written", e);
    }
  }

  /** The last words of one process. */
  public final class Tail {

    private final Deque<byte[]> last = new ArrayDeque<>();

    /** Reads until the stream ends. */
    public void read(InputStream stream) {
      BoundedLines in = new BoundedLines(stream, LONGEST_LINE);
      try {
        for (var line = in.next(); line.isPresent(); line = in.next()) {
          keep(line.get().bytes());
          log(line.get().bytes(), !in.hasMore());
        }
      } catch (IOException e) {
        // The process is gone.
      }
    }

    private synchronized void keep(byte[] line) {
      if (last.size() == LINES_KEPT) {
        last.removeFirst();
      }
      last.addLast(line);
    }

    /** Such as {@code ; its last words: "..."}; empty where there are none. */
    public synchronized String quoted() {
      String words =
          last.stream()
              .map(line -> new String(line, StandardCharsets.UTF_8).strip())
              .filter(line -> !line.isEmpty())
              .map(InvalidInputException::excerpt)
              .collect(Collectors.joining(" | "));
      return words.isEmpty() ? "" : "; its last words: \"" + words + "\"";
    }
  }

  private synchronized void log(byte[] line, boolean flush) {
    lines++;
    if (file.isEmpty() || written > LARGEST_FILE) {
      return;
    }
    try {
      file.get().write(line);
      file.get().write('\n');
      written += line.length + 1;
      if (written > LARGEST_FILE) {
        file.get().write("[the rest is left out]\n".getBytes(StandardCharsets.US_ASCII));
      }
      if (flush || written > LARGEST_FILE) {
        file.get().flush();
      }
    } catch (IOException e) {
      written = Long.MAX_VALUE; // a full disk does not harm the run
    }
  }

  /** Where the rest can be read; empty where there was nothing. */
  public synchronized Optional<String> notice() {
    return lines == 0
        ? Optional.empty()
        : Optional.of(
            "the planner wrote %d lines to standard error%s"
                .formatted(
                    lines, path.map(p -> ", see " + p).orElse("; log=FILE writes them to a file")));
  }

  @Override
  public synchronized void close() {
    if (file.isPresent()) {
      try {
        file.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
