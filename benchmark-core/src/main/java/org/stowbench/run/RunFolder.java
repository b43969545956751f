package org.stowbench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.io.PredictionJson;
import org.stowbench.io.StagedFolder;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.LearnedFrom;

/**
 * The folder of one run:
 *
 * <table>
 * <caption>Files of a run folder</caption>
 * <tr><td>{@code run.json}</td><td>the {@link RunManifest}</td></tr>
 * <tr><td>{@code journal.jsonl}</td><td>a header, then every prediction as it came, with its
 *     latency; the last one of a query counts</td></tr>
 * <tr><td>{@code predictions.jsonl}</td><td>one prediction a query, in the dataset's order, without
 *     latency: the same seed gives the same bytes; there once the run is complete</td></tr>
 * <tr><td>{@code scorecard.json}, {@code per-query.csv}</td><td>the scorer's</td></tr>
 * </table>
 *
 * @param path the folder
 */
public record RunFolder(Path path) {

  private static final String MANIFEST = "run.json";
  private static final int LONGEST_NAME = 60;

  public RunFolder {
    Objects.requireNonNull(path, "path");
  }

  /**
   * Makes the folder of a run that begins now, named after predictor and dataset and numbered from
   * 001: {@code largest-shic-eval-001}, or {@code largest-shic-eval-search-001} in that mode, or
   * {@code largest-shic-eval-known-3-001} where so many placements are known. It appears with its
   * {@code run.json} in it, so whatever ends this process leaves a run that can be resumed or
   * nothing. Two processes that call this at once get two folders.
   *
   * @param parent where run folders live; made if it is not there
   */
  public static RunFolder create(Path parent, RunPlan plan) throws IOException {
    String name =
        fileName(plan.predictor().name())
            + "-"
            + fileName(plan.dataset().info().id())
            + "-"
            + (plan.mode().equals(RunMode.RANK) ? "" : plan.mode().kind() + "-")
            + plan.known().map(known -> "known-" + known.placements() + "-").orElse("");
    for (int number = 1; ; number++) {
      Path path = parent.resolve(name + String.format(Locale.ROOT, "%03d", number));
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) && begin(path, plan)) {
        return new RunFolder(path);
      }
    }
  }

  /**
   * Makes the folder of a run that begins now, by a name of the caller's.
   *
   * @throws InvalidInputException if there is something of that name
   */
  public static RunFolder createAt(Path path, RunPlan plan) throws IOException {
    requireNew(path);
    if (!begin(path, plan)) {
      requireNew(path);
    }
    return new RunFolder(path);
  }

  /**
   * Refuses a place for a new run where there is something, before hours are spent on the run.
   *
   * @throws InvalidInputException if there is something
   */
  public static void requireNew(Path path) {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidInputException(
          InputLocation.of(path),
          "is there already: must be a folder that is not there yet, for a run of its own");
    }
  }

  /** Makes a folder in one move; false if another process was faster. */
  private static boolean begin(Path path, RunPlan plan) throws IOException {
    RunManifest begun = RunManifest.begun(path.getFileName().toString(), plan);
    try (StagedFolder staged = StagedFolder.at(path, RunFolder::keep)) {
      staged.write(MANIFEST, Json.pretty(ManifestJson.write(begun)));
      staged.commit();
      return true;
    } catch (IOException e) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      throw e;
    }
  }

  /** Another run's folder is never replaced. */
  private static void keep(Path taken) throws IOException {
    throw new FileAlreadyExistsException(taken.toString());
  }

  /** A name that comes from a user made fit for a file name on every system. */
  private static String fileName(String text) {
    String safe = text.replaceAll("[^A-Za-z0-9_]+", "-").replaceAll("^-|-$", "");
    return safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
  }

  /**
   * The folder of a run that was begun before.
   *
   * @throws InvalidInputException if it is not one
   */
  public static RunFolder open(Path path) {
    if (Files.isRegularFile(path)) {
      throw new InvalidInputException(
          InputLocation.of(path),
          "a file: expected the folder of a run, whose predictions are scored anew");
    }
    RunFolder folder = new RunFolder(path);
    if (!folder.begun()) {
      throw new InvalidInputException(
          InputLocation.of(path), "not a run folder: expected a run.json in it, found none");
    }
    return folder;
  }

  /**
   * What the run of a file of predictions, or of a journal, was made from; empty where the file is
   * not a run's own, so that nobody knows.
   *
   * @throws InvalidInputException if the run's {@code run.json} does not fit
   */
  public static Optional<RunManifest> manifestOf(Path file) {
    RunFolder folder = new RunFolder(file.toAbsolutePath().getParent());
    Path name = file.getFileName();
    boolean own =
        name.equals(folder.predictionsFile().getFileName())
            || name.equals(folder.journalFile().getFileName());
    try {
      return own && folder.begun() ? Optional.of(folder.manifest()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the answers in a file were learned from, as {@link #manifestOf its run} says.
   *
   * @throws InvalidInputException if the run's {@code run.json} does not fit
   */
  public static LearnedFrom learnedFrom(Path file) {
    return manifestOf(file).map(RunManifest::learnedFrom).orElse(LearnedFrom.NOT_DECLARED);
  }

  /**
   * All that were begun beside it of the repeats that it is one of, by number; itself alone where
   * it is none.
   *
   * @throws InvalidInputException if its {@code run.json} does not fit
   */
  public Map<Integer, RunFolder> repeats() throws IOException {
    RunManifest own = manifest();
    Map<Integer, RunFolder> repeats = new TreeMap<>();
    if (own.repeat().isPresent()) {
      String first = own.repeat().get().first().orElse(own.run());
      try (Stream<Path> beside = Files.list(path.toAbsolutePath().getParent())) {
        for (Path other : beside.sorted().toList()) {
          new RunFolder(other).repeatOf(first).ifPresent(n -> repeats.put(n, new RunFolder(other)));
        }
      }
    }
    repeats.put(own.repeat().map(Repeat::number).orElse(1), this);
    return repeats;
  }

  /** The number of this repeat, if that is the first; a folder that does not fit is no repeat. */
  private Optional<Integer> repeatOf(String first) throws IOException {
    if (!begun()) {
      return Optional.empty();
    }
    try {
      RunManifest manifest = manifest();
      return manifest
          .repeat()
          .filter(repeat -> repeat.first().orElse(manifest.run()).equals(first))
          .map(Repeat::number);
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** Whether some process, this one perhaps, is running what is in it at this moment. */
  public boolean inUse() throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (FolderLock lock = FolderLock.take(path)) {
      return false;
    } catch (InvalidInputException e) {
      return true;
    }
  }

  boolean begun() {
    return Files.isRegularFile(manifestFile());
  }

  /** {@code run.json}. */
  public Path manifestFile() {
    return path.resolve(MANIFEST);
  }

  /** {@code journal.jsonl}. */
  public Path journalFile() {
    return path.resolve("journal.jsonl");
  }

  /** {@code predictions.jsonl}; there once the run is complete. */
  public Path predictionsFile() {
    return path.resolve("predictions.jsonl");
  }

  /** {@code scorecard.json}; the scorer's, there once someone has scored the run. */
  public Path scorecardFile() {
    return path.resolve("scorecard.json");
  }

  /** {@code per-query.csv}; the scorer's, there once someone has scored the run. */
  public Path perQueryFile() {
    return path.resolve("per-query.csv");
  }

  /**
   * What {@code run.json} says.
   *
   * @throws InvalidInputException if it does not fit
   */
  public RunManifest manifest() throws IOException {
    return ManifestJson.read(InputFile.of(manifestFile(), FileKind.DOCUMENT).json());
  }

  /**
   * Refuses a plan of another run than this folder's, before anything is made for it.
   *
   * @throws InvalidInputException says in what they differ
   */
  public void requireRunOf(RunPlan plan) throws IOException {
    RunIdentity.of(manifest()).requireSame(RunIdentity.of(plan), InputLocation.of(manifestFile()));
  }

  void write(RunManifest manifest) throws IOException {
    AtomicFile.write(manifestFile(), Json.pretty(ManifestJson.write(manifest)));
  }

  /**
   * What was said to a language model and by it, as far as the journal tells. A query that was
   * asked again comes again, and its last conversation counts. Lines that do not fit are passed
   * over: nothing is scored from here.
   *
   * @param each is told the id of a query and what was said for it
   */
  public void conversations(BiConsumer<String, Conversation> each) {
    InputFile journal = InputFile.of(journalFile(), FileKind.RECORDS);
    if (!journal.exists()) {
      return;
    }
    try (JsonLines lines = JsonLines.open(journal)) {
      for (var line = lines.nextEnded(); line.isPresent(); line = lines.nextEnded()) {
        try {
          if (!line.get().holds("\"details\"")) {
            continue;
          }
          JsonInput json = line.get().json();
          Optional<Conversation> said =
              json.optional("details").map(d -> new Details(d.object())).flatMap(Conversation::of);
          if (said.isPresent()) {
            each.accept(json.field("query").text(), said.get());
          }
        } catch (InvalidInputException damaged) {
          // Whoever resumes the run is told.
        }
      }
    }
  }

  /**
   * Whether the predictions of a complete run are there; if not, its journal has them.
   *
   * @throws InvalidInputException if that is gone as well, so that all would be asked anew
   */
  boolean isReadable() {
    boolean readable = Files.exists(predictionsFile());
    if (!readable && !Files.exists(journalFile())) {
      throw new InvalidInputException(
          InputLocation.of(path),
          "its predictions.jsonl and journal.jsonl are gone, and with them what was answered: begin"
              + " the run anew");
    }
    return readable;
  }

  /**
   * The predictions of a complete run, in the dataset's order, read as the stream advances. Close
   * the stream.
   *
   * @throws InvalidInputException if the run is not complete, or, from the stream, on reaching a
   *     line that does not fit
   */
  public Stream<Prediction> predictions() throws IOException {
    requirePredictions();
    JsonLines lines = JsonLines.open(InputFile.of(predictionsFile(), FileKind.RECORDS));
    return Stream.generate(lines::nextFilled)
        .takeWhile(Optional::isPresent)
        .map(line -> PredictionJson.read(line.get().json()))
        .onClose(lines::close);
  }

  /**
   * Refuses a run whose predictions are not there, and says how to get them.
   *
   * @throws InvalidInputException if it is not complete, or they are gone
   */
  public void requirePredictions() throws IOException {
    if (!Files.exists(predictionsFile())) {
      boolean lost = manifest().status() == RunStatus.COMPLETE;
      throw new InvalidInputException(
          InputLocation.of(path),
          lost
              ? "its predictions.jsonl is gone: resume it, which writes it again from its journal.jsonl"
              : "this run is not complete: resume it to get its predictions");
    }
  }
}
