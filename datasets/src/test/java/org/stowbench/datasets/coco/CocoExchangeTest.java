package org.stowbench.datasets.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.SmallDataset;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.Labels;
import org.stowbench.datasets.validate.DatasetValidator;
import org.stowbench.datasets.validate.HandMade;
import org.stowbench.geometry.Shapes;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** Annotations from labelling tools, and for them. */
class CocoExchangeTest {

  /** What a labelling tool exports: two photos of one home, one of another. */
  private static final String LABELS =
      """
      {"info": {"description": "kitchens"},
       "images": [
        {"id": 1, "file_name": "home1/left.jpg", "width": 640, "height": 480},
        {"id": 2, "file_name": "home1/right.jpg", "width": 640, "height": 480},
        {"id": 7, "file_name": "other.jpg", "width": 320, "height": 200}],
       "categories": [
        {"id": 1, "name": "drawer"}, {"id": 2, "name": "Sink"}, {"id": 3, "name": "countertop"}],
       "annotations": [
        {"id": 10, "image_id": 1, "category_id": 1, "bbox": [10, 20, 30, 40],
         "segmentation": [[10, 20, 40, 20, 40, 60, 10, 60]],
         "attributes": {"items": "whisk; ladle", "occluded": false}},
        {"id": 11, "image_id": 1, "category_id": 2, "bbox": [100, 20, 30, 40]},
        {"id": 12, "image_id": 1, "category_id": 1, "bbox": [50, 20, 30, 40], "segmentation": [],
         "attributes": {"items": ["pan"]}},
        {"id": 13, "image_id": 1, "category_id": 3, "bbox": [0, 10, 640, 10]},
        {"id": 14, "image_id": 2, "category_id": 1, "bbox": [1, 2, 3, 4],
         "segmentation": {"counts": "x", "size": [480, 640]}},
        {"id": 15, "image_id": 7, "category_id": 1, "bbox": [1, 2, 3, 4], "score": 0.5,
         "attributes": {"items": ""}}]}
      """;

  @TempDir Path temp;
  private Path labels;

  @BeforeEach
  void write() throws IOException {
    labels = temp.resolve("labels.json");
    Files.writeString(labels, LABELS);
  }

  private ImportResult read(Optional<Path> queries) throws IOException {
    return read(queries.map(table -> Map.of("queries", table.toString())).orElse(Map.of()));
  }

  private ImportResult read(Map<String, String> options) throws IOException {
    return new CocoImporterProvider()
        .importTo(new ImportRequest(labels, temp.resolve("mine"), Labels.NONE, options));
  }

  private List<LabeledQuery> queries(String split) {
    DatasetFolder folder = DatasetFolder.open(temp.resolve("mine"));
    try (Stream<LabeledQuery> queries = folder.split(split).queries()) {
      return queries.toList();
    }
  }

  @Test
  void items_that_a_labeller_noted_become_queries() throws IOException {
    ImportResult report = read(Optional.empty());
    assertThat(report.notes())
        .containsExactly(
            "1 noted: mask that is empty or damaged: its box stands for it (%s: field annotations[4].segmentation)"
                .formatted(labels));
    assertThat(report.lines())
        .containsExactly(
            "Read: 6 annotations, 3 photos, 4 containers, 2 landmarks, 3 items",
            "mine:eval: 3 queries (0 not here) of 1 households");
    assertThat(report.leftOut()).isZero();
    List<LabeledQuery> queries = queries("eval");
    assertThat(queries).extracting(q -> q.query().item()).containsExactly("whisk", "ladle", "pan");
    assertThat(queries)
        .extracting(LabeledQuery::truth)
        .containsExactly(Truth.in(0), Truth.in(0), Truth.in(1));
    assertThat(queries).extracting(q -> q.household().id()).containsOnly("home1");
    Scene scene = queries.get(0).query().scene();
    assertThat(scene.image()).contains("home1/left.jpg");
    assertThat(scene.containers()).extracting(c -> c.type().orElse("")).containsOnly("drawer");
    assertThat(scene.container(1).outline()).isEqualTo(Region.box(50, 20, 80, 60));
    assertThat(scene.anchors())
        .singleElement()
        .satisfies(a -> assertThat(a.type()).isEqualTo("Sink"));
    assertThat(scene.countertop()).contains(Region.box(0, 10, 640, 20));
    assertThat(DatasetValidator.validate(temp.resolve("mine")).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image,item,truth,split,household\n",
        "\uFEFFImage,Item,Truth,Split,Household\r\n",
        "IMAGE, Item ,\u00a0truth,split,House-hold\n"
      })
  void a_table_adds_what_is_not_in_view_and_names_splits(String header) throws IOException {
    Path table = temp.resolve("queries.csv");
    Files.writeString(
        table, header + "home1/right.jpg,whisk,not_here,,\nother.jpg,whisk,15,dev,somebody\n");
    read(Optional.of(table));
    assertThat(queries("eval")).hasSize(4);
    assertThat(queries("eval").get(3).truth()).isEqualTo(Truth.NOT_HERE);
    assertThat(queries("dev"))
        .singleElement()
        .satisfies(
            query -> {
              assertThat(query.household().id()).isEqualTo("somebody");
              assertThat(query.truth()).isEqualTo(Truth.in(0));
            });
  }

  @Test
  void an_item_that_is_kept_in_two_containers_is_right_in_either() throws IOException {
    Files.writeString(labels, LABELS.replace("[\"pan\"]", "[\"pan\", \"whisk\"]"));
    Path table = temp.resolve("queries.csv");
    Files.writeString(table, "image,item,truth\nhome1/left.jpg,cup,12 10\n");
    read(Optional.of(table));
    assertThat(queries("eval"))
        .extracting(q -> q.query().item() + " in " + q.truth())
        .containsExactly(
            "whisk in containers 0, 1",
            "ladle in container 0",
            "pan in container 1",
            "cup in containers 0, 1");
  }

  @Test
  void a_container_has_the_name_that_a_labeller_noted() throws IOException {
    Files.writeString(
        labels,
        LABELS.replace("{\"items\": [\"pan\"]}", "{\"name\": \"top drawer\", \"room\": 7}"));
    read(Optional.empty());
    Scene scene = queries("eval").get(0).query().scene();
    assertThat(scene.container(0).name()).isEmpty();
    assertThat(scene.container(1).name()).contains("top drawer");
    assertThat(scene.container(1).room()).isEmpty();
  }

  @Test
  void a_home_without_photos_cannot_be_annotations() throws IOException {
    DatasetFolder home = DatasetFolder.open(HandMade.writeHome(temp.resolve("home")));
    Files.delete(labels);
    assertThatThrownBy(() -> CocoExporter.export(home, labels))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "home: scene home: container 0 has no region: COCO holds outlines in photos only; tables (csv) hold homes without");
    assertThat(labels).doesNotExist();
  }

  @Test
  void what_is_known_besides_outlines_comes_back_from_annotations() throws IOException {
    Path folder = HandMade.writeHome(temp.resolve("home"));
    Path scenes = folder.resolve("scenes.jsonl");
    Files.writeString(
        scenes,
        Files.readString(scenes).replace("\"name\"", "\"region\":[[0,0],[9,0],[9,9]],\"name\""));
    DatasetFolder home = DatasetFolder.open(folder);
    CocoExporter.export(home, labels);
    read(Optional.empty());
    try (Stream<LabeledQuery> before = home.split("eval").queries()) {
      assertThat(queries("eval")).isEqualTo(before.toList());
    }
  }

  @Test
  void the_caller_decides_which_categories_are_anchors() throws IOException {
    read(Map.of("anchors", ""));
    assertThat(queries("eval").get(0).query().scene().containers()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"image_id\": 7     | \"image_id\": 8     | field annotations[5].image_id: expected the id of an image, found 8",
        "\"category_id\": 3  | \"category_id\": 4  | field annotations[3].category_id: expected the id of a category, found 4",
        "\"id\": 7           | \"id\": 2           | field images[2].id: image 2 is there twice",
        "\"id\": 12          | \"id\": 10          | annotation 10 is there twice",
        "[100, 20, 30, 40]   | [100, 20, 30]       | field annotations[1].bbox: expected [x, y, width, height]",
        "[100, 20, 30, 40]   | [100, 20, -30, 40]  | must run left to right",
        "[10, 20, 40, 20, 40, 60, 10, 60] | [10, 20, 40, 20] | expected x and y of three vertices or more",
        "\"score\": 0.5      | \"score\": 1.5      | confidence 1.5: must be between 0 and 1",
        "\"categories\"      | \"cats\"            | field categories: missing",
      })
  void an_annotation_that_does_not_fit_is_named_and_nothing_is_written(
      String part, String broken, String message) throws IOException {
    assertThat(LABELS).contains(part);
    Files.writeString(labels, LABELS.replace(part, broken));
    assertThatThrownBy(() -> read(Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("labels.json")
        .hasMessageContaining(message);
    assertThat(temp.resolve("mine")).doesNotExist();
  }

  @Test
  void labels_without_items_say_what_is_missing() throws IOException {
    Files.writeString(labels, LABELS.replace("items", "things"));
    assertThatThrownBy(() -> read(Optional.empty()))
        .hasMessageContaining("must have containers with the attribute items");
  }

  @Test
  void everything_comes_back_from_annotations() throws IOException {
    SmallDataset.write(temp.resolve("small"));
    DatasetFolder small = DatasetFolder.open(temp.resolve("small"));
    CocoExporter.export(small, labels);
    ImportResult back = read(Optional.empty());
    assertThat(back.notes()).isEmpty();
    DatasetFolder read = DatasetFolder.open(temp.resolve("mine"));
    assertThat(read.metadata().description().id()).isEqualTo("mine");
    assertThat(read.metadata().description())
        .usingRecursiveComparison()
        .ignoringFields("id")
        .isEqualTo(small.metadata().description());
    try (Stream<Scene> before = small.scenes();
        Stream<Scene> after = read.scenes()) {
      assertThat(after.toList()).isEqualTo(before.toList());
    }
    assertThat(queries("eval")).containsExactly(SmallDataset.PAN, SmallDataset.CUP);
    assertThat(queries("dev")).containsExactly(SmallDataset.POT);
  }

  @Test
  void what_is_exported_is_coco() throws IOException {
    SmallDataset.write(temp.resolve("small"));
    CocoExporter.export(DatasetFolder.open(temp.resolve("small")), labels);
    JsonNode coco = new ObjectMapper().readTree(labels.toFile());
    assertThat(coco.get("images")).hasSize(3);
    assertThat(coco.get("annotations")).hasSize(11 + 1 + 1);
    for (JsonNode annotation : coco.get("annotations")) {
      assertThat(annotation.get("bbox")).hasSize(4);
      assertThat(annotation.get("segmentation").get(0).size()).isGreaterThanOrEqualTo(6);
      assertThat(annotation.get("iscrowd").intValue()).isZero();
      assertThat(annotation.get("image_id").intValue()).isBetween(1, 3);
    }
  }

  /** A file of one photo with one category, and these annotations. */
  private void annotate(String category, String... annotations) throws IOException {
    Files.writeString(
        labels,
        """
        {"images": [{"id": 0, "file_name": "home/a.jpg", "width": 800.0, "height": "600"}],
         "categories": [{"id": 0, "name": "%s", "supercategory": "none"}],
         "annotations": [%s]}
        """
            .formatted(category, String.join(",", annotations)));
  }

  private static String annotation(String more) {
    return "{\"id\": 0, \"image_id\": 0, \"category_id\": 0, \"bbox\": [1, 2, 30, 40]%s}"
        .formatted(more.isEmpty() ? "" : ", " + more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "drawer       | \"attributes\": {\"items\": \"whisk; ladle\"}",
        "refrigerator | \"attributes\": {\"items\": \"whisk; ladle\"}",
        "countertop   | \"attributes\": {\"items\": \"whisk; ladle\"}",
        "drawer       | \"attributes\": {\"Items\": \"whisk\\nladle\"}",
        "drawer       | \"attributes\": {\" ITEMS\": \"whisk;\\r\\n ladle;\"}",
        "drawer       | \"items\": \"whisk; ladle\"",
        "drawer       | \"items\": [\"whisk\", \"ladle\", \"\"]",
        "drawer       | \"attributes\": {\"item\": [\"whisk; ladle\"]}",
        "drawer       | \"metadata\": {\"contents\": \"whisk;ladle\"}",
        "drawer       | \"attributes\": [{\"name\": \"items\", \"value\": \"whisk; ladle\"}]",
        "drawer       | \"attributes\": {\"custom\": {\"deep\": [{\"Items\": \"whisk; ladle\"}]}}",
        "drawer       | \"attributes\": [{\"key\": \"items\", \"values\": [\"whisk\", \"ladle\"]}]",
        "drawer       | \"items\": \"\\u200bwhisk\\uff1b\\u00a0;ladle\\u2028\\ufeff\"",
        "drawer       | \"iscrowd\": 1, \"attributes\": {\"items\": \"whisk; ladle\"}",
        "drawer       | \"segmentation\": [[]], \"items\": \"whisk; ladle\"",
        "drawer       | \"segmentation\": [[5, 5, 5, 5, 5, 5]], \"items\": \"whisk; ladle\"",
        "drawer: whisk; ladle | \"iscrowd\": 0",
        "drawer: whisk; ladle | \"iscrowd\": \"0\", \"attributes\": {\"occluded\": false}",
      })
  void items_are_read_however_a_tool_has_them(String category, String more) throws IOException {
    annotate(category, annotation(more), annotation(""));
    read(Optional.empty());
    assertThat(queries("eval"))
        .extracting(q -> q.query().item())
        .startsWith("whisk", "ladle")
        .hasSize(2);
    Scene scene = queries("eval").get(0).query().scene();
    assertThat(scene.container(0).outline()).isEqualTo(Region.box(1, 2, 31, 42));
    assertThat(scene.size()).contains(new ImageSize(800, 600));
  }

  @Test
  void a_comma_is_a_part_of_an_item_and_that_is_said() throws IOException {
    annotate("drawer", annotation("\"items\": \"salt, coarse; 7\""));
    assertThat(read(Optional.empty()).notes())
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("1 noted: items with a comma: taken as one; ; or a new line separates items");
    assertThat(queries("eval"))
        .extracting(q -> q.query().item())
        .containsExactly("salt, coarse", "7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"milk|butter", "milk\\tbutter", "milk\u3001butter", "milk<br>butter"})
  void what_may_have_been_meant_to_separate_items_is_a_part_of_one_and_that_is_said(String items)
      throws IOException {
    annotate("drawer", annotation("\"items\": \"%s\"".formatted(items)));
    assertThat(read(Optional.empty()).notes())
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("taken as one; ; or a new line separates items");
    assertThat(queries("eval")).hasSize(1);
  }

  @Test
  void what_is_said_of_a_whole_photo_is_read_or_counted() throws IOException {
    annotate(
        "drawer", annotation("\"items\": \"cup\", \"attributes\": {\"name\": 3, \"room\": \"1\"}"));
    Files.writeString(
        labels,
        Files.readString(labels)
            .replace(
                "\"width\"",
                "\"attributes\": {\"household\": 7, \"extra\": {\"items\": \"fork; knife\"}}, \"width\""));
    ImportResult result = read(Optional.empty());
    assertThat(result.notes())
        .containsExactly(
            "2 left out: item said of a whole photo: say it of a region (%s: field images[0]; field images[0])"
                .formatted(labels));
    LabeledQuery cup = queries("eval").get(0);
    assertThat(cup.household().id()).isEqualTo("7");
    assertThat(cup.query().scene().container(0).name()).contains("3");
    assertThat(cup.query().scene().container(0).room()).contains("1");
  }

  @Test
  void what_is_left_out_is_counted_with_its_reason_and_its_places() throws IOException {
    annotate(
        "drawer",
        annotation("\"items\": \"cup\""),
        annotation("\"iscrowd\": 1"),
        annotation("\"iscrowd\": \"true\""),
        "{\"image_id\": 0, \"category_id\": 0, \"bbox\": [], \"items\": \"whisk; ladle\"}",
        annotation("\"items\": {\"whisk\": true}, \"caption\": \"the big one\""));
    ImportResult result = read(Optional.empty());
    assertThat(result.leftOut()).isEqualTo(6);
    assertThat(result.notes())
        .containsExactly(
            "2 left out: crowd (iscrowd): a group of things is no container (%s: field annotations[1]; field annotations[2])"
                .formatted(labels),
            "1 left out: annotation without an outline or a box (%s: field annotations[3])"
                .formatted(labels),
            "2 left out: item of a label that is left out (%s: field annotations[3]; field annotations[3])"
                .formatted(labels),
            "1 left out: items: are neither a text nor a list of texts (%s: field annotations[4].items)"
                .formatted(labels),
            "1 noted: field caption: is not read (%s: field annotations[4].caption)"
                .formatted(labels));
    assertThat(queries("eval")).hasSize(1);
  }

  @Test
  void where_nothing_is_left_it_says_what_was_left_out() throws IOException {
    annotate("drawer", annotation("\"iscrowd\": true"));
    assertThatThrownBy(() -> read(Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no queries: must have containers with the attribute items")
        .hasMessageContaining("1 left out: crowd");
    assertThat(temp.resolve("mine")).doesNotExist();
  }

  /** A 4 x 3 mask: a square of 2 x 2 at (1, 1), in columns from 0. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"size\": [3, 4], \"counts\": [4, 2, 1, 2, 3]}",
        "{\"size\": [3, 4], \"counts\": \"42102\"}",
      })
  void a_mask_is_decoded_to_its_outline(String mask) throws IOException {
    annotate("drawer", annotation("\"segmentation\": %s, \"items\": \"cup\"".formatted(mask)));
    assertThat(read(Optional.empty()).notes()).isEmpty();
    assertThat(queries("eval").get(0).query().scene().container(0).outline())
        .isEqualTo(Region.box(1, 1, 3, 3));
  }

  @Test
  void an_outline_of_several_parts_is_one_region_with_all_of_their_area() throws IOException {
    annotate(
        "drawer",
        annotation(
            "\"items\": \"cup\", \"segmentation\": [[0,0,10,0,10,10,0,10],[20,0,30,0,30,10,20,10],[]]"));
    assertThat(read(Optional.empty()).notes())
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("1 noted: outline of several parts: one region of them all");
    Region region = queries("eval").get(0).query().scene().container(0).outline();
    assertThat(Shapes.repaired(region).getArea()).isEqualTo(200);
  }

  @Test
  void a_box_that_was_turned_is_turned() throws IOException {
    annotate("drawer", annotation("\"attributes\": {\"items\": \"cup\", \"rotation\": 90.0}"));
    read(Optional.empty());
    assertThat(queries("eval").get(0).query().scene().container(0).outline().bounds())
        .isEqualTo(new Region.Box(-4, 7, 36, 37));
  }

  @Test
  void ids_may_be_texts_or_fractions_of_nothing() throws IOException {
    Files.writeString(
        labels,
        LABELS
            .replace("\"image_id\": 1", "\"image_id\": 1.0")
            .replace("\"id\": 10", "\"id\": \"a\""));
    Path table = temp.resolve("queries.csv");
    Files.writeString(table, "image,item,truth\nhome1/left.jpg,cup,a 12\n");
    read(Optional.of(table));
    assertThat(queries("eval").get(3).truth()).isEqualTo(new Truth(List.of(0, 1)));
  }

  @Test
  void no_file_of_a_folder_is_passed_over_without_a_word() throws IOException {
    Path export = Files.createDirectories(temp.resolve("export/deep/er/than/ever"));
    annotate("drawer", annotation("\"items\": \"cup\""));
    Files.move(labels, export.resolve("A.JSON"));
    Path other = Files.writeString(temp.resolve("export/notes.json"), "[1]");
    labels = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("export"));
    assertThat(read(Optional.empty()).notes())
        .containsExactly(
            "1 noted: JSON file that is not COCO's: passed over (%s)"
                .formatted(labels.resolve("notes.json")));
    assertThat(queries("eval")).hasSize(1);
    Files.writeString(other, "{\"info\": {");
    assertThatThrownBy(() -> read(Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("notes.json: not JSON");
  }

  @Test
  void files_of_a_folder_are_one_dataset_whatever_their_ids() throws IOException {
    Path export = temp.resolve("export");
    for (String part : List.of("train", "valid")) {
      Files.createDirectories(export.resolve(part));
      annotate("drawer", annotation("\"items\": \"cup\""));
      Files.writeString(
          export.resolve(part).resolve("_annotations.coco.json"),
          Files.readString(labels).replace("home/a.jpg", part + "-a.jpg"));
    }
    labels = export;
    assertThat(read(Optional.empty()).lines().get(0)).startsWith("Read: 2 annotations, 2 photos");
    assertThat(queries("eval")).hasSize(2);
  }
}
