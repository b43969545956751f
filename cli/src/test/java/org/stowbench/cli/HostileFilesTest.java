package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.predictors.learned.archive.ModelArchive;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.llm.recorded.RecordedAnswers;
import org.stowbench.predictors.llm.spending.PriceList;
import org.stowbench.predictors.net.Keys;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.report.LearningCurve;
import org.stowbench.run.RunFolder;
import org.stowbench.scorer.reproduce.PublishedResults;
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
            "labels.json",
            "{\"images\":[{\"id\":1,\"file_name\":\"h/a.png\"}],"
                + "\"categories\":[{\"id\":1,\"name\":\"drawer\"}],"
                + "\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,"
                + "\"bbox\":[1,2,30,10],\"attributes\":{\"items\":\"cup\"}}]}",
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
        new Reader("result.yaml", "", FileKind.SETTINGS, PublishedResults::read),
        new Reader("curve.json", "", FileKind.DOCUMENT, LearningCurve::read),
        new Reader(
            "run.json", "", FileKind.DOCUMENT, file -> new RunFolder(file.getParent()).manifest()),
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
    Files.writeString(file, "\uFEFF" + reader.good());
    assertThatCode(() -> reader.use().read(file)).doesNotThrowAnyException();
  }
}
