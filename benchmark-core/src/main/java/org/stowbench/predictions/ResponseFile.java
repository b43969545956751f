package org.stowbench.predictions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.stowbench.io.CsvText;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.prediction.Prediction;

/**
 * A file of predictions, in one of several forms that are told apart by how they begin.
 *
 * <p><b>JSON Lines</b> (<code>{</code>): one prediction a line, as {@link
 * org.stowbench.io.PredictionJson} writes it; or a JSON list of them.
 *
 * <p><b>CSV</b> (anything else): a header, then one answer a row, a query's rows together and best
 * first. Columns, in any order, others are ignored:
 *
 * <ul>
 *   <li>{@code query}, the query's id; or {@code scene} and {@code item}
 *   <li>{@code answer}: a container number, {@code not_here}, or a region {@code [[x,y],...]}; a
 *       blank names nothing, and a query that names nothing is a failed prediction
 *   <li>{@code rank}: the order of a query's answers, smallest first; without it, the rows' order
 *   <li>{@code score}, larger is likelier, or {@code probability}, 0 to 1; optional, in all rows of
 *       a query or in none
 *   <li>{@code error}: why there is no answer; optional
 * </ul>
 *
 * Texts may carry the guard of {@link CsvText}.
 *
 * <p><b>A form of one source of data</b>: a {@link ResponseForm} that is installed.
 *
 * <p>Where several people answer in one file, each is a {@link ResponseSet} of their own.
 *
 * <p>The order is the file's, whatever the scores say: where they contradict it, that is counted in
 * the {@link ReadReport}. So is a blank answer, and a record that fits no query of the dataset,
 * which is left out. A query that Stowbench's own forms answer twice is an error; in an installed
 * form the first answer is kept and the others are counted.
 *
 * <p>Reading streams. Errors are collected, so that one message lists the first ten.
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

  private static final ResponseForm JSON_LINES = new JsonLinesForm();
  private static final ResponseForm JSON_LIST = new JsonListForm();

  private final Path file;
  private final InputFile input;
  private final ResponseForm form;

  private ResponseFile(Path file, InputFile input, ResponseForm form) {
    this.file = file;
    this.input = input;
    this.form = form;
  }

  /**
   * Looks at the beginning of a file.
   *
   * @throws InvalidInputException if it cannot be read or is empty
   */
  public static ResponseFile of(Path file) {
    InputFile input = InputFile.of(file, FileKind.RECORDS);
    if (input.firstCharacter().isEmpty()) {
      throw new InvalidInputException(input.location(), "no predictions in it");
    }
    return new ResponseFile(file, input, form(input));
  }

  private static ResponseForm form(InputFile input) {
    Stream<ResponseForm> installed =
        ServiceLoader.load(ResponseForm.class, ResponseForm.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get);
    return Stream.of(Stream.of(JSON_LIST), installed, Stream.of(JSON_LINES, CsvForm.FORM))
        .flatMap(forms -> forms)
        .filter(form -> form.recognises(input))
        .findFirst()
        .orElseThrow();
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
    if (form == JSON_LINES && Files.isRegularFile(manifest)) {
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
    Optional<JsonInput> predictor =
        InputFile.of(manifest, FileKind.DOCUMENT).json().optional("predictor");
    if (predictor.isPresent() && !predictor.get().isText()) {
      JsonInput described = predictor.get();
      predictor = described.optional("spec").or(() -> described.optional("name"));
    }
    return predictor.map(JsonInput::name);
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
    ResponseMatcher matcher = new ResponseMatcher(index, sink);
    matcher.attempt(() -> form.read(input, matcher));
    return matcher.report(input.location(), predictor());
  }
}
