package org.stowbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import org.stowbench.io.FileKind;
import org.stowbench.io.FileProblem;
import org.stowbench.io.IdTable;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.io.PredictionJson;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;

/**
 * Every prediction of a run in the order in which it came, one line each, after a header that says
 * which run it is. Lines are only ever added; of several for one query the last one counts.
 *
 * <p>A line is handed to the operating system whole, in one write, before the prediction counts as
 * recorded. So a process that is killed loses nothing, except that the last line may be torn, which
 * opening the journal again mends. Nothing forces each line to disk: that would only help against
 * the machine losing power, costs more than most predictors, and what is lost then is asked again.
 *
 * <p>Memory holds where each query's line is, not what it says. Reads and writes go through {@link
 * RandomAccessFile} and not through a channel, because a channel is closed for good when a thread
 * that uses it is interrupted.
 *
 * <p>Not thread-safe.
 */
final class Journal implements AutoCloseable {

  static final int VERSION = 3;

  private final Path path;
  private final RandomAccessFile file;
  private final InputLocation where;
  private final IdTable queries = new IdTable();
  private long[] offsets = new long[16]; // of each query's last line
  private int[] lengths = new int[16];
  private final BitSet failures = new BitSet();
  private final BitSet lacking = new BitSet();
  private long end;
  private boolean damaged;

  private Journal(Path path, RandomAccessFile file, InputLocation where) {
    this.path = path;
    this.file = file;
    this.where = where;
  }

  /**
   * Opens the journal of a run, and begins it where there is none or the header was not finished.
   *
   * @throws InvalidInputException if it is the journal of another run, or has a line, other than a
   *     torn last one, that does not fit
   */
  static Journal open(Path path, RunIdentity identity) throws IOException {
    InputFile input = InputFile.of(path, FileKind.RECORDS);
    if (input.exists()) {
      input.size();
    }
    Journal journal =
        new Journal(
            path,
            FileProblem.naming(path, () -> new RandomAccessFile(path.toFile(), "rw")),
            input.location());
    try {
      journal.replay(input, identity);
      return journal;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private void replay(InputFile input, RunIdentity identity) throws IOException {
    try (JsonLines lines = JsonLines.open(input)) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        if (lines.torn()) {
          mend(line.get(), identity);
        } else {
          accept(line.get(), identity);
        }
      }
    }
    if (end == 0) {
      ObjectNode header = Json.object().put("journal", VERSION);
      identity.writeTo(header);
      write(bytes(header));
    }
  }

  /** A whole line: the header, or a prediction. */
  private void accept(JsonLines.Line line, RunIdentity identity) {
    JsonInput json = line.json();
    if (end == 0) {
      int version = json.field("journal").integer();
      if (version < 1 || version > VERSION) {
        throw json.field("journal").unexpected("journal version 1 to " + VERSION);
      }
      RunIdentity planned = version == 1 ? identity.withoutFiles() : identity;
      RunIdentity.read(json).requireSame(planned, line.location());
    } else {
      enter(PredictionJson.read(json), line.offset(), line.bytes().length);
    }
    end = line.offset() + line.bytes().length + 1;
  }

  /**
   * What stands after the last line end. It is a whole record if it is JSON, for no part of an
   * object that ends early is; else it is torn.
   */
  private void mend(JsonLines.Line rest, RunIdentity identity) throws IOException {
    boolean whole = true;
    try {
      rest.json();
    } catch (InvalidInputException torn) {
      whole = false;
    }
    if (whole) {
      accept(rest, identity);
      FileProblem.writing(
          path,
          () -> {
            file.seek(end - 1);
            file.write('\n');
          });
    } else {
      FileProblem.writing(path, () -> file.setLength(end));
    }
  }

  private void enter(Prediction prediction, long offset, int length) {
    boolean fails = prediction.error().isPresent();
    boolean lacks = !fails && prediction.details().flatMap(Details::incomplete).isPresent();
    int query = queries.add(prediction.query());
    if (query == offsets.length) {
      offsets = Arrays.copyOf(offsets, query * 2);
      lengths = Arrays.copyOf(lengths, query * 2);
    }
    offsets[query] = offset;
    lengths[query] = length;
    failures.set(query, fails);
    lacking.set(query, lacks);
  }

  /** A prediction as a line of the journal. */
  static byte[] line(Prediction prediction) {
    return bytes(PredictionJson.write(prediction));
  }

  private static byte[] bytes(ObjectNode json) {
    return (Json.line(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Adds a prediction.
   *
   * @param line of {@link #line}
   * @throws IOException if the disk refuses; nothing can be added after that, since the line may
   *     have been written in part and another after it would hide that
   */
  void append(Prediction prediction, byte[] line) throws IOException {
    long offset = end;
    write(line);
    enter(prediction, offset, line.length - 1);
  }

  private void write(byte[] line) throws IOException {
    if (damaged) {
      throw new IOException(where + ": cannot be written to after an error");
    }
    damaged = true;
    FileProblem.writing(
        path,
        () -> {
          file.seek(end);
          file.write(line);
        });
    damaged = false;
    end += line.length;
  }

  /** Whether the query has a ranking in which nothing is missing. */
  boolean settled(String query) {
    OptionalInt known = queries.find(query);
    return known.isPresent() && !failures.get(known.getAsInt()) && !lacking.get(known.getAsInt());
  }

  /** Whether the query has a ranking. */
  boolean answered(String query) {
    OptionalInt known = queries.find(query);
    return known.isPresent() && !failures.get(known.getAsInt());
  }

  /** How many queries have a ranking. */
  long answered() {
    return queries.size() - failed();
  }

  /** How many of these rankings lack something, see {@link Details#incomplete}. */
  long incomplete() {
    return lacking.cardinality();
  }

  /** How many queries have a failed prediction. */
  long failed() {
    return failures.cardinality();
  }

  /**
   * The last prediction for a query.
   *
   * @throws InvalidInputException if there is none
   */
  Prediction read(String query) throws IOException {
    int known =
        queries
            .find(query)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        where, "no prediction for query " + InvalidInputException.excerpt(query)));
    byte[] line = new byte[lengths[known]];
    file.seek(offsets[known]);
    file.readFully(line);
    return PredictionJson.read(JsonInput.parse(new String(line, StandardCharsets.UTF_8), where));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
