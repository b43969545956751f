package org.stowbench.scorer.leaderboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.YamlInput;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunManifest;
import org.stowbench.run.RunStatus;

/** Reads {@link Submission}s. Nothing in a folder is followed out of it. */
final class SubmissionReader {

  private static final long LARGEST_DECLARATION = 64L << 10;

  /** Names the households that were learned from: those of 200,000 homes. */
  private static final long LARGEST_MANIFEST = 4L << 20;

  private static final long LARGEST_FILE = 256L << 20;
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
  private static final String PREDICTIONS = "predictions.jsonl";
  private static final List<String> FIELDS =
      List.of(
          "name",
          "dataset",
          "date",
          "kind",
          "data",
          "predictions",
          "person",
          "model",
          "cross_validated",
          "unanswered",
          "contact",
          "code",
          "cost_usd",
          "description");

  private SubmissionReader() {}

  /** Reads a folder, and the repeats that a leaderboard keeps in it. */
  static Submission read(Path folder) {
    List<Submission> repeats = new ArrayList<>(List.of(readOne(folder)));
    for (int number = 2; ; number++) {
      Path repeat = folder.resolve(LeaderboardFolder.repeatFolder(number));
      if (!Files.isDirectory(repeat, LinkOption.NOFOLLOW_LINKS)) {
        break;
      }
      repeats.add(readOne(repeat));
    }
    List<Submission> together = Submission.together(repeats);
    if (together.size() > 1) {
      throw new InvalidInputException(
          InputLocation.of(folder),
          "holds repeats of another run: they must differ from it in the seed alone");
    }
    return together.get(0);
  }

  private static Submission readOne(Path folder) {
    if (Files.isRegularFile(folder)) {
      throw new InvalidInputException(
          InputLocation.of(folder),
          "a file: expected the folder of a submission or run, whose predictions are scored anew");
    }
    Optional<RunManifest> run = run(folder);
    if (Files.exists(folder.resolve(Submission.FILE), LinkOption.NOFOLLOW_LINKS)) {
      return declared(folder, run);
    }
    RunManifest manifest =
        run.orElseThrow(
            () ->
                new InvalidInputException(
                    InputLocation.of(folder),
                    "neither a submission nor a run: expected a %s or a run.json in it"
                        .formatted(Submission.FILE)));
    requirePredictions(folder);
    plainFile(folder, PREDICTIONS, LARGEST_FILE);
    return new Submission(
        folder,
        manifest.dataset().id(),
        PREDICTIONS,
        Optional.empty(),
        Optional.empty(),
        undeclared(manifest),
        run,
        List.of());
  }

  private static void requirePredictions(Path run) {
    try {
      new RunFolder(run).requirePredictions();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<RunManifest> run(Path folder) {
    RunFolder run = new RunFolder(folder);
    if (!Files.exists(run.manifestFile(), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    plainFile(folder, "run.json", LARGEST_MANIFEST);
    try {
      RunManifest manifest = run.manifest();
      if (manifest.status() != RunStatus.COMPLETE) {
        throw new InvalidInputException(
            InputLocation.of(folder), "this run is not complete: resume it first");
      }
      return Optional.of(manifest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Declaration undeclared(RunManifest run) {
    return new Declaration(
        InvalidInputException.excerpt(run.named()),
        LocalDate.ofInstant(run.started(), ZoneOffset.UTC),
        run.predictor().kind(),
        Optional.empty(),
        false,
        0,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  private static Submission declared(Path folder, Optional<RunManifest> run) {
    Path file = plainFile(folder, Submission.FILE, LARGEST_DECLARATION);
    return YamlInput.read(InputFile.of(file, FileKind.SETTINGS), FIELDS)
        .build(json -> read(folder, run, json));
  }

  private static Submission read(Path folder, Optional<RunManifest> run, JsonInput json) {
    String dataset =
        run.map(manifest -> manifest.dataset().id()).orElseGet(() -> json.field("dataset").name());
    json.optional("dataset")
        .filter(given -> !given.text().equals(dataset))
        .ifPresent(
            given -> {
              throw given.unexpected(dataset + ", which run.json names");
            });
    String predictions = json.optional("predictions").map(JsonInput::text).orElse(PREDICTIONS);
    plainFile(folder, predictions, LARGEST_FILE);
    Optional<String> model = json.optionalText("model");
    model.ifPresent(name -> plainFile(folder, name, LARGEST_FILE));
    return new Submission(
        folder,
        dataset,
        predictions,
        json.optionalText("person"),
        model,
        declaration(json, run),
        run,
        List.of());
  }

  private static Declaration declaration(JsonInput json, Optional<RunManifest> run) {
    return new Declaration(
        json.field("name").text(),
        date(json.field("date")),
        kind(json, run.flatMap(manifest -> manifest.predictor().kind())),
        Optional.of(json.field("data").elements().stream().map(JsonInput::text).toList()),
        json.optional("cross_validated").map(JsonInput::bool).orElse(false),
        json.optionalInteger("unanswered").orElse(0),
        json.optionalText("contact"),
        json.optionalText("code"),
        json.optionalNumber("cost_usd"),
        json.optionalText("description").map(String::strip));
  }

  /** What it says; else what its run recorded, which it may not deny. */
  private static Optional<PredictorKind> kind(JsonInput json, Optional<PredictorKind> recorded) {
    Optional<JsonInput> said = json.optional("kind");
    if (said.isEmpty()) {
      return recorded.or(() -> json.optional("person").map(person -> PredictorKind.PERSON));
    }
    PredictorKind kind = said.get().constant(PredictorKind.class);
    if (recorded.isPresent() && recorded.get() != kind) {
      throw said.get().unexpected(Json.name(recorded.get()) + ", which run.json names");
    }
    if (json.optional("person").isPresent() && kind != PredictorKind.PERSON) {
      throw said.get().unexpected("person, since it names one");
    }
    return Optional.of(kind);
  }

  private static LocalDate date(JsonInput json) {
    try {
      return LocalDate.parse(json.text());
    } catch (DateTimeParseException e) {
      throw json.unexpected("a day such as 2026-01-31");
    }
  }

  /**
   * A file of the folder, refused where it could be something else: a link that leads out of the
   * folder would publish what it leads to.
   */
  private static Path plainFile(Path folder, String name, long largest) {
    if (!FILE_NAME.matcher(name).matches()) {
      throw new InvalidInputException(
          InputLocation.of(folder),
          "file name \"%s\": must be of letters, digits, '.', '-', '_', without a folder"
              .formatted(InvalidInputException.excerpt(name)));
    }
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidInputException(
          InputLocation.of(file),
          Files.exists(file, LinkOption.NOFOLLOW_LINKS)
              ? "must be a plain file, no link and no folder"
              : "there is no such file");
    }
    try {
      if (Files.size(file) > largest) {
        throw new InvalidInputException(
            InputLocation.of(file),
            "%,d bytes: must be at most %,d".formatted(Files.size(file), largest));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
