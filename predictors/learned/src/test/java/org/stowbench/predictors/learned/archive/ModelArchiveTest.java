package org.stowbench.predictors.learned.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.DatasetInfo;

/** The format of model files. */
class ModelArchiveTest {

  /** All fields of version 1, in their order: whoever changes them needs a new version. */
  private static final String VERSION_1 =
      """
      {
        "format" : "stowbench-model",
        "version" : 1,
        "predictor" : "prior",
        "dataset" : {
          "id" : "sim:dev",
          "checksum" : "sha256:1",
          "queries" : 7,
          "simulated" : true
        },
        "seed" : 3,
        "signals" : [ "anchors" ],
        "features" : [ "x" ],
        "items" : [ "Spoon" ],
        "parameters" : {
          "strength" : "2"
        },
        "libraries" : {
          "stowbench" : "0.1"
        },
        "figures" : {
          "hit@1" : 0.500000
        },
        "files" : {
          "weights.txt" : "sha256:87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"
        }
      }
      """;

  /** Since version 2 it has the households, as digests; version 3 may have files more. */
  private static final String VERSION_3 =
      VERSION_1
          .replace("\"version\" : 1", "\"version\" : 3")
          .replace("  \"seed\"", "  \"households\" : [ \"00a1\", \"00b2\" ],\n  \"seed\"");

  private static final ModelArchive ARCHIVE =
      archive(Optional.of(new TreeSet<>(List.of("00b2", "00a1"))));

  private static ModelArchive archive(Optional<SortedSet<String>> households) {
    return new ModelArchive(
        new Provenance(
            "prior",
            new DatasetInfo("sim:dev", "sha256:1", 7, true),
            households,
            3,
            List.of("anchors"),
            List.of("x"),
            List.of("Spoon"),
            Map.of("strength", "2"),
            Map.of("stowbench", "0.1"),
            Map.of("hit@1", 0.5)),
        Map.of("weights.txt", "a\n"));
  }

  @TempDir private Path folder;

  /** A file as somebody else may write it. */
  private Path zip(Map<String, String> files) throws IOException {
    Path file = folder.resolve("model.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  @Test
  void theFieldsAreThoseOfTheVersion() throws IOException {
    Path file = folder.resolve("new/model.zip");

    ARCHIVE.write(file);

    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      assertThat(zip.getPath("provenance.json")).hasContent(VERSION_3);
      assertThat(zip.getPath("weights.txt")).hasContent("a\n");
    }
    assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
  }

  @Test
  void aModelThatWasStoredIsRead() throws IOException {
    Path file = zip(Map.of("provenance.json", VERSION_3, "weights.txt", "a\n"));

    assertThat(ModelArchive.read(file, "prior")).isEqualTo(ARCHIVE);
  }

  @Test
  void aModelOfTheFirstVersionIsReadAndDoesNotKnowItsHouseholds() throws IOException {
    Path file = zip(Map.of("provenance.json", VERSION_1, "weights.txt", "a\n"));

    ModelArchive read = ModelArchive.read(file, "prior");

    assertThat(read).isEqualTo(archive(Optional.empty()));
    assertThat(read.provenance().learnedFrom().words())
        .isEqualTo("sim:dev (households not recorded)");
  }

  @Test
  void anotherVersionIsNamed() throws IOException {
    Path file =
        zip(
            Map.of(
                "provenance.json",
                VERSION_1.replace("\"version\" : 1", "\"version\" : 4"),
                "weights.txt",
                "a\n"));

    assertThatThrownBy(() -> ModelArchive.read(file, "prior"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("format stowbench-model version 4")
        .hasMessageContaining("train it again");
  }

  @Test
  void filesThatWereNotSavedWithItOrAreOthersAreRefused() throws IOException {
    assertThatThrownBy(
            () ->
                ModelArchive.read(
                    zip(Map.of("provenance.json", VERSION_1, "weights.txt", "b\n")), "prior"))
        .hasMessageContaining("damaged: weights.txt");
    assertThatThrownBy(() -> ModelArchive.read(zip(Map.of("provenance.json", VERSION_1)), "prior"))
        .hasMessageContaining("damaged: weights.txt");
    assertThatThrownBy(
            () ->
                ModelArchive.read(
                    zip(Map.of("provenance.json", VERSION_1, "weights.txt", "a\n", "more", "")),
                    "prior"))
        .hasMessageContaining("files that were not saved with it");
    assertThatThrownBy(() -> ModelArchive.read(zip(Map.of("weights.txt", "a\n")), "prior"))
        .hasMessageContaining("it holds no provenance.json");
  }

  @Test
  void aFileInItWhoseNameIsNoTextIsRefusedWithTheModelsName() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("abcd"));
    }
    String named = bytes.toString(StandardCharsets.ISO_8859_1).replace("abcd", "a\u00ff\u00c3(");
    Path file = folder.resolve("named.zip");
    Files.write(file, named.getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> ModelArchive.read(file, "prior"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": damaged: the name of a file in it is not UTF-8 text");
  }

  @Test
  void theModelOfAnotherPredictorIsRefused() throws IOException {
    Path file = zip(Map.of("provenance.json", VERSION_1, "weights.txt", "a\n"));

    assertThatThrownBy(() -> ModelArchive.read(file, "logit"))
        .hasMessageContaining("a model of predictor prior: predictor logit cannot use it");
  }

  @Test
  void numbersAreExact() {
    double[][] numbers = {{0.1, -0.0, Double.MIN_VALUE}, {1e300, 3, 1.0 / 3}};

    assertThat(Numbers.read(Numbers.write(numbers), 2, 3, "a")).isDeepEqualTo(numbers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 2\n", "1 2\n3 4\n5 6\n", "1 2\n3\n", "1 2\n3 NaN\n", "1 2\n3 x\n"})
  void numbersThatAreNoneOrTooFewAreRefused(String text) {
    assertThatThrownBy(() -> Numbers.read(text, 2, 2, "weights.txt"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("weights.txt");
  }
}
