package org.stowbench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.ask.Needs;
import org.stowbench.cli.Reader.Use;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.coco.CocoImporterProvider;
import org.stowbench.datasets.fetch.FetchSettings;
import org.stowbench.datasets.fetch.Fetcher;
import org.stowbench.datasets.fetch.PinnedSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.importing.Importers;
import org.stowbench.datasets.importing.Labels;
import org.stowbench.datasets.simulator.SimulatorImporterProvider;
import org.stowbench.datasets.validate.DatasetValidator;
import org.stowbench.datasets.validate.ValidationReport;
import org.stowbench.io.FileKind;
import org.stowbench.io.ImageBytes;
import org.stowbench.io.Images;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.PhotoFiles;
import org.stowbench.io.SceneJson;
import org.stowbench.label.HomePhotos;
import org.stowbench.label.LabelSite;
import org.stowbench.label.LabelledHome;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Plugin;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictor.TrainableProvider;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.external.protocol.Received;
import org.stowbench.predictors.learned.archive.ModelArchive;
import org.stowbench.predictors.llm.answer.BoxReader;
import org.stowbench.predictors.llm.answer.FirstTokensReader;
import org.stowbench.predictors.llm.answer.RankingReader;
import org.stowbench.predictors.llm.answer.ReplyReader;
import org.stowbench.predictors.llm.answer.YesNoReader;
import org.stowbench.predictors.llm.cache.ReplyCache;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.llm.recorded.RecordedAnswers;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.predictors.llm.spending.PriceList;
import org.stowbench.predictors.net.Keys;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.Query;
import org.stowbench.report.Conversations;
import org.stowbench.report.HtmlReport;
import org.stowbench.report.LearningCurve;
import org.stowbench.report.Photos;
import org.stowbench.report.ReportedRuns;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunPlan;
import org.stowbench.run.Runner;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.PartSums;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.leaderboard.LeaderboardJson;
import org.stowbench.scorer.leaderboard.ScoredSubmission;
import org.stowbench.scorer.leaderboard.Submission;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.reproduce.PublishedResults;
import org.stowbench.scorer.reproduce.Reproducer;
import org.stowbench.server.SceneLibrary;
import org.stowbench.server.ServedPredictor;
import org.stowbench.server.ServerSettings;
import org.stowbench.server.StowbenchServer;
import org.stowbench.server.WebServer;
import org.stowbench.study.ParticipantCode;
import org.stowbench.study.Study;
import org.stowbench.study.StudyDesign;
import org.stowbench.study.StudySite;
import org.stowbench.study.StudyStatus;
import org.stowbench.study.StudyTexts;
import org.stowbench.testing.TestKitchens;
import org.stowbench.testing.TurnedPhotos;

/**
 * Everything in this project that reads what comes from outside. A new reader is one more line
 * here; so it is tried with hostile files in every build ({@link HostileFilesTest}), and fuzzed by
 * {@code -Dfuzz}. An importer is here by itself: with the files of {@code
 * src/test/hostile/importers/NAME} as what it reads, or else with whatever there is.
 */
public final class Readers {

  private static final String SAMPLE =
      "{\"id\":\"q\",\"epoch\":1,\"scores\":{\"place\":{\"value\":\"C\",\"answer\":\"not_here\"}}}";

  private static final String INSPECT =
      "{\"version\":2,\"status\":\"success\",\"eval\":{},\"samples\":[" + SAMPLE + "]}";

  /** Those of importers' files that are read whole. */
  private static final Map<String, FileKind> WHOLE =
      Map.ofEntries(
          Map.entry("labels.json", FileKind.ANNOTATIONS),
          Map.entry("annotations.xml", FileKind.ANNOTATIONS),
          Map.entry("tasks.json", FileKind.ANNOTATIONS),
          Map.entry("scene.json", FileKind.DOCUMENT),
          Map.entry("about.json", FileKind.DOCUMENT),
          Map.entry("locations.json", FileKind.DOCUMENT),
          Map.entry("products.csv", FileKind.DOCUMENT),
          Map.entry("stock.json", FileKind.DOCUMENT),
          Map.entry("list.txt", FileKind.DOCUMENT),
          Map.entry("labels/a.txt", FileKind.DOCUMENT),
          Map.entry("data.yaml", FileKind.SETTINGS),
          Map.entry("benchmark/scenarios.yml", FileKind.SETTINGS),
          Map.entry("cos_eor/scripts/orm/amt_data/data.npy", FileKind.DOCUMENT),
          Map.entry("cos_eor/scripts/orm/amt_data/splits.yaml", FileKind.SETTINGS));

  private static final Path HOSTILE = Path.of("..", "cli", "src", "test", "hostile");
  private static final Path EXAMPLES = HOSTILE.resolve("importers");

  private static final Dataset DATASET =
      TestKitchens.dataset(
          "test:split",
          List.of(
              TestKitchens.query(
                  "q", TestKitchens.row("kitchen.jpg", 2), "cup", "home", Answer.NOT_HERE)));

  private static final Query DATASET_QUERY = DATASET.queries().findFirst().orElseThrow().query();

  /** Enough to learn from. */
  private static final Dataset HOMES =
      TestKitchens.dataset(
          "test:homes",
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      TestKitchens.query(
                          "q" + i,
                          TestKitchens.row("row" + i, 3),
                          i % 2 == 0 ? "cup" : "fork",
                          "home" + i / 2,
                          i == 7 ? Answer.NOT_HERE : Answer.container(i % 3)))
              .toList());

  private static final String SCENE =
      "{\"id\":\"kitchen\",\"containers\":[{\"id\":0,\"region\":[[0,0],[9,0],[9,9]]}]}\n";
  private static final String QUERY =
      "{\"id\":\"q\",\"split\":\"eval\",\"scene\":\"kitchen\",\"item\":\"cup\","
          + "\"household\":\"home\",\"truth\":{\"container\":0}}\n";
  private static final String HOUSE =
      "{\"rooms\":[{\"id\":\"room|2\",\"roomType\":\"Kitchen\"}],\"objects\":[{\"id\":\"Fridge|2|0\",\"assetId\":\"Fridge_1\",\"position\":{\"x\":1,\"y\":1,\"z\":1},\"children\":[{\"id\":\"Egg|2|1\",\"assetId\":\"cup\"}]}]}\n";
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

  private static final String STUDY =
      "{\"study\":1,\"dataset\":\"%s\",\"checksum\":\"%s\",\"queries\":1,\"questions\":1,\"search\":false,\"practice\":0,\"practice_from\":\"\",\"checks\":0,\"seed\":1}\n"
              .formatted(DATASET.info().id(), DATASET.info().checksum())
          + "{\"participant\":\"p1\",\"consent\":\"en\",\"text\":\"sha256:1\"}\n"
          + "{\"participant\":\"p1\",\"step\":0,\"prediction\":{\"query\":\"q\",\"ranking\":[{\"not_here\":true}]}}\n";

  private static final String LABELS =
      "\"containers\":[{\"name\":\"top\",\"region\":[[1,1],[9,1],[9,9],[1,9]]}],"
          + "\"items\":[{\"item\":\"cup\",\"truth\":{\"container\":0}},{\"item\":\"fork\",\"truth\":{\"not_here\":true}}]";

  private static final String SUMS =
      "{\"answered\":1,\"households\":1,\"seen\":0,\"probabilities\":true,"
          + "\"measurable\":{\"drawn\":true,\"several_places\":false,\"told\":[\"PHOTO\"]},"
          + "\"all\":{\"queries\":1,\"sums\":[1,0.5]},"
          + "\"by_item\":{\"cup\":{\"queries\":1,\"sums\":[1,0.5]}}}";
  private static final String PROVENANCE =
      "{\"dataset\":{\"id\":\"shic:dev\",\"checksum\":\"sha256:1\"},\"households\":[\"ab\"]}";
  private static final String COMMIT = "0".repeat(40);

  private static final Predictor NOT_HERE =
      (query, context) -> Prediction.of(query, Ranking.of(Answer.NOT_HERE));
  private static final RunPlan PLAN =
      new RunPlan(DATASET, Predictors.installed().spec("largest"), 1, OptionalLong.empty(), 1);

  /** The files of a run that was stopped before its first answer. */
  private static Map<String, String> stopped() {
    return run(
        (query, context) -> {
          throw new RunStoppedException("out of money");
        });
  }

  /** The files of a run that a language model answered. */
  private static Map<String, String> answered() {
    ObjectNode details = Json.object();
    details.putArray("messages").addObject().put("role", "user").put("text", "Where is the cup?");
    details.putArray("calls").addObject().put("text", "In none.").put("latency_ms", 5.5);
    return run(
        (query, context) ->
            new Prediction(
                query.id(),
                Optional.of(Ranking.of(Answer.NOT_HERE)),
                Optional.empty(),
                Optional.of("It is not here."),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Details(details))));
  }

  private static Map<String, String> run(Predictor predictor) {
    try {
      RunFolder run = RunFolder.create(Files.createTempDirectory("run"), PLAN);
      Runner.run(PLAN, predictor, run, RunListener.NONE);
      Map<String, String> files = new TreeMap<>();
      for (Path file : List.of(run.manifestFile(), run.journalFile(), run.predictionsFile())) {
        if (Files.exists(file)) {
          files.put(file.getFileName().toString(), Files.readString(file));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HostEnvironment environment(Path file) {
    return new HostEnvironment(file.getParent(), 1, Optional.of(DATASET), Optional.empty());
  }

  private Readers() {}

  /** All of them. */
  public static List<Reader> all() {
    return Stream.of(files(), archives(), importers(), models(), replies(), messages())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Reader> files() {
    Map<String, String> stopped = stopped();
    Map<String, String> answered = answered();
    Map<String, String> dataset =
        Map.of("dataset.json", DECLARATION, "scenes.jsonl", SCENE, "queries.jsonl", QUERY);
    Use open =
        file -> {
          try (Stream<?> queries = DatasetFolder.open(file.getParent()).split("eval").queries()) {
            assertThat(queries.count()).isNotNegative();
          }
        };
    Use validate =
        file -> {
          ValidationReport report = DatasetValidator.validate(file.getParent());
          if (report.errors() > 0) {
            throw new InvalidInputException(
                report.problems().stream()
                    .map(found -> file.resolveSibling(found.file()) + ": " + found.message())
                    .collect(Collectors.joining("; ")));
          }
        };
    Use predictions =
        file -> ResponseFile.of(file).read(QueryIndex.of(DATASET), (person, prediction) -> {});
    return List.of(
        Reader.of("dataset", "dataset.json", DECLARATION, FileKind.DOCUMENT, dataset, open),
        Reader.of("dataset", "scenes.jsonl", SCENE, FileKind.RECORDS, dataset, open),
        Reader.of("dataset", "queries.jsonl", QUERY, FileKind.RECORDS, dataset, open),
        Reader.of("validate", "dataset.json", DECLARATION, FileKind.DOCUMENT, dataset, validate),
        Reader.of("validate", "scenes.jsonl", SCENE, FileKind.RECORDS, dataset, validate),
        Reader.of("validate", "queries.jsonl", QUERY, FileKind.RECORDS, dataset, validate),
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
        Reader.of("predictions", "log.json", INSPECT, FileKind.RECORDS, predictions),
        new Reader(
            "predictions",
            "log.eval",
            zip("samples/q_epoch_1.json", SAMPLE),
            Optional.of(FileKind.RECORDS),
            Map.of(),
            predictions),
        Reader.of(
            "predictions",
            "samples_task.jsonl",
            "{\"doc_id\":0,\"doc\":{\"query\":\"q\",\"answers\":[\"not_here\"]},"
                + "\"filtered_resps\":[[\"-0.5\",\"True\"]]}\n",
            FileKind.RECORDS,
            predictions),
        new Reader(
            "predictions",
            "orr_scores.npy",
            hostile("orr_scores.npy"),
            Optional.of(FileKind.RECORDS),
            Map.of(),
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
        Reader.of("settings", "token.txt", "a".repeat(32), FileKind.SETTINGS, ServeCommand::token),
        Reader.of("simulator", "houses.jsonl", HOUSE, FileKind.RECORDS, Readers::simulated),
        new Reader(
            "simulator",
            "houses.jsonl.gz",
            gzip(HOUSE),
            Optional.of(FileKind.RECORDS),
            Map.of(),
            Readers::simulated),
        Reader.of(
            "simulator",
            "objects.csv",
            "id,type,parent,openable\n1,box,,yes\n2,cup,1,no\n",
            FileKind.RECORDS,
            Readers::simulated),
        Reader.of(
            "study",
            "answers.jsonl",
            STUDY,
            FileKind.RECORDS,
            file -> StudyStatus.read(file.getParent(), design -> DATASET)),
        Reader.of("study", "codes.txt", "p1\n", FileKind.SETTINGS, ParticipantCode::readAll),
        Reader.of(
            "study",
            "fr.yaml",
            "next: Suivant\nitems:\n  cup: tasse\n",
            FileKind.SETTINGS,
            file -> StudyTexts.read(Optional.of(file.getParent()))),
        Reader.of("result", "result.yaml", RESULT, FileKind.SETTINGS, PublishedResults::read),
        // What is not there, or no file, is not compared.
        new Reader(
            "result",
            "pairs.csv",
            "image_path,item,user_id,iou,accuracy\nkitchen.jpg,cup,1,1,1\n".getBytes(UTF_8),
            Optional.empty(),
            Reader.texts(Map.of("result.yaml", RESULT + "per_pair: pairs.csv\n")),
            Readers::reproduce),
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
            "report",
            "run.json",
            answered.get("run.json"),
            FileKind.DOCUMENT,
            answered,
            Readers::report),
        Reader.of(
            "report",
            "predictions.jsonl",
            answered.get("predictions.jsonl"),
            FileKind.RECORDS,
            answered,
            Readers::report),
        // Lines of it that do not fit are passed over.
        new Reader(
            "report",
            "journal.jsonl",
            answered.get("journal.jsonl").getBytes(UTF_8),
            Optional.empty(),
            Reader.texts(answered),
            Readers::report),
        Reader.of(
            "sums",
            "sums.json",
            SUMS,
            FileKind.DOCUMENT,
            file -> PartSums.read(InputFile.of(file, FileKind.DOCUMENT).json())),
        // Where a dataset's photos are; what is no folder's name says that nobody knows.
        Reader.within(
            "catalogue",
            "datasets/mine.source",
            "/tmp\n",
            file -> new Catalogue(file.resolve("../..").normalize()).source("mine")),
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
        new Reader(
            "leaderboard",
            "model.zip",
            zip("provenance.json", PROVENANCE),
            Optional.empty(),
            Reader.texts(
                Map.of(
                    "submission.yaml",
                    SUBMISSION + "model: model.zip\n",
                    "predictions.jsonl",
                    "{\"query\":\"q\",\"ranking\":[{\"not_here\":true}]}\n")),
            file ->
                ScoredSubmission.of(
                    Submission.read(file.getParent()),
                    Scoring.of(QueryIndex.of(DATASET), Protocol.CONSISTENT))),
        new Reader(
            "coco",
            "items.csv",
            "image,item,truth\nh/a.png,plate,1\n".getBytes(UTF_8),
            Optional.of(FileKind.RECORDS),
            examples("coco"),
            file ->
                new CocoImporterProvider()
                    .importTo(
                        new ImportRequest(
                            file.resolveSibling("labels.json"),
                            file.resolveSibling("out").resolve("mine"),
                            Labels.NONE,
                            Map.of("queries", file.toString())))),
        new Reader(
            "households",
            "homes.csv",
            "image,household\nh/a.png,mine\n".getBytes(UTF_8),
            Optional.of(FileKind.RECORDS),
            examples("coco"),
            file ->
                new CocoImporterProvider()
                    .importTo(
                        new ImportRequest(
                            file.resolveSibling("labels.json"),
                            file.resolveSibling("out").resolve("mine"),
                            Labels.NONE,
                            Map.of("household-from", file.toString())))),
        Reader.of(
            "scene",
            "scene.json",
            SCENE,
            FileKind.DOCUMENT,
            file -> {
              JsonInput json = InputFile.of(file, FileKind.DOCUMENT).json();
              Scene scene = SceneJson.read(json);
              ask("largest", file, new Query("q", scene, "cup"));
            }),
        Reader.of(
            "archive", "model.zip", "", FileKind.MODEL, file -> ModelArchive.read(file, "logit")));
  }

  private static void report(Path file) throws IOException {
    ReportedRuns runs =
        ReportedRuns.read(List.of(RunFolder.open(file.getParent())), over -> DATASET, label -> {});
    new HtmlReport(runs, List.of(), Photos.NONE, Conversations.of(runs))
        .writeTo(OutputStream.nullOutputStream());
  }

  private static void reproduce(Path file) {
    new Reproducer(
            List.of(file.getParent()),
            QueryIndex.of(DATASET),
            spec -> Stream.of(Prediction.of("q", Ranking.of(Answer.NOT_HERE))))
        .check(PublishedResults.read(file.resolveSibling("result.yaml")));
  }

  /** Archives as they come: what lies in them goes nowhere but where it should. */
  private static List<Reader> archives() {
    Use fetch = file -> fetch(file.getParent(), file.toString());
    byte[] zip = zip("mine/a.txt", "a");
    String part = "downloads/mine-" + COMMIT + ".part";
    return List.of(
        new Reader("fetched", "a.zip", zip, Optional.empty(), Map.of(), fetch),
        new Reader("fetched", "a.tar.gz", tar(), Optional.empty(), Map.of(), fetch),
        // What it says of a part that is here; what does not fit is begun again.
        new Reader(
            "downloads",
            part + ".from",
            (Wire.URL + "/a.zip\n\"state\"\n").getBytes(UTF_8),
            Optional.empty(),
            Reader.texts(Map.of(part, "PK")),
            file -> {
              Wire.reply = zip;
              fetch(file.resolve("../..").normalize(), Wire.URL + "/a.zip");
            }),
        new Reader(
            "plug-in",
            "plug.jar",
            zip("META-INF/services/org.stowbench.predictor.PredictorProvider", "plug.Gone"),
            Optional.empty(),
            Map.of(),
            file -> Plugin.open(file).close()));
  }

  private static void fetch(Path home, String from) throws IOException {
    new Fetcher<>(
            new Catalogue(home),
            new PinnedSource("mine", "Mine.", "here", COMMIT, List.of(), List.of()),
            FetchSettings.defaults(Map.of()),
            (stage, done, total) -> {},
            (source, target) -> "imported")
        .fetch(Optional.of(from), false);
  }

  private static byte[] zip(String name, String content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] tar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry("mine/a.txt");
      entry.setSize(1);
      tar.putArchiveEntry(entry);
      tar.write('a');
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void simulated(Path file) throws IOException {
    new SimulatorImporterProvider()
        .importTo(ImportRequest.of(file, file.resolveSibling("out").resolve("mine")));
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
    Map<String, byte[]> files = examples(importer.name());
    Path example = EXAMPLES.resolve(importer.name());
    boolean folder =
        importer.recognises(example)
            && (files.size() > 1
                || files.keySet().stream()
                    .noneMatch(file -> importer.recognises(example.resolve(file))));
    return Stream.concat(files.keySet().stream(), Stream.of("source").filter(n -> files.isEmpty()))
        .map(
            file ->
                new Reader(
                    importer.name(),
                    file,
                    files.getOrDefault(file, new byte[0]),
                    // A picture that is none has no size: that is no mistake of a file.
                    Optional.of(WHOLE.getOrDefault(file, FileKind.RECORDS))
                        .filter(kind -> !file.endsWith(".bmp")),
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

  private static byte[] hostile(String file) {
    try {
      return Files.readAllBytes(HOSTILE.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an importer reads, by path; empty where nobody wrote that down. */
  private static SortedMap<String, byte[]> examples(String importer) {
    SortedMap<String, byte[]> examples = new TreeMap<>();
    Path folder = EXAMPLES.resolve(importer);
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        examples.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
      return examples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each predictor that learns has learned, one of its files another. */
  private static List<Reader> models() {
    return Predictors.installed().providers().stream()
        .filter(TrainableProvider.class::isInstance)
        .flatMap(provider -> modelsOf((TrainableProvider) provider))
        .toList();
  }

  private static Stream<Reader> modelsOf(TrainableProvider provider) {
    ModelArchive learned = learned(provider);
    return learned.files().keySet().stream()
        .map(
            name ->
                Reader.within(
                    "models",
                    provider.name() + "-" + name,
                    learned.files().get(name),
                    file -> {
                      Map<String, String> files = new TreeMap<>(learned.files());
                      files.put(name, new String(Files.readAllBytes(file), UTF_8));
                      Path model = file.resolveSibling("model.zip");
                      new ModelArchive(learned.provenance(), files).write(model);
                      ask(provider.name() + ":model=" + model, file);
                    }));
  }

  private static ModelArchive learned(TrainableProvider provider) {
    try {
      Path model = Files.createTempDirectory("learned").resolve("model.zip");
      PredictorSpec spec = Predictors.installed().spec(provider.name());
      provider.train(spec, Training.of(HOMES, 1)).save(model, Map.of());
      return ModelArchive.read(model, provider.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What comes of a question must be a prediction, or that there is none for a reason in words. */
  private static void ask(String spec, Path file) throws InterruptedException {
    ask(spec, file, DATASET_QUERY);
  }

  private static void ask(String spec, Path file, Query query) throws InterruptedException {
    try (Predictor predictor = Predictors.installed().create(spec, environment(file))) {
      Needs.require(file + ": " + spec, predictor, query.scene());
      GuardedAsk asked = GuardedAsk.of(predictor, query, PredictionContext.of(1, query.id()));
      asked.fault().ifPresent(fault -> fail("it threw", fault));
      asked
          .prediction()
          .error()
          .ifPresent(
              why -> {
                throw new InvalidInputException(file + ": " + why);
              });
    }
  }

  /** What models say: over a wire, kept in a cache, and in words. */
  private static List<Reader> replies() {
    Numbering numbering = Numbering.ours(TestKitchens.row("kitchen.jpg", 2));
    return List.of(
        words(
            "ranking",
            new RankingReader(numbering),
            "{\"ranking\":[{\"container\":1,\"probability\":1}]}"),
        words("box", new BoxReader(new ImageSize(200, 100)), "{\"box\":[1,2,30,40]}"),
        words("each", new YesNoReader(Answer.container(1)), "Yes, 90 %"),
        words(
            "likelihoods",
            new FirstTokensReader(numbering, share -> {}),
            "{\"said\":\"1\",\"first_tokens\":[{\"token\":\"1\",\"log_probabilities\":[[\"1\",-0.1],[\"2\",-2]]}]}"),
        wire(
            "openai",
            "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"ranking\\\":[]}\"}}],"
                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}"),
        wire(
            "anthropic",
            "{\"content\":[{\"type\":\"text\",\"text\":\"1\"}],\"stop_reason\":\"end_turn\"}"),
        wire(
            "gemini",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"1\"}]},\"finishReason\":\"STOP\"}]}"),
        wire("ollama", "{\"message\":{\"content\":\"1\"},\"done\":true,\"done_reason\":\"stop\"}"),
        Reader.within(
            "cache",
            "cache/replies/ab/ab.json",
            "{\"asked\":{\"query\":\"q\",\"url\":\"u\",\"model\":\"m\",\"sample\":0,\"messages\":[{\"text\":\"t\"}]},"
                + "\"text\":\"1\",\"latency_ns\":5}",
            file -> {
              Path home = file.resolve("../../../..").normalize();
              new ReplyCache(home).about("q", Optional.empty());
              JsonInput kept = InputFile.of(file, FileKind.DOCUMENT).json();
              kept.build(json -> ModelReply.read(json, latency -> Duration.ZERO));
            }));
  }

  private static Reader words(String form, ReplyReader reader, String good) {
    return Reader.ofMessages("words", form, good, said -> reader.read(new String(said, UTF_8)));
  }

  private static Reader wire(String provider, String good) {
    return Reader.within(
        "wires",
        provider,
        good,
        file -> {
          Wire.reply = Files.readAllBytes(file);
          ask("noam:retries=0,model=%s/m,base-url=%s".formatted(provider, Wire.URL), file);
        });
  }

  /** A model that says what it is told to say. */
  private static final class Wire {

    private static volatile byte[] reply;
    private static final String URL = start();

    private static String start() {
      try {
        HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
            "/",
            exchange -> {
              exchange.getRequestBody().readAllBytes();
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.sendResponseHeaders(200, reply.length == 0 ? -1 : reply.length);
              exchange.getResponseBody().write(reply);
              exchange.close();
            });
        server.start();
        return "http://127.0.0.1:" + server.getAddress().getPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What comes over other wires, and what is looked at without being a text. */
  private static List<Reader> messages() {
    Query query = DATASET_QUERY;
    return List.of(
        Reader.ofMessages(
            "planner",
            "hello",
            "{\"type\":\"hello\",\"protocol\":1,\"name\":\"n\",\"wants\":[\"regions\"],\"modes\":[\"rank\"]}",
            said -> Received.parse(said).introduction()),
        Reader.ofMessages(
            "planner",
            "answer",
            "{\"type\":\"answer\",\"id\":\"1\",\"ranking\":[{\"container\":0,\"score\":1},{\"not_here\":true,\"score\":0}]}",
            said -> Received.parse(said).answer(query)),
        Reader.ofMessages(
            "planner",
            "move",
            "{\"type\":\"move\",\"id\":\"1\",\"open\":0}",
            said -> Received.parse(said).move(query)),
        Reader.ofMessages(
            "planner",
            "answers",
            "[{\"type\":\"answer\",\"id\":\"1\",\"error\":\"no\"}]",
            said -> Received.parseAll(said).forEach(one -> one.answer(query))),
        Reader.ofMessages(
            "server",
            "rank",
            "{\"item\":\"cup\",\"top\":3,\"reasons\":true,\"known\":[{\"item\":\"fork\",\"container\":0}],\"scene\":"
                + SCENE
                + "}",
            body -> post(Serving.SERVER.address().resolve("/v1/rank"), body)),
        Reader.ofMessages(
            "server",
            "next",
            "{\"item\":\"cup\",\"opened\":[{\"container\":0,\"contents\":\"other_items\",\"items\":[\"jar\"]}],"
                + "\"exclude\":[1],\"reachable\":[0],\"budget\":2,\"scene\":"
                + SCENE
                + "}",
            body -> post(Serving.SERVER.address().resolve("/v1/next"), body)),
        Reader.ofMessages(
            "server",
            "study",
            "{\"participant\":\"p1\",\"step\":0,\"choices\":[{\"not_here\":true}],\"sure\":3,\"took_ms\":5}",
            body -> post(Studying.SITE.address().resolve("/v1/study/answer"), body)),
        Reader.of(
            "label",
            "labels.json",
            "{\"labels\":2,\"photos\":[{\"photo\":\"a.png\",\"width\":30,\"height\":20,"
                + LABELS
                + "}],\"undo\":{\"back\":[{\"photo\":\"a.png\",\"household\":\"mine\","
                + LABELS
                + "}],\"forth\":[]}}",
            FileKind.DOCUMENT,
            file -> LabelledHome.open(file.getParent(), List.of(), photo -> "home").close()),
        Reader.ofMessages(
            "server",
            "label",
            "{\"photo\":\"a.png\",\"version\":\"\"," + LABELS + "}",
            body -> post(Labelling.SITE.address().resolve("/v1/label/save"), body)),
        new Reader(
            "images",
            "photo.png",
            Images.png(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB)),
            Optional.empty(),
            Map.of(),
            Readers::look),
        new Reader(
            "images",
            "photo.jpg",
            Images.jpeg(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), 0.9f),
            Optional.empty(),
            Map.of(),
            Readers::look),
        new Reader("exif", "turned.jpg", turned(true), Optional.empty(), Map.of(), Readers::look),
        new Reader("exif", "turned.png", turned(false), Optional.empty(), Map.of(), Readers::look));
  }

  private static byte[] turned(boolean jpeg) {
    try {
      return jpeg ? TurnedPhotos.jpeg(3, 2, 6) : TurnedPhotos.png(3, 2, 6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void look(Path file) {
    InputFile photo = InputFile.of(file, FileKind.IMAGE);
    Images.size(photo);
    Images.read(photo.bytes(), photo.location());
    Images.readSparsely(photo.bytes(), photo.location(), 2);
  }

  /** A server that answers; with an error of its own only where that is the client's. */
  private static void post(URI address, byte[] body) throws Exception {
    HttpResponse<String> response =
        Serving.CLIENT.send(
            HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 500) {
      throw new AssertionError(response.statusCode() + ": " + response.body());
    }
    if (response.statusCode() != 200) {
      throw new InvalidInputException(InputLocation.of("body"), response.body());
    }
  }

  /** A study with one participant, who has agreed; started by the first answer. */
  private static final class Studying {

    private static final WebServer SITE = start();

    private static WebServer start() {
      try {
        Path folder = Files.createTempDirectory("study");
        Files.writeString(
            folder.resolve(Study.ANSWERS),
            STUDY.substring(0, STUDY.lastIndexOf("{\"participant\"")));
        StudyDesign design =
            new StudyDesign(
                DATASET.info().id(),
                DATASET.info().checksum(),
                1,
                1,
                Optional.empty(),
                false,
                0,
                "",
                0,
                1);
        PhotoFiles none = new PhotoFiles(folder);
        return StudySite.serve(
            Study.open(folder, design, design.asked(DATASET), List.of(), Set.of()),
            StudyTexts.read(Optional.empty()),
            none,
            none,
            ServerSettings.onLoopback(0, 1),
            trouble -> {});
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A home of one photo; opened by the first change. */
  private static final class Labelling {

    private static final WebServer SITE = start();

    private static WebServer start() {
      try {
        Path folder = Files.createTempDirectory("label");
        GoodCalls.writePhoto(folder.resolve("photos"));
        Files.move(folder.resolve("photos/left.png"), folder.resolve("photos/a.png"));
        Path out = folder.resolve("home");
        return LabelSite.serve(
            LabelledHome.open(
                out, HomePhotos.in(folder.resolve("photos"), out).photos(), photo -> "home"),
            ServerSettings.onLoopback(0, 1),
            trouble -> {});
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Started by the first question. */
  private static final class Serving {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final StowbenchServer SERVER =
        StowbenchServer.start(
            ServerSettings.onLoopback(0, 1),
            List.of(
                new ServedPredictor(
                    "largest",
                    "opens the largest",
                    Predictors.installed().create("largest", environment(Path.of("none", "x"))))),
            new SceneLibrary() {
              @Override
              public String name() {
                return DATASET.info().id();
              }

              @Override
              public List<Scene> scenes() {
                return List.of(DATASET_QUERY.scene());
              }

              @Override
              public List<String> items() {
                return List.of();
              }

              @Override
              public Optional<ImageBytes> photo(Scene scene) {
                return Optional.empty();
              }
            },
            trouble -> {});
  }
}
