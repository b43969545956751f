package org.stowbench.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.stowbench.io.FileKind;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonLines;

/**
 * Everything that people answered, in the order in which they did, a line each, after a first line
 * that says what was asked. Lines are only ever added, and each is forced to disk before anybody
 * hears that it was taken: people are not asked again what a machine forgot. A last line that is
 * torn was never confirmed, and is cut off when the journal is opened.
 *
 * <p>Not thread-safe.
 */
final class AnswerJournal implements AutoCloseable {

  private final Path path;
  private final RandomAccessFile file;
  private final InputLocation where;
  private long end;
  private boolean damaged;

  private AnswerJournal(Path path, RandomAccessFile file, InputLocation where, long end) {
    this.path = path;
    this.file = file;
    this.where = where;
    this.end = end;
  }

  /**
   * What stands in a journal, which may be written to meanwhile.
   *
   * @param begun takes the design
   * @param event takes each line after it
   * @return how many bytes of it are whole lines; 0 where not even the first is
   * @throws InvalidInputException if a whole line does not fit
   */
  static long read(Path path, Consumer<StudyDesign> begun, Consumer<Located> event) {
    long end = 0;
    try (JsonLines lines = JsonLines.open(InputFile.of(path, FileKind.RECORDS))) {
      for (var line = lines.next(); line.isPresent() && !lines.torn(); line = lines.next()) {
        JsonLines.Line whole = line.get();
        if (end == 0) {
          begun.accept(StudyDesign.read(whole.json()));
        } else {
          event.accept(new Located(StudyEvent.read(whole.json()), whole.location()));
        }
        end = whole.offset() + whole.bytes().length + 1;
      }
    }
    return end;
  }

  /** A line and where it stands. */
  record Located(StudyEvent event, InputLocation where) {}

  /**
   * Opens a journal to be added to, and begins it where there is none.
   *
   * @param event takes what is there already
   * @throws InvalidInputException if it is of another design, or a whole line does not fit
   */
  static AnswerJournal open(Path path, StudyDesign design, Consumer<Located> event)
      throws IOException {
    InputFile input = InputFile.of(path, FileKind.RECORDS);
    long end =
        input.exists()
            ? read(path, begun -> design.requireSame(begun, input.location()), event)
            : 0;
    AnswerJournal journal =
        new AnswerJournal(
            path,
            FileProblem.naming(path, () -> new RandomAccessFile(path.toFile(), "rw")),
            input.location(),
            end);
    try {
      long whole = end;
      FileProblem.writing(path, () -> journal.file.setLength(whole));
      if (end == 0) {
        journal.write(design.json());
      }
      return journal;
    } catch (IOException | RuntimeException e) {
      journal.close();
      if (end == 0) {
        Files.deleteIfExists(path); // nothing was ever in it
      }
      throw e;
    }
  }

  /**
   * Adds a line; it is on disk when this returns.
   *
   * @throws IOException if the disk refuses; the line is then not there, and may be added again
   */
  void append(StudyEvent event) throws IOException {
    write(StudyEvent.write(event));
  }

  private void write(ObjectNode json) throws IOException {
    if (damaged) {
      throw new IOException(where + ": cannot be written to after an error");
    }
    byte[] line = (Json.line(json) + "\n").getBytes(StandardCharsets.UTF_8);
    damaged = true;
    try {
      FileProblem.writing(
          path,
          () -> {
            file.seek(end);
            file.write(line);
            file.getFD().sync();
          });
      end += line.length;
      damaged = false;
    } finally {
      if (damaged) {
        file.setLength(end);
        damaged = false;
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
