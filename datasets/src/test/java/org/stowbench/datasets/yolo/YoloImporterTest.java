package org.stowbench.datasets.yolo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.io.Images;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** Folders as tools write them for YOLO. */
class YoloImporterTest {

  private static final String DATA =
      "path: ../datasets/kitchens\ntrain: images/train\nval: images/val\n"
          + "nc: 2\nnames: ['drawer', sink]\nroboflow:\n  license: CC BY 4.0\n";

  private static final String LABELS =
      "0 0.5 0.5 0.2 0.1\n1 0.1 0.1 0.1 0.1\n\n0 0.25 0.25 0.5 0.25 0.5 0.75\n";

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = temp.resolve("in");
    write("data.yaml", DATA);
    photo("images/train/home1/a.png");
    write("labels/train/home1/a.txt", LABELS);
    write(
        "items.csv",
        "image,container,item\na.png,0,whisk\na,2,ladle\na,0,cup\na,2,cup\na,not_here,tent\n");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private void photo(String name) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.write(
        folder.resolve(name),
        Images.png(new BufferedImage(200, 100, BufferedImage.TYPE_BYTE_GRAY)));
  }

  private ImportResult read() throws IOException {
    return new YoloImporterProvider().importTo(ImportRequest.of(folder, temp.resolve("made")));
  }

  private List<LabeledQuery> queries() {
    try (Stream<LabeledQuery> queries =
        DatasetFolder.open(temp.resolve("made")).split("eval").queries()) {
      return queries.toList();
    }
  }

  private List<String> asked() {
    return queries().stream().map(q -> q.query().item() + q.truth().containers()).toList();
  }

  @Test
  void labelsArePartsOfTheirPhotoAndATableSaysWhatIsWhere() throws IOException {
    ImportResult result = read();
    assertThat(asked()).containsExactly("whisk[0]", "ladle[1]", "cup[0, 1]", "tent[]");
    Scene scene = queries().get(0).query().scene();
    assertThat(scene.size()).contains(new ImageSize(200, 100));
    assertThat(scene.image()).contains("images/train/home1/a.png");
    assertThat(scene.container(0).outline()).isEqualTo(Region.box(80, 45, 120, 55));
    assertThat(scene.container(1).outline()).isEqualTo(Region.of(50, 25, 100, 25, 100, 75));
    assertThat(scene.anchors())
        .singleElement()
        .satisfies(a -> assertThat(a.type()).isEqualTo("sink"));
    assertThat(queries()).extracting(q -> q.household().id()).containsOnly("home1");
    assertThat(result.leftOut()).isZero();
    assertThat(String.join("\n", result.notes()))
        .contains("path of photos that is not there: ../datasets/kitchens/images/val");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "names: {0: drawer, 1: sink}",
        "names:\n  0: drawer\n  1: sink\ntrain: ../train/images\nval:\n",
        "path: /content/x\ntrain: [images/train/home1]\nnames: [drawer, sink]",
        "train: train.txt\nnames: [drawer, sink]"
      })
  void theFileOfClassesHasManyForms(String yaml) throws IOException {
    write("data.yaml", yaml);
    write("train.txt", "data/images/train/home1/a.png\n./images/train/lost.png\n");
    read();
    assertThat(asked()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "train/images/a.png, train/labels/a.txt, classes.txt",
    "obj_train_data/a.png, obj_train_data/a.txt, obj.names",
    "a.png, a.txt, classes.txt",
    "images/a.png, labels/a.txt, kitchens.yaml"
  })
  void photosAndLabelsLieInManyWays(String photo, String labels, String classes)
      throws IOException {
    Path items = folder.resolve("items.csv");
    String table = Files.readString(items);
    folder = temp.resolve("other");
    photo(photo);
    write(labels, LABELS);
    write(classes, classes.endsWith("yaml") ? "names: [drawer, sink]\n" : "drawer\nsink\n");
    write("items.csv", table);
    assertThat(new YoloImporterProvider().recognises(folder)).isTrue();
    read();
    assertThat(asked()).hasSize(4);
    assertThat(queries().get(0).household().id()).isEqualTo(photo);
  }

  @Test
  void homesAreGuessedAsInAllImportsAndALikelyWrongGuessIsTold() throws IOException {
    photo("images/train/kitchens/b.png");
    write("labels/train/kitchens/b.txt", LABELS);
    assertThat(String.join("\n", read().notes())).doesNotContain("--household-from");

    folder = temp.resolve("other");
    write("classes.txt", "drawer\nsink\n");
    write("items.csv", "image,container,item\na.png,0,whisk\nb.png,0,ladle\n");
    for (String photo : List.of("a", "b")) {
      photo("obj_train_data/" + photo + ".png");
      write("obj_train_data/" + photo + ".txt", LABELS);
    }
    assertThat(String.join("\n", read().notes())).contains("households of their own");
  }

  @Test
  void labelsWithoutAPhotoOrAnAreaAreLeftOutAndCounted() throws IOException {
    write("labels/train/home1/lost.txt", "0 0.5 0.5 0.1 0.1\n0 0.5 0.5 0.1 0.1\n");
    write("labels/train/home1/a.txt", LABELS + "0 0.5 0.5 0 0.1 0.9\n0 0.95 0.5 0.2 0.1 0.9\n");
    photo("images/train/home1/background.png");
    photo("images/test/b.png");
    write("labels/test/b.txt", LABELS);
    write("README.txt", "Labels of our kitchen.");
    ImportResult result = read();
    assertThat(String.join("\n", result.notes()))
        .contains("2 left out: label of a photo that is not there")
        .contains("3 left out: label of a photo that the classes' file does not name")
        .contains("1 left out: box without width or height")
        .contains("1 noted: box that reaches out of the photo")
        .contains("1 noted: photo without a file of labels");
    assertThat(result.leftOut()).isEqualTo(6);
    assertThat(queries().get(0).query().scene().containers()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 0.5 0.5 0.1 0.1 | a.txt: line 1, field class: expected the number of a class in data.yaml: 0, 1, found 2",
        "0.5 0.5 0.5 0.1 0.1 | field class: expected the number of a class",
        "0 350 0.5 0.1 0.1 | line 1: expected parts of the photo's width and height, 0 to 1, found 350.0",
        "0 0.5 0.5 0.1 | line 1: expected a class and four numbers or more",
        "0 0.5 0.5 0.1 wide | line 1: expected numbers with spaces between, found wide",
        "0 0.5 0.5 0.1 NaN | found NaN"
      })
  void aLineThatDoesNotFitIsRefusedWithItsPlace(String line, String problem) throws IOException {
    write("labels/train/home1/a.txt", line + "\n");
    assertThatThrownBy(this::read).hasMessageContaining(problem);
    assertThat(temp.resolve("made")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "items.csv | image,container,item\\na,7,whisk | record 1, field container: expected",
        "items.csv | image,container,item\\nz,0,whisk | record 1, field image: expected",
        "items.csv | image,container,item | no queries: must have items.csv beside data.yaml",
        "data.yaml | names: drawer | field names: expected a list",
        "data.yaml | names: {one: drawer} | field names.one: expected a class's number, 0 or more"
      })
  void aTableOrClassesThatDoNotFitAreRefusedWithTheirPlace(String file, String text, String problem)
      throws IOException {
    write(file, text.replace("\\n", "\n"));
    assertThatThrownBy(this::read).hasMessageContaining(problem);
  }
}
