package org.stowbench.predictions;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.prediction.Prediction;

/**
 * A file of predictions, in one of three forms that are told apart by their first character.
 *
 * <p><b>JSON Lines</b> (<code>{</code>): one prediction a line, as {@link
 * org.stowbench.io.PredictionJson} writes it.
 *
 * <p><b>CSV</b> (anything else): a header, then one answer a row, a query's rows together and best
 * first. Columns, in any order, others are ignored:
 *
 * <ul>
 *   <li>{@code query}, the query's id; or {@code scene} and {@code item}
 *   <li>{@code answer}: a container number, {@code not_here}, or a region {@code [[x,y],...]}; left
 *       empty in a query's only row, the prediction failed
 *   <li>{@code score}, larger is likelier, or {@code probability}, 0 to 1; optional, in all rows of
 *       a query or in none
 *   <li>{@code error}: why there is no answer; optional
 * </ul>
 *
 * Texts may carry the guard of {@link CsvText}.
 *
 * <p><b>Official response files</b> (<code>[</code>): a JSON list of records, with {@code
 * image_path} (or {@code image_path_html}), {@code chosen_item}, at times {@code user_id}, and the
 * answer in the first of these that the record has:
 *
 * <ol>
 *   <li>a field that ends in {@code _polygon_string}: files with such a field carry the truth in
 *       {@code chosen_polygon}
 *   <li>{@code chosen_polygon}: one polygon, {@code []} for "not here"
 *   <li>{@code containers_mask_polygon}: a list of polygons; none is "not here", one is that
 *       polygon, several are the upright box around all their vertices
 * </ol>
 *
 * Polygons may be JSON or texts that hold JSON; a null or an empty text is a failed prediction. A
 * polygon with the vertices of a candidate names that candidate (the first, if it is repeated), any
 * other is a free region. Photos are joined by name, see {@link QueryIndex#find(String, String)}.
 * Where several people answer in one file, each is a {@link ResponseSet} of their own.
 *
 * <p>Reading streams; a record that fits no query of the dataset, or answers a query again, is
 * counted in the {@link ReadReport} and otherwise left out.
 */
public final class ResponseFile {

  /** Takes the responses of a file as they are read. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a prediction for a query of the dataset, the first of this person for it.
     *
     * @param person who answered; empty text where the file names nobody
     * @param prediction carries the dataset's query id
     */
    void accept(String person, Prediction prediction);
  }

  /** The three forms. */
  enum Form {
    JSON_LINES,
    CSV,
    OFFICIAL
  }

  private static final int BYTE_ORDER_MARK = 0xEF;

  private final Path file;
  private final InputLocation location;
  private final Form form;

  private ResponseFile(Path file, InputLocation location, Form form) {
    this.file = file;
    this.location = location;
    this.form = form;
  }

  /**
   * Looks at the beginning of a file.
   *
   * @throws InvalidInputException if it cannot be read or is empty
   */
  public static ResponseFile of(Path file) {
    Objects.requireNonNull(file, "file");
    InputLocation location = InputLocation.of(file);
    try (InputStream in = open(file)) {
      int first = in.read();
      while (first >= 0 && Character.isWhitespace(first)) {
        first = in.read();
      }
      if (first < 0) {
        throw new InvalidInputException(location, "no predictions in it");
      }
      Form form =
          switch (first) {
            case '[' -> Form.OFFICIAL;
            case '{' -> Form.JSON_LINES;
            default -> Form.CSV;
          };
      return new ResponseFile(file, location, form);
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** Opens a file behind its byte order mark, if it has one. */
  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.mark(3);
    if (in.read() == BYTE_ORDER_MARK) {
      in.skipNBytes(2);
    } else {
      in.reset();
    }
    return in;
  }

  private static InvalidInputException unreadable(InputLocation location, IOException e) {
    String why =
        e instanceof NoSuchFileException
            ? "there is no such file"
            : e instanceof CharacterCodingException
                ? "not UTF-8 text"
                : "cannot be read: "
                    + InvalidInputException.excerpt(String.valueOf(e.getMessage()));
    return new InvalidInputException(location, why, e);
  }

  /** The file. */
  public Path path() {
    return file;
  }

  /**
   * What to call who answered: the predictor that the run folder's {@code run.json} names, if JSON
   * Lines lie in one; else the file's name without its ending.
   */
  public String predictor() {
    Path manifest = file.resolveSibling("run.json");
    if (form == Form.JSON_LINES && Files.isRegularFile(manifest)) {
      Optional<String> named = predictorOfRun(manifest);
      if (named.isPresent()) {
        return named.get();
      }
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static Optional<String> predictorOfRun(Path manifest) {
    InputLocation location = InputLocation.of(manifest);
    try {
      Optional<JsonInput> predictor =
          JsonInput.parse(Files.readString(manifest), location).optional("predictor");
      if (predictor.isPresent() && !predictor.get().isText()) {
        JsonInput described = predictor.get();
        predictor = described.optional("spec").or(() -> described.optional("name"));
      }
      return predictor.map(JsonInput::name);
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /**
   * Reads all responses, in the file's order.
   *
   * @param index the queries that they answer
   * @param sink takes each response that fits
   * @return who answered, and what was left out
   * @throws InvalidInputException if the file is damaged, or nothing in it fits the dataset
   */
  public ReadReport read(QueryIndex index, Sink sink) {
    ResponseMatcher joiner = new ResponseMatcher(index, sink);
    try (InputStream in = open(file)) {
      switch (form) {
        case JSON_LINES -> JsonLinesForm.read(in, location, joiner);
        case CSV -> CsvForm.read(in, location, joiner);
        case OFFICIAL -> OfficialForm.read(in, location, joiner);
      }
    } catch (IOException e) {
      throw unreadable(location, e);
    }
    return joiner.report(location, predictor());
  }
}
