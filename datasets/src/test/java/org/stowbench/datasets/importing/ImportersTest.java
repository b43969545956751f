package org.stowbench.datasets.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.coco.CocoExporter;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.SmallDataset;
import org.stowbench.datasets.housekeep.SmallHousekeep;
import org.stowbench.datasets.labelling.Imported;
import org.stowbench.datasets.shic.SmallCheckout;
import org.stowbench.datasets.tables.CsvExporter;
import org.stowbench.datasets.tidybot.SmallBenchmark;
import org.stowbench.io.InvalidInputException;

/** Importers are found, and know their own files from others'. */
class ImportersTest {

  @TempDir Path temp;
  private Path checkout;
  private Path annotations;
  private Path tables;

  @BeforeEach
  void writeOneOfEach() throws IOException {
    SmallDataset.write(temp.resolve("small"));
    DatasetFolder small = DatasetFolder.open(temp.resolve("small"));
    checkout = new SmallCheckout(Files.createDirectory(temp.resolve("checkout"))).whole().root();
    annotations = temp.resolve("labels.json");
    CocoExporter.export(small, annotations);
    tables = temp.resolve("tables");
    CsvExporter.export(small, tables);
  }

  private static ImporterProvider named(String name) {
    return Importers.installed().stream()
        .filter(importer -> importer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> recognising(Path files) {
    return Importers.installed().stream()
        .filter(importer -> importer.recognises(files))
        .map(ImporterProvider::name)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "my-kitchens, my-kitchens",
    "My Kitchens, my-kitchens",
    "k\u00fcche 2, kuche-2",
    "_small.v1_, small.v1",
    "\u53a8\u623f, mine",
  })
  void a_dataset_is_called_as_its_folder_is(String folder, String id) throws IOException {
    Path to = temp.resolve("made").resolve(folder);
    for (String importer : List.of("coco", "csv")) {
      ImportResult result =
          Importers.run(
              named(importer), ImportRequest.of(importer.equals("csv") ? tables : annotations, to));
      assertThat(result.metadata().description().id()).isEqualTo(id);
    }
  }

  @Test
  void each_importer_recognises_its_own_files_and_no_others() throws IOException {
    assertThat(recognising(checkout)).containsExactly("shic");
    assertThat(recognising(annotations)).containsExactly("coco");
    assertThat(recognising(tables)).containsExactly("csv");
    assertThat(recognising(Imported.example("cupboards.csv"))).containsExactly("csv");
    assertThat(recognising(Imported.example("homebox-items.csv"))).containsExactly("homebox");
    assertThat(recognising(Imported.example("yolo"))).containsExactly("yolo");
    assertThat(recognising(Imported.example("cvat.xml"))).containsExactly("cvat");
    assertThat(recognising(Imported.example("cvat-coco.json"))).containsExactly("coco");
    assertThat(recognising(Imported.example("labelstudio.json"))).containsExactly("labelstudio");
    assertThat(recognising(Imported.example("roboflow"))).containsExactly("coco");
    assertThat(recognising(SmallBenchmark.write(temp.resolve("tidybot"))))
        .containsExactly("tidybot");
    assertThat(recognising(SmallHousekeep.write(temp.resolve("housekeep"))))
        .containsExactly("housekeep");
    assertThat(recognising(temp.resolve("small"))).isEmpty();
    assertThat(recognising(temp.resolve("small/dataset.json"))).isEmpty();
    assertThat(recognising(tables.resolve("scenes.csv"))).isEmpty();
    assertThat(recognising(temp.resolve("absent"))).isEmpty();
  }

  @Test
  void damaged_files_are_still_recognised_so_that_the_import_says_where() throws IOException {
    Files.writeString(annotations, Files.readString(annotations).substring(0, 400));
    assertThat(recognising(annotations)).containsExactly("coco");
  }

  @Test
  void a_byte_order_mark_does_not_hide_what_a_file_is() throws IOException {
    Files.writeString(annotations, "\uFEFF" + Files.readString(annotations));
    assertThat(recognising(annotations)).containsExactly("coco");
  }

  @Test
  void what_cannot_be_read_is_recognised_by_nobody() throws IOException {
    Path noise = Files.write(temp.resolve("noise.json"), new byte[] {(byte) 0xC3, 0x28, 0, 0, 0});
    assertThat(recognising(noise)).isEmpty();
    assertThat(recognising(Files.createFile(temp.resolve("empty.json")))).isEmpty();
    assertThat(recognising(Files.createDirectory(temp.resolve("empty")))).isEmpty();
  }

  @Test
  void files_of_another_importer_are_refused_with_its_name() {
    assertThatThrownBy(
            () -> Importers.run(named("coco"), ImportRequest.of(tables, temp.resolve("mine"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(tables + ": this looks like plain tables: datasets import csv");
    assertThatThrownBy(
            () -> Importers.run(named("csv"), ImportRequest.of(checkout, temp.resolve("mine"))))
        .hasMessage(checkout + ": this looks like shic: datasets import shic");
    assertThatThrownBy(
            () -> Importers.run(named("shic"), ImportRequest.of(annotations, temp.resolve("mine"))))
        .hasMessage(annotations + ": this looks like a COCO file: datasets import coco");
    assertThat(temp.resolve("mine")).doesNotExist();
  }

  @Test
  void a_zip_archive_is_refused_with_what_to_do() throws IOException {
    Path zip = Files.write(temp.resolve("export.zip"), new byte[] {'P', 'K', 3, 4, 20, 0});
    assertThatThrownBy(
            () -> Importers.run(named("cvat"), ImportRequest.of(zip, temp.resolve("mine"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(zip + ": this is a zip archive: unpack it first");
  }

  @Test
  void what_nobody_recognises_is_refused_by_the_importer_that_was_named() {
    assertThatThrownBy(
            () ->
                Importers.run(
                    named("csv"), ImportRequest.of(temp.resolve("small"), temp.resolve("mine"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("scenes.csv");
  }

  @Test
  void each_importer_says_what_it_is() {
    assertThat(Importers.installed())
        .allSatisfy(
            importer -> {
              assertThat(importer.name()).matches("[a-z][a-z0-9-]*");
              assertThat(importer.description()).isNotEmpty();
              assertThat(importer.from().name()).isEqualTo("from");
              assertThat(importer.example()).startsWith("--from ");
            });
    assertThat(Importers.installed()).extracting(ImporterProvider::name).doesNotHaveDuplicates();
  }
}
