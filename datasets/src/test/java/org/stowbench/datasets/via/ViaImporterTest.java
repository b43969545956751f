package org.stowbench.datasets.via;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** Files as the VGG Image Annotator 2 writes them. */
class ViaImporterTest {

  private static final String IMAGES =
      """
      {"left.jpg4711": {"filename": "left.jpg", "size": 4711, "regions": [
         {"shape_attributes": {"name": "rect", "x": 10, "y": 20, "width": 100, "height": 40},
          "region_attributes": {"type": "1", "items": "whisk; ladle", "name": "top drawer"}},
         {"shape_attributes": {"name": "ellipse", "cx": 50, "cy": 50, "rx": 10, "ry": 5, "theta": 1.5708},
          "region_attributes": {"type": "cabinet", "items": {"pan": true, "pot": false}}},
         {"shape_attributes": {"name": "circle", "cx": 50, "cy": 50, "r": 10},
          "region_attributes": {"type": "sink"}},
         {"shape_attributes": {"name": "polyline", "all_points_x": [1, 9, 9], "all_points_y": [1, 1, 9]},
          "region_attributes": {"type": "shelf", "items": "jar"}},
         {"shape_attributes": {"name": "point", "cx": 5, "cy": 5},
          "region_attributes": {"type": "drawer", "items": "fork"}}],
        "file_attributes": {"household": "ours", "room": "kitchen"}},
       "right.jpg99": {"filename": "right.jpg", "size": 99, "file_attributes": {}, "regions": {
         "0": {"shape_attributes": {"name": "polygon", "all_points_x": [1, 9, 9], "all_points_y": [1, 1, 9]},
               "region_attributes": {"type": "shelf", "items": "cup"}}}}}
      """;

  private static final String PROJECT =
      """
      {"_via_settings": {"project": {"name": "kitchens"}},
       "_via_img_metadata": %s,
       "_via_attributes": {"region": {
         "type": {"type": "dropdown", "options": {"1": "drawer", "cabinet": ""}}}, "file": {}},
       "_via_data_format_version": "2.0.10", "_via_image_id_list": ["left.jpg4711"]}
      """
          .formatted(IMAGES);

  private static final String TABLE =
      """
      filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes
      left.jpg,4711,"{""household"":""ours""}",2,0,"{""name"":""rect"",""x"":10,""y"":20,""width"":100,""height"":40}","{""class"":""drawer"",""items"":""whisk; ladle""}"
      left.jpg,4711,"{""household"":""ours""}",2,1,"{""name"":""circle"",""cx"":50,""cy"":50,""r"":10}","{""class"":""sink""}"
      empty.jpg,12,"{}",0,0,"{}","{}"
      """;

  @TempDir Path temp;

  private ImportResult read(String text) throws IOException {
    Path file = temp.resolve("via");
    Files.writeString(file, text);
    assertThat(new ViaImporterProvider().recognises(file)).isTrue();
    return new ViaImporterProvider().importTo(ImportRequest.of(file, temp.resolve("made")));
  }

  private List<LabeledQuery> queries() {
    try (Stream<LabeledQuery> queries =
        DatasetFolder.open(temp.resolve("made")).split("eval").queries()) {
      return queries.toList();
    }
  }

  private List<String> asked() {
    return queries().stream()
        .map(q -> q.household().id() + ": " + q.query().item() + " in " + q.truth().containers())
        .toList();
  }

  @Test
  void aProjectsRegionsBecomeContainersAndWhatTheyHoldQueries() throws IOException {
    ImportResult result = read(PROJECT);
    assertThat(asked())
        .containsExactly(
            "ours: whisk in [0]",
            "ours: ladle in [0]",
            "ours: pan in [1]",
            "ours: jar in [2]",
            "right.jpg: cup in [0]");
    Scene left = queries().get(0).query().scene();
    assertThat(left.room()).contains("kitchen");
    assertThat(left.containers())
        .extracting(Container::called)
        .containsExactly("top drawer", "cabinet", "shelf");
    assertThat(left.container(0).type()).contains("drawer");
    assertThat(left.container(0).outline()).isEqualTo(Region.box(10, 20, 110, 60));
    Region.Box turned = left.container(1).outline().bounds();
    assertThat(turned.height()).isGreaterThan(1.9 * turned.width());
    assertThat(left.anchors())
        .singleElement()
        .satisfies(a -> assertThat(a.type()).isEqualTo("sink"));
    assertThat(result.leftOut()).isEqualTo(2);
    assertThat(String.join("\n", result.notes()))
        .contains("region of the shape point: has no area")
        .contains("item of a label that is left out")
        .contains("polyline: closed to an outline")
        .contains("the class of a region is its attribute type");
  }

  @Test
  void itemsOfAWholePhotoAreNowhereAndCounted() throws IOException {
    ImportResult result =
        read(
            PROJECT.replace("\"room\": \"kitchen\"", "\"items\": \"fork\", \"room\": \"kitchen\""));
    assertThat(result.leftOut()).isEqualTo(3);
    assertThat(result.notes()).anyMatch(note -> note.contains("item said of a whole photo"));
  }

  @Test
  void exportedAnnotationsAreReadAsTheProjectIs() throws IOException {
    read(IMAGES);
    assertThat(asked()).hasSize(5);
  }

  @Test
  void aTableOfRegionsIsReadToo() throws IOException {
    ImportResult result = read(TABLE);
    assertThat(result.leftOut()).isZero();
    assertThat(asked()).containsExactly("ours: whisk in [0]", "ours: ladle in [0]");
    assertThat(queries().get(0).query().scene().anchors()).hasSize(1);
    read(TABLE.replace("filename,", "#filename,"));
    assertThat(asked()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"width\": 100 | \"width\": -100 | field left.jpg4711.regions[0].shape_attributes: box (10.0, 20.0)",
        "\"x\": 10 | \"x\": \"left\" | shape_attributes.x: expected a finite number, found the text \"left\"",
        "\"all_points_y\": [1, 1, 9] | \"all_points_y\": [1, 1] | all_points_y: expected as many as all_points_x, 3",
        "\"filename\": \"right.jpg\" | \"filename\": \"left.jpg\" | image left.jpg is there twice",
        "\"filename\": \"right.jpg\", | | field right.jpg99.filename: missing"
      })
  void whatDoesNotFitIsRefusedWithItsPlace(String was, String is, String problem) {
    assertThatThrownBy(() -> read(IMAGES.replace(was, is == null ? "" : is)))
        .hasMessageContaining(problem);
    assertThat(temp.resolve("made")).doesNotExist();
  }

  @Test
  void aRowThatIsNoJsonIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> read(TABLE.replace("\"\"r\"\":10}", "\"\"r\"\":10")))
        .hasMessageContaining("record 2, field region_shape_attributes: not JSON");
  }

  @Test
  void aProjectOfTheThirdVersionIsRefusedByName() throws IOException {
    Path file = temp.resolve("via3.json");
    Files.writeString(file, "{\"project\": {}, \"view\": {}, \"metadata\": {}}");
    assertThatThrownBy(
            () -> new ViaImporterProvider().importTo(ImportRequest.of(file, temp.resolve("made"))))
        .hasMessageContaining("VIA 3");
  }
}
