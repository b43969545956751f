package org.stowbench.datasets.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.labelling.Imported;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** What Label Studio exports as JSON. */
class LabelStudioImporterTest {

  private static final String DRAWER =
      "{\"id\": \"a\", \"from_name\": \"label\", \"type\": \"rectanglelabels\", \"original_width\": 200,"
          + " \"original_height\": 100, \"value\": {\"x\": 10, \"y\": 10, \"width\": 20, \"height\": 30,"
          + " \"rotation\": 0, \"rectanglelabels\": [\"drawer\"]}}";
  private static final String CUP =
      "{\"id\": \"a\", \"from_name\": \"items\", \"type\": \"textarea\", \"value\": {\"text\": [\"cup\"]}}";

  @TempDir Path temp;

  private Imported read(String task) throws IOException {
    return Imported.by("labelstudio", "tasks.json", "[" + task + "]", temp);
  }

  private static String task(String... results) {
    return "{\"id\": 1, \"data\": {\"image\": \"home/a.jpg\"}, \"annotations\": [%s], \"predictions\": []}"
        .formatted(annotation("", results));
  }

  private static String annotation(String more, String... results) {
    return "{\"id\": 1, \"was_cancelled\": false%s, \"result\": [%s]}"
        .formatted(more, String.join(",", results));
  }

  private static String region(String shape) {
    return DRAWER
        .replaceAll("\"value\": .*", "\"value\": " + shape + "}")
        .replace("\"a\"", "\"b\"");
  }

  @Test
  void an_export_becomes_scenes_and_queries() throws IOException {
    Imported mine =
        Imported.by(
            "labelstudio", Imported.example("labelstudio.json"), Map.of(), temp.resolve("mine"));
    assertThat(mine.said())
        .containsExactly(
            "whisk in container 0 of home1",
            "ladle in container 0 of home1",
            "pan in container 1 of home1",
            "lid of the pan in container 1 of home1",
            "whisk in container 0 of home2");
    Scene left = mine.scenes().get(0);
    assertThat(left.image()).contains("left.jpg");
    assertThat(left.size()).contains(new ImageSize(1600, 1200));
    assertThat(left.container(0).outline()).isEqualTo(Region.box(200, 700, 600, 820));
    assertThat(left.container(0).name()).contains("drawer left of the sink");
    assertThat(left.container(1).outline().vertices())
        .startsWith(new Point(950, 830), new Point(1200, 826));
    assertThat(left.anchors()).extracting(anchor -> anchor.type()).containsExactly("sink");
    // Turned around its corner, which stays where it is.
    Region turned = mine.scenes().get(1).container(0).outline();
    assertThat(turned.vertices().get(0)).isEqualTo(new Point(120, 540));
    assertThat(turned.vertices().get(1).y()).isGreaterThan(550);
    assertThat(mine.result().leftOut()).isZero();
    assertThat(mine.result().notes()).isEmpty();
  }

  @Test
  void the_short_export_becomes_the_same() throws IOException {
    Imported mine =
        read(
            """
            {"image": "s3://bucket/home/a%20b.jpg", "id": 1, "annotator": 1, "annotation_id": 7,
             "label": [{"x": 10, "y": 10, "width": 20, "height": 30, "rotation": 0,
               "rectanglelabels": ["drawer"], "original_width": 200, "original_height": 100}],
             "items": [{"x": 10, "y": 10, "width": 20, "height": 30, "rotation": 0,
               "text": ["cup; fork"], "original_width": 200, "original_height": 100}]}
            """);
    assertThat(mine.said())
        .containsExactly("cup in container 0 of home", "fork in container 0 of home");
    assertThat(mine.scenes().get(0).image()).contains("home/a b.jpg");
    assertThat(mine.scenes().get(0).container(0).outline()).isEqualTo(Region.box(20, 10, 60, 40));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'x': 10, 'y': 10, 'width': 20, 'height': 30, 'rotation': 90} | -10, 10, 20, 50",
        "{'points': [[10, 10], [20, 10], [20, 50]], 'polygonlabels': ['door']} | 20, 10, 40, 50",
        "{'x': 50, 'y': 50, 'radiusX': 10, 'radiusY': 20, 'ellipselabels': ['door']} | 80, 30, 120, 70",
      })
  void shapes_in_percent_become_outlines_in_pixels(String shape, String bounds) throws IOException {
    Imported mine =
        read(task(DRAWER, CUP, region(shape.replace('\'', '"')), CUP.replace("\"a\"", "\"b\"")));
    Region.Box box = mine.scenes().get(0).container(1).outline().bounds();
    assertThat("%.0f, %.0f, %.0f, %.0f".formatted(box.left(), box.top(), box.right(), box.bottom()))
        .isEqualTo(bounds);
  }

  @Test
  void a_brush_is_decoded() throws IOException {
    String brush =
        "{\"format\": \"rle\", \"rle\": [0,0,0,4,57,27,252,127,224], \"brushlabels\": [\"door\"]}";
    Imported mine =
        read(
            task(
                DRAWER,
                CUP,
                region(brush)
                    .replace("\"original_width\": 200", "\"original_width\": 1")
                    .replace("\"original_height\": 100", "\"original_height\": 1")));
    assertThat(mine.scenes().get(0).container(1).outline()).isEqualTo(Region.box(0, 0, 1, 1));
    assertThat(mine.scenes().get(0).container(1).type()).contains("door");
  }

  @Test
  void a_label_and_its_shape_may_be_two_results_and_items_be_chosen() throws IOException {
    Imported mine =
        read(
            task(
                region("{\"x\": 10, \"y\": 10, \"width\": 20, \"height\": 30}"),
                region(
                    "{\"x\": 10, \"y\": 10, \"width\": 20, \"height\": 30, \"labels\": [\"shelf\"]}"),
                "{\"id\": \"b\", \"from_name\": \"Items\", \"type\": \"taxonomy\", \"value\": {\"taxonomy\": [[\"cutlery\", \"fork\"], [\"cup\"]]}}",
                "{\"type\": \"relation\", \"from_id\": \"a\", \"to_id\": \"b\", \"direction\": \"right\"}"));
    assertThat(mine.said())
        .containsExactly("fork in container 0 of home", "cup in container 0 of home");
    assertThat(mine.scenes().get(0).container(0).type()).contains("shelf");
    assertThat(mine.result().notes()).singleElement().asString().contains("relation");
  }

  @Test
  void of_several_people_one_is_taken_and_the_others_are_counted() throws IOException {
    String task =
        "{\"id\": 1, \"data\": {\"image\": \"a.jpg\"}, \"annotations\": [%s, %s, %s], \"predictions\": []}"
            .formatted(
                annotation("", DRAWER, CUP.replace("cup", "fork")),
                annotation(", \"ground_truth\": true", DRAWER, CUP),
                annotation("", DRAWER, CUP).replace("false", "true"));
    Imported mine = read(task);
    assertThat(mine.said()).containsExactly("cup in container 0 of a.jpg");
    assertThat(mine.result().leftOut()).isEqualTo(2);
    assertThat(mine.result().notes())
        .anyMatch(note -> note.startsWith("2 left out: what another person said of a photo"))
        .anyMatch(note -> note.startsWith("1 noted: photo that somebody skipped"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'x': 1, 'y': 1, 'width': 0.5, 'keypointlabels': ['a']} | region that has no area",
        "{'format': 'rle', 'rle': [1, 2], 'brushlabels': ['a']} | region that has no area",
        "{'x': 10, 'y': 10, 'width': 20, 'height': 30} | region without a label",
        "{'sequence': [{'frame': 1}], 'labels': ['a']} | label of something that is no region",
      })
  void what_is_no_container_is_left_out_and_counted(String shape, String why) throws IOException {
    Imported mine = read(task(DRAWER, CUP, region(shape.replace('\'', '"'))));
    assertThat(mine.result().leftOut()).isEqualTo(1);
    assertThat(mine.result().notes().get(0)).startsWith("1 left out: " + why);
  }

  @Test
  void what_is_said_of_a_region_may_stand_before_it_and_a_region_may_have_no_id()
      throws IOException {
    Imported mine = read(task(CUP, DRAWER, DRAWER.replace("\"id\": \"a\", ", "")));
    assertThat(mine.said()).containsExactly("cup in container 0 of home");
    assertThat(mine.scenes().get(0).containers()).hasSize(2);
    assertThat(mine.result().notes()).isEmpty();
  }

  @Test
  void a_task_is_one_photo_and_labels_of_its_others_are_counted() throws IOException {
    String first = DRAWER.replace("\"id\"", "\"to_name\": \"image\", \"id\"");
    Imported mine =
        read(
            task(
                first,
                CUP,
                first.replace("image\"", "image2\"").replace("\"a\"", "\"b\""),
                first.replace("image\"", "image\", \"item_index\": 1").replace("\"a\"", "\"c\"")));
    assertThat(mine.scenes().get(0).containers()).hasSize(1);
    assertThat(mine.result().leftOut()).isEqualTo(2);
    assertThat(mine.result().notes().get(0)).startsWith("2 left out: label of another photo");
  }

  @Test
  void a_task_with_several_photos_is_a_scene_each() throws IOException {
    String second = DRAWER.replace("\"id\"", "\"item_index\": 1, \"id\"").replace("\"a\"", "\"b\"");
    String pan =
        CUP.replace("\"id\"", "\"item_index\": 1, \"id\"")
            .replace("\"a\"", "\"b\"")
            .replace("cup", "pan");
    String beyond = DRAWER.replace("\"id\"", "\"item_index\": 2, \"id\"").replace("\"a\"", "\"c\"");
    Imported mine =
        read(
            task(DRAWER.replace("\"id\"", "\"to_name\": \"i\", \"id\""), CUP, second, pan)
                .replace("\"home/a.jpg\"", "[\"home/a.jpg\", \"home/b.jpg\"]")
                .replace("\"image\":", "\"images\":"));
    assertThat(mine.said())
        .containsExactly("cup in container 0 of home", "pan in container 0 of home");
    assertThat(mine.scenes()).extracting(scene -> scene.image().orElseThrow()).hasSize(2);
    assertThat(mine.result().leftOut()).isZero();
    assertThat(
            read(task(
                        DRAWER.replace("\"id\"", "\"to_name\": \"i\", \"id\""),
                        CUP,
                        beyond.replace("\"id\"", "\"to_name\": \"i\", \"id\""))
                    .replace("\"home/a.jpg\"", "[\"home/a.jpg\", \"home/b.jpg\"]")
                    .replace("\"image\":", "\"images\":"))
                .result()
                .leftOut())
        .isEqualTo(1);
  }

  @Test
  void a_label_of_a_turned_photo_lies_as_on_the_unturned_one_and_a_closed_path_is_a_polygon()
      throws IOException {
    String path =
        region(
            "{\"vertices\": [{\"x\": 0, \"y\": 0}, {\"x\": 10, \"y\": 0}, {\"x\": 10, \"y\": 10}],"
                + " \"closed\": true, \"vectorlabels\": [\"drawer\"]}");
    Imported mine =
        read(
            task(
                DRAWER.replace("\"id\"", "\"image_rotation\": 90, \"id\""),
                CUP,
                path,
                path.replace("true", "false").replace("\"b\"", "\"c\"")));
    assertThat(mine.scenes().get(0).containers())
        .extracting(one -> one.outline())
        .containsExactly(
            Region.box(20, 10, 60, 40),
            new Region(List.of(new Point(0, 0), new Point(20, 0), new Point(20, 10))));
    assertThat(mine.result().notes())
        .satisfiesExactly(
            open -> assertThat(open).startsWith("1 left out: region that has no area"),
            turned -> assertThat(turned).startsWith("1 noted: label of a photo that was turned"));
  }

  @Test
  void an_item_of_a_whole_photo_is_nowhere_and_counted() throws IOException {
    Imported mine =
        read(
            task(
                DRAWER,
                CUP,
                "{\"id\": \"z\", \"from_name\": \"items\", \"type\": \"textarea\", \"value\": {\"text\": [\"fork\"]}}"));
    assertThat(mine.result().leftOut()).isEqualTo(1);
    assertThat(mine.result().notes().get(0)).contains("item said of a whole photo");
  }

  @ParameterizedTest
  @CsvSource({
    "/data/upload/3/1b2c3d4e-left.jpg, left.jpg",
    "/data/upload/left.jpg, left.jpg",
    "/data/local-files/?d=kitchens/home1/le%20ft.jpg, kitchens/home1/le ft.jpg",
    "s3://bucket/home1/left.jpg, home1/left.jpg",
    "https://example.org/home1/left+1.jpg?x=1, home1/left+1.jpg",
    "https://host/data/upload/3/1b2c3d4e-left.jpg, left.jpg",
    "home1/left.jpg, home1/left.jpg",
    "100%.jpg, 100%.jpg",
  })
  void a_photo_is_called_as_its_owner_called_it(String address, String name) {
    assertThat(TaskPhoto.of(address)).isEqualTo(name);
  }

  @Test
  void photos_that_were_called_the_same_stay_two() throws IOException {
    List<Scene> scenes =
        read(task(DRAWER, CUP).replace("home/a.jpg", "/data/upload/1/00000000-a.jpg")
                + ","
                + task(DRAWER, CUP).replace("home/a.jpg", "/data/upload/1/11111111-a.jpg"))
            .scenes();
    assertThat(scenes).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"original_width\" | \"width\" | original_width and original_height are missing",
        "\"x\": 10 | \"x\": \"left\" | field [0].annotations[0].result[0].value.x: expected a finite number",
        "\"image\" | \"text\" | expected a field with the photo's address",
      })
  void what_does_not_fit_is_named_and_nothing_is_written(
      String part, String broken, String message) {
    assertThatThrownBy(
            () ->
                read(
                    task(DRAWER, CUP)
                        .replace(part, broken)
                        .replace("home/a.jpg", part.contains("image") ? "nothing" : "home/a.jpg")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tasks.json")
        .hasMessageContaining(message);
    assertThat(temp.resolve("mine")).doesNotExist();
  }
}
