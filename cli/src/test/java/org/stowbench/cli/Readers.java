package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stowbench.cli.Reader.Use;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.importing.Importers;
import org.stowbench.io.FileKind;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictors.learned.archive.ModelArchive;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.llm.recorded.RecordedAnswers;
import org.stowbench.predictors.llm.spending.PriceList;
import org.stowbench.predictors.net.Keys;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.report.LearningCurve;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunPlan;
import org.stowbench.run.Runner;
import org.stowbench.scorer.leaderboard.LeaderboardJson;
import org.stowbench.scorer.leaderboard.Submission;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.reproduce.PublishedResults;
import org.stowbench.testing.TestKitchens;

/**
 * Everything in this project that reads what comes from outside. A new reader is one more line
 * here; so it is tried with hostile files in every build ({@link HostileFilesTest}), and fuzzed by
 * {@code -Dfuzz}. An importer is here by itself: with the files of {@code
 * src/test/hostile/importers/NAME} as what it reads, or else with whatever there is.
 */
public final class Readers {

  /** Those of importers' files that are read whole. */
  private static final Map<String, FileKind> WHOLE =
      Map.of(
          "labels.json", FileKind.ANNOTATIONS,
          "about.json", FileKind.DOCUMENT,
          "benchmark/scenarios.yml", FileKind.SETTINGS);

  private static final Path EXAMPLES = Path.of("..", "cli", "src", "test", "hostile", "importers");

  private static final Dataset DATASET =
      TestKitchens.dataset(
          "test:split",
          List.of(
              TestKitchens.query(
                  "q", TestKitchens.row("kitchen.jpg", 2), "cup", "home", Answer.NOT_HERE)));

  private static final String SCENE =
      "{\"id\":\"kitchen\",\"containers\":[{\"id\":0,\"region\":[[0,0],[9,0],[9,9]]}]}\n";
  private static final String QUERY =
      "{\"id\":\"q\",\"split\":\"eval\",\"scene\":\"kitchen\",\"item\":\"cup\","
          + "\"household\":\"home\",\"truth\":{\"container\":0}}\n";
  private static final String DECLARATION =
      "{\"format_version\":1,\"id\":\"mine\",\"name\":\"Mine\",\"licence\":\"CC0-1.0\","
          + "\"citation\":\"none\",\"default_split\":\"eval\"}";

  private static final String RESULT =
      """
      id: mine
      title: Mine
      source: here
      dataset: test:split
      predictor: largest
      protocol: consistent
      expected:
        queries: 1
        metrics:
          hit@1: "1.000"
      """;
  private static final String SUBMISSION =
      "name: Mine\ndataset: test:split\ndate: 2026-01-31\ndata: []\n";
  private static final String CURVE =
      "{\"dataset\":\"sim:dev\",\"learning_curve\":[{\"share\":1,\"scored\":{\"scorecards\":"
          + "[{\"predictor\":\"logit\",\"metrics\":{\"hit@1\":{\"value\":0.5}}}]}}]}";
  private static final String BOARD =
      "{\"format\":2,\"dataset\":{\"id\":\"%s\",\"checksum\":\"%s\"},\"metric\":\"hit@1\",\"history\":[]}"
          .formatted(DATASET.info().id(), DATASET.info().checksum());

  private static final Predictor NOT_HERE =
      (query, context) -> Prediction.of(query, Ranking.of(Answer.NOT_HERE));
  private static final RunPlan PLAN =
      new RunPlan(DATASET, Predictors.installed().spec("largest"), 1, OptionalLong.empty(), 1);

  /** The files of a run that was stopped before its first answer. */
  private static Map<String, String> stopped() {
    try {
      Path place = Files.createTempDirectory("stopped");
      RunFolder run = RunFolder.create(place, PLAN);
      Predictor broke =
          (query, context) -> {
            throw new RunStoppedException("out of money");
          };
      Runner.run(PLAN, broke, run, RunListener.NONE);
      Map<String, String> files = new TreeMap<>();
      for (Path file : List.of(run.manifestFile(), run.journalFile())) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HostEnvironment environment(Path file) {
    return new HostEnvironment(file.getParent(), 1, Optional.of(DATASET), Optional.empty());
  }

  /** A command that must not end in another way than well, or by refusing what it was given. */
  private static void command(String... arguments) {
    StowbenchProcess.Result result =
        new StowbenchInProcess(Path.of("target", "no-home")).run(arguments);
    if (result.exitCode() == ExitCode.BAD_INPUT) {
      throw new InvalidInputException(result.err());
    }
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private Readers() {}

  /** All of them. */
  public static List<Reader> all() {
    return Stream.of(files(), importers()).flatMap(List::stream).toList();
  }

  private static List<Reader> files() {
    Map<String, String> stopped = stopped();
    Map<String, String> dataset =
        Map.of("dataset.json", DECLARATION, "scenes.jsonl", SCENE, "queries.jsonl", QUERY);
    Use open =
        file -> {
          try (Stream<?> queries = DatasetFolder.open(file.getParent()).split("eval").queries()) {
            assertThat(queries.count()).isNotNegative();
          }
        };
    Use predictions =
        file -> ResponseFile.of(file).read(QueryIndex.of(DATASET), (person, prediction) -> {});
    return List.of(
        Reader.of("dataset", "dataset.json", DECLARATION, FileKind.DOCUMENT, dataset, open),
        Reader.of("dataset", "scenes.jsonl", SCENE, FileKind.RECORDS, dataset, open),
        Reader.of("dataset", "queries.jsonl", QUERY, FileKind.RECORDS, dataset, open),
        Reader.of(
            "predictions",
            "predictions.jsonl",
            "{\"query\":\"q\",\"ranking\":[{\"not_here\":true}]}\n",
            FileKind.RECORDS,
            predictions),
        Reader.of(
            "predictions",
            "predictions.csv",
            "query,answer\nq,not_here\n",
            FileKind.RECORDS,
            predictions),
        Reader.of(
            "predictions",
            "official.json",
            "[{\"image_path\":\"kitchen.jpg\",\"chosen_item\":\"cup\",\"chosen_polygon\":[]}]",
            FileKind.RECORDS,
            predictions),
        Reader.of(
            "recorded",
            "recorded.csv",
            "image_path,item,response\nkitchen.jpg,cup,none\n",
            FileKind.RECORDS,
            file -> RecordedAnswers.read(file, QueryIndex.of(DATASET))),
        Reader.of(
            "settings",
            "prompt.txt",
            PromptTemplate.shippedText("noam"),
            FileKind.SETTINGS,
            PromptTemplate::read),
        Reader.of(
            "settings",
            "prices.csv",
            "model,input,output\nopenai/x,1,2\n",
            FileKind.SETTINGS,
            file -> PriceList.of(file.getParent())),
        Reader.of(
            "settings",
            "home.env",
            "A_KEY=1\n",
            FileKind.SETTINGS,
            file -> new Keys(name -> Optional.empty(), List.of(file)).find("A_KEY")),
        Reader.of("result", "result.yaml", RESULT, FileKind.SETTINGS, PublishedResults::read),
        Reader.of("curve", "curve.json", CURVE, FileKind.DOCUMENT, LearningCurve::read),
        Reader.of(
            "run",
            "run.json",
            stopped.get("run.json"),
            FileKind.DOCUMENT,
            file -> new RunFolder(file.getParent()).manifest()),
        Reader.of(
            "run",
            "journal.jsonl",
            stopped.get("journal.jsonl"),
            FileKind.RECORDS,
            stopped,
            file -> Runner.run(PLAN, NOT_HERE, RunFolder.open(file.getParent()), RunListener.NONE)),
        Reader.of(
            "settings",
            "rules.csv",
            "category,place,weight\n*,not_here,2\n",
            FileKind.SETTINGS,
            file -> Predictors.installed().create("rules:file=" + file, environment(file)).close()),
        Reader.of(
            "predictions",
            "replay.jsonl",
            "{\"query\":\"q\",\"ranking\":[{\"not_here\":true}]}\n",
            FileKind.RECORDS,
            file -> Predictors.installed().create("replay:" + file, environment(file)).close()),
        Reader.of(
            "leaderboard",
            "leaderboard.json",
            BOARD,
            FileKind.DOCUMENT,
            file -> LeaderboardJson.readHistory(file, DATASET.info(), Metrics.HIT_1)),
        Reader.of(
            "leaderboard",
            "submission.yaml",
            SUBMISSION,
            FileKind.SETTINGS,
            Map.of("predictions.jsonl", ""),
            file -> Submission.read(file.getParent())),
        Reader.of(
            "coco",
            "items.csv",
            "image,item,truth\nh/a.png,plate,1\n",
            FileKind.RECORDS,
            examples("coco"),
            file ->
                command(
                    "datasets",
                    "import",
                    "coco",
                    "--from",
                    file.resolveSibling("labels.json").toString(),
                    "--queries",
                    file.toString(),
                    "--to",
                    file.resolveSibling("out").toString())),
        Reader.of(
            "scene",
            "scene.json",
            SCENE,
            FileKind.DOCUMENT,
            file ->
                command(
                    "ask", "--scene", file.toString(), "--item", "x", "--predictor", "largest")),
        Reader.of(
            "archive", "model.zip", "", FileKind.MODEL, file -> ModelArchive.read(file, "logit")));
  }

  /** Each file of what an importer reads. */
  private static List<Reader> importers() {
    return Importers.installed().stream()
        // Another test's, and no example of how to read.
        .filter(importer -> !(importer instanceof AddedImporterTest.CupboardImporter))
        .flatMap(Readers::of)
        .toList();
  }

  private static Stream<Reader> of(ImporterProvider importer) {
    Map<String, String> files = examples(importer.name());
    boolean folder = importer.recognises(EXAMPLES.resolve(importer.name()));
    return Stream.concat(files.keySet().stream(), Stream.of("source").filter(n -> files.isEmpty()))
        .map(
            file ->
                Reader.of(
                    importer.name(),
                    file,
                    files.getOrDefault(file, ""),
                    WHOLE.getOrDefault(file, FileKind.RECORDS),
                    files,
                    place -> {
                      Path root = place;
                      for (int i = 0; folder && i < Path.of(file).getNameCount(); i++) {
                        root = root.getParent();
                      }
                      importer.importTo(
                          ImportRequest.of(root, root.resolveSibling("out").resolve("mine")));
                    }));
  }

  /** What an importer reads, by path; empty where nobody wrote that down. */
  private static SortedMap<String, String> examples(String importer) {
    SortedMap<String, String> examples = new TreeMap<>();
    Path folder = EXAMPLES.resolve(importer);
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        examples.put(folder.relativize(file).toString(), Files.readString(file));
      }
      return examples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
