package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.datasets.coco.CocoImporterProvider;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.tables.TablesImporterProvider;
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
import org.stowbench.testing.JavaWords;
import org.stowbench.testing.TestKitchens;

/** Whatever reads a file treats what is no file, what is too long and a byte order mark alike. */
class HostileFilesTest {

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

  private static final String LABELS =
      "{\"images\":[{\"id\":1,\"file_name\":\"h/a.png\"}],"
          + "\"categories\":[{\"id\":1,\"name\":\"drawer\"}],"
          + "\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,"
          + "\"bbox\":[1,2,30,10],\"attributes\":{\"items\":\"cup\"}}]}";
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

  private interface Use {
    void read(Path file) throws Exception;
  }

  /**
   * A reader of files.
   *
   * @param file the file that is hostile
   * @param good what it reads without a complaint; empty text where only refusals are tried
   * @param most the longest file that it takes
   * @param others what lies beside the file
   */
  private record Reader(
      String file, String good, FileKind most, Map<String, String> others, Use use) {

    Reader(String file, String good, FileKind most, Use use) {
      this(file, good, most, Map.of(), use);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static List<Reader> readers() {
    Map<String, String> stopped = stopped();
    Map<String, String> dataset =
        Map.of("dataset.json", DECLARATION, "scenes.jsonl", SCENE, "queries.jsonl", QUERY);
    Use open =
        file -> {
          try (Stream<?> queries = DatasetFolder.open(file.getParent()).split("eval").queries()) {
            assertThat(queries.count()).isEqualTo(1);
          }
        };
    Use predictions =
        file -> ResponseFile.of(file).read(QueryIndex.of(DATASET), (person, prediction) -> {});
    Map<String, String> tables =
        Map.of(
            "scenes.csv", "scene\nk\n",
            "containers.csv", "scene,left,top,right,bottom\nk,0,0,9,9\n",
            "queries.csv", "scene,item,truth\nk,cup,0\n");
    Use imported =
        file ->
            new TablesImporterProvider()
                .importTo(
                    ImportRequest.of(file.getParent(), file.resolveSibling("out").resolve("mine")));
    return List.of(
        new Reader("dataset.json", DECLARATION, FileKind.DOCUMENT, dataset, open),
        new Reader("scenes.jsonl", SCENE, FileKind.RECORDS, dataset, open),
        new Reader("queries.jsonl", QUERY, FileKind.RECORDS, dataset, open),
        new Reader("scenes.csv", tables.get("scenes.csv"), FileKind.RECORDS, tables, imported),
        new Reader(
            "containers.csv", tables.get("containers.csv"), FileKind.RECORDS, tables, imported),
        new Reader("queries.csv", tables.get("queries.csv"), FileKind.RECORDS, tables, imported),
        new Reader(
            "distances.csv",
            "scene,from,to,metres\nk,start,0,1\n",
            FileKind.RECORDS,
            tables,
            imported),
        new Reader(
            "known.csv", "query,item,where\nk#cup,fork,0\n", FileKind.RECORDS, tables, imported),
        new Reader(
            "labels.json",
            LABELS,
            FileKind.ANNOTATIONS,
            file ->
                new CocoImporterProvider()
                    .importTo(ImportRequest.of(file, file.resolveSibling("out").resolve("mine")))),
        new Reader(
            "predictions.jsonl",
            "{\"query\":\"q\",\"ranking\":[{\"not_here\":true}]}\n",
            FileKind.RECORDS,
            predictions),
        new Reader("predictions.csv", "query,answer\nq,not_here\n", FileKind.RECORDS, predictions),
        new Reader(
            "official.json",
            "[{\"image_path\":\"kitchen.jpg\",\"chosen_item\":\"cup\",\"chosen_polygon\":[]}]",
            FileKind.RECORDS,
            predictions),
        new Reader(
            "recorded.csv",
            "image_path,item,response\nkitchen.jpg,cup,none\n",
            FileKind.RECORDS,
            file -> RecordedAnswers.read(file, QueryIndex.of(DATASET))),
        new Reader(
            "prompt.txt",
            PromptTemplate.shippedText("noam"),
            FileKind.SETTINGS,
            PromptTemplate::read),
        new Reader(
            "prices.csv",
            "model,input,output\nopenai/x,1,2\n",
            FileKind.SETTINGS,
            file -> PriceList.of(file.getParent())),
        new Reader(
            "home.env",
            "A_KEY=1\n",
            FileKind.SETTINGS,
            file -> new Keys(name -> Optional.empty(), List.of(file)).find("A_KEY")),
        new Reader("result.yaml", RESULT, FileKind.SETTINGS, PublishedResults::read),
        new Reader("curve.json", CURVE, FileKind.DOCUMENT, LearningCurve::read),
        new Reader(
            "run.json",
            stopped.get("run.json"),
            FileKind.DOCUMENT,
            file -> new RunFolder(file.getParent()).manifest()),
        new Reader(
            "journal.jsonl",
            stopped.get("journal.jsonl"),
            FileKind.RECORDS,
            stopped,
            file -> Runner.run(PLAN, NOT_HERE, RunFolder.open(file.getParent()), RunListener.NONE)),
        new Reader(
            "rules.csv",
            "category,place,weight\n*,not_here,2\n",
            FileKind.SETTINGS,
            file -> Predictors.installed().create("rules:file=" + file, environment(file)).close()),
        new Reader(
            "replay.jsonl",
            "{\"query\":\"q\",\"ranking\":[{\"not_here\":true}]}\n",
            FileKind.RECORDS,
            file -> Predictors.installed().create("replay:" + file, environment(file)).close()),
        new Reader(
            "leaderboard.json",
            BOARD,
            FileKind.DOCUMENT,
            file -> LeaderboardJson.readHistory(file, DATASET.info(), Metrics.HIT_1)),
        new Reader(
            "submission.yaml",
            SUBMISSION,
            FileKind.SETTINGS,
            Map.of("predictions.jsonl", ""),
            file -> Submission.read(file.getParent())),
        new Reader("about.json", DECLARATION, FileKind.DOCUMENT, tables, imported),
        new Reader(
            "items.csv",
            "image,item,truth\nh/a.png,plate,1\n",
            FileKind.RECORDS,
            Map.of("labels.json", LABELS),
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
        new Reader(
            "scene.json",
            SCENE,
            FileKind.DOCUMENT,
            file ->
                command(
                    "ask", "--scene", file.toString(), "--item", "x", "--predictor", "largest")),
        new Reader("model.zip", "", FileKind.MODEL, file -> ModelArchive.read(file, "logit")));
  }

  @TempDir Path folder;

  private Path place(Reader reader) throws Exception {
    Path inside = Files.createDirectories(folder.resolve("in"));
    for (Map.Entry<String, String> other : reader.others().entrySet()) {
      Files.writeString(inside.resolve(other.getKey()), other.getValue());
    }
    Files.deleteIfExists(inside.resolve(reader.file()));
    return inside.resolve(reader.file());
  }

  private static void refused(Reader reader, Path file) {
    // A pipe that is opened waits for ever, and a device may never end.
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () ->
            assertThatThrownBy(() -> reader.use().read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(reader.file()));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void aFolderAPipeAndADeviceAreRefusedAtOnceByName(Reader reader) throws Exception {
    Path file = place(reader);
    Files.createDirectory(file);
    refused(reader, file);
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("/dev/zero"));
    refused(reader, file);
    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    refused(reader, file);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void aFileThatIsTooLongForItsKindIsRefusedByName(Reader reader) throws Exception {
    if (reader.most() == FileKind.RECORDS) {
      return;
    }
    Path file = place(reader);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(reader.most().most() + 1);
    }
    refused(reader, file);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void bytesThatAreNoTextAreRefusedByName(Reader reader) throws Exception {
    Path file = place(reader);
    Files.write(file, new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '\n'});
    refused(reader, file);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void aByteOrderMarkIsPassedOver(Reader reader) throws Exception {
    if (reader.good().isEmpty()) {
      return;
    }
    Path file = place(reader);
    Files.writeString(file, reader.good());
    assertThatCode(() -> reader.use().read(file)).doesNotThrowAnyException();
    place(reader);
    Files.writeString(file, "\uFEFF" + reader.good());
    assertThatCode(() -> reader.use().read(file)).doesNotThrowAnyException();
  }

  static List<byte[]> contents() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write("a long text".repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    List<byte[]> contents = new ArrayList<>();
    contents.add(new byte[0]);
    contents.add(new byte[100]);
    contents.add(zipped.toByteArray());
    contents.add(Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2));
    for (String text :
        List.of(
            "{}",
            "[]",
            "7",
            "null",
            "\"text\"",
            "{\"id\":1,\"id\":2}",
            "[".repeat(3000) + "]".repeat(3000),
            "{\"id\":1e999,\"query\":" + "9".repeat(400) + "}",
            "id,id\n1,2\n",
            "id: 1\nid: 2\n",
            "--- &a [*a, *a]\n",
            "\r\n\u2028\n")) {
      contents.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return contents;
  }

  @ParameterizedTest
  @MethodSource("readers")
  void whateverStandsInAFileIsReadOrRefusedByNameInPlainWords(Reader reader) throws Exception {
    for (byte[] content : contents()) {
      Path file = place(reader);
      Files.write(file, content);
      Throwable thrown = catchThrowable(() -> reader.use().read(file));
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(InvalidInputException.class);
        // Or by the file beside it that wants something of it.
        assertThat(thrown.getMessage()).contains(file.getParent().toString());
        assertThat(JavaWords.in(thrown.getMessage())).as(thrown.getMessage()).isEmpty();
      }
    }
  }
}
