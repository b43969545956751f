package org.stowbench.datasets.labelme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.Labels;
import org.stowbench.datasets.validate.DatasetValidator;
import org.stowbench.io.Images;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** Files as labelme writes them. */
class LabelmeImporterTest {

  private static final String DRAWER =
      shape("drawer", "rectangle", "[[110, 60], [10, 20]]", "whisk; ladle\\nname: top drawer");

  @TempDir Path temp;

  /** A shape with all that labelme writes of one. */
  private static String shape(String label, String type, String points, String description) {
    return """
        {"label": "%s", "points": %s, "group_id": null, "description": "%s",
         "shape_type": "%s", "flags": {}, "mask": null}
        """
        .formatted(label, points, description, type);
  }

  private static String file(String imagePath, String... shapes) {
    return """
        {"version": "5.5.0", "flags": {}, "shapes": [%s], "imagePath": "%s",
         "imageData": "%s", "imageHeight": 480, "imageWidth": 640}
        """
        .formatted(String.join(",", shapes), imagePath, "/9j/".repeat(1000));
  }

  private void write(String name, String text) throws IOException {
    Path file = temp.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ImportResult read(Path from, Map<String, String> options) throws IOException {
    return new LabelmeImporterProvider()
        .importTo(new ImportRequest(from, temp.resolve("made"), Labels.NONE, options));
  }

  private ImportResult read() throws IOException {
    return read(temp.resolve("in"), Map.of());
  }

  private List<LabeledQuery> queries() {
    try (Stream<LabeledQuery> queries =
        DatasetFolder.open(temp.resolve("made")).split("eval").queries()) {
      return queries.toList();
    }
  }

  private Scene scene() {
    return queries().get(0).query().scene();
  }

  @Test
  void itemsMayStandInAnyFieldOfAShapeAndWhatHasNoAreaIsCounted() throws IOException {
    write(
        "left.json",
        file(
            "left.jpg",
            shape("drawer", "rectangle", "[[1,1],[9,9]]", "")
                .replace("\"group_id\"", "\"items\": \"cup\", \"group_id\""),
            shape("drawer", "rectangle", "[[20,1],[29,9]]", "")
                .replace("\"group_id\"", "\"other_data\": {\"Items\": [\"fork\"]}, \"group_id\""),
            shape("drawer", "rectangle", "[[5,5],[5,5]]", "knife")));
    ImportResult result = read();
    assertThat(queries()).extracting(q -> q.query().item()).containsExactly("cup", "fork");
    assertThat(result.leftOut()).isEqualTo(2);
    assertThat(result.notes().get(0)).startsWith("1 left out: label without area");
  }

  @Test
  void aShapesDescriptionSaysWhatIsKeptInIt() throws IOException {
    write(
        "home1/left.json",
        file(
            "left.jpg",
            DRAWER,
            shape("Sink", "polygon", "[[0,0],[9,0],[9,9]]", ""),
            shape("drawer: salt, coarse", "circle", "[[300, 200], [300, 250]]", "")));
    ImportResult result = read();
    assertThat(result.leftOut()).isZero();
    assertThat(queries())
        .extracting(q -> q.query().item() + " in " + q.truth().containers())
        .containsExactly("whisk in [0]", "ladle in [0]", "salt, coarse in [1]");
    assertThat(queries()).extracting(q -> q.household().id()).containsOnly("home1");
    assertThat(scene().image()).contains("home1/left.jpg");
    assertThat(scene().size()).contains(new ImageSize(640, 480));
    assertThat(scene().container(0).outline()).isEqualTo(Region.box(10, 20, 110, 60));
    assertThat(scene().container(0).name()).contains("top drawer");
    assertThat(scene().container(1).outline().bounds())
        .isEqualTo(new Region.Box(250, 150, 350, 250));
    assertThat(scene().anchors()).singleElement();
    assertThat(DatasetValidator.validate(temp.resolve("made")).problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "home1/a.json | left.jpg | home1/left.jpg",
        "labels/home1/a.json | ..\\\\..\\\\photos\\\\home1\\\\left.jpg | photos/home1/left.jpg",
        "a.json | ./home1//left.jpg | home1/left.jpg",
        "labels/a.json | ../../photos/left.jpg | photos/left.jpg",
        "home1/a.json | C:\\\\Users\\\\me\\\\left.jpg | home1/left.jpg",
        "home1/a.json | /home/me/left.jpg | home1/left.jpg"
      })
  void aPhotosNameIsFromWhereTheImportBegins(String json, String path, String name)
      throws IOException {
    write(json, file(path, DRAWER));
    read();
    assertThat(scene().image()).contains(name);
  }

  @Test
  void aMaskIsDrawnWhereItLies() throws IOException {
    BufferedImage mask = new BufferedImage(5, 4, BufferedImage.TYPE_BYTE_GRAY);
    mask.getRaster().setSample(1, 1, 0, 1);
    mask.getRaster().setSample(2, 1, 0, 255);
    String picture = Base64.getEncoder().encodeToString(Images.png(mask));
    write(
        "a.json",
        file(
            "a.jpg",
            shape("drawer", "mask", "[[100, 50], [104, 53]]", "whisk")
                .replace("\"mask\": null", "\"mask\": \"" + picture + "\"")));
    read();
    assertThat(scene().container(0).outline().bounds()).isEqualTo(new Region.Box(101, 51, 103, 52));
  }

  @Test
  void whatEnclosesNothingIsLeftOutWithWhatItHolds() throws IOException {
    write(
        "a.json",
        file(
                "a.jpg",
                DRAWER,
                shape("drawer", "point", "[[1, 1]]", "fork"),
                shape("drawer", "line", "[[1, 1], [5, 5]]", ""),
                shape("drawer", "polygon", "[[1, 1], [5, 5]]", ""),
                shape("drawer", "linestrip", "[[1, 1], [5, 5], [5, 1]]", "cup"))
            .replaceFirst("\"flags\": \\{}", "\"flags\": {\"blurred\": true, \"dark\": false}"));
    write("other.json", "{\"shapes\": 1}");
    ImportResult result = read();
    assertThat(queries()).extracting(q -> q.query().item()).contains("cup").doesNotContain("fork");
    assertThat(result.leftOut()).isEqualTo(4);
    assertThat(String.join("\n", result.notes()))
        .contains("1 left out: item of a label that is left out")
        .contains("shape of type point with 1 points: has no area")
        .contains("linestrip: closed to an outline")
        .contains("1 noted: flag that is set")
        .contains("1 noted: JSON file that is not labelme's");
  }

  @Test
  void shapesOfOneGroupAreOneThing() throws IOException {
    String part = shape("cabinet", "rectangle", "[[0, 0], [10, 10]]", "pan");
    write(
        "a.json",
        file(
            "a.jpg",
            part.replace("\"group_id\": null", "\"group_id\": 3"),
            part.replace("\"group_id\": null", "\"group_id\": 3")
                .replace("[[0, 0], [10, 10]]", "[[20, 0], [30, 10]]")
                .replace("pan", "lid"),
            part.replace("\"group_id\": null", "\"group_id\": 4").replace("pan", "")));
    read();
    assertThat(scene().containers()).hasSize(2);
    assertThat(scene().container(0).outline().bounds()).isEqualTo(new Region.Box(0, 0, 30, 10));
    assertThat(queries()).extracting(LabeledQuery::truth).containsOnly(Truth.in(0));
    assertThat(queries()).extracting(q -> q.query().item()).containsExactly("pan", "lid");
  }

  @Test
  void aTableSaysWhatIsNotInViewAndNamesShapesByNumber() throws IOException {
    write("a.json", file("a.jpg", shape("sink", "rectangle", "[[0,0],[9,9]]", ""), DRAWER));
    Path table = temp.resolve("queries.csv");
    Files.writeString(
        table, "image;item;truth\na.jpg;tent;not_here\na.jpg;cup;1\na.jpg;jug;top drawer\n");
    read(temp.resolve("in/a.json"), Map.of("queries", table.toString()));
    assertThat(queries())
        .extracting(LabeledQuery::truth)
        .containsExactly(Truth.in(0), Truth.in(0), Truth.NOT_HERE, Truth.in(0), Truth.in(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[110, 60], [10, 20]] | [[110, 60], [10]] | field shapes[0].points[1]: expected [x, y]",
        "\"label\": \"drawer\", | | field shapes[0].label: missing",
        "\"imageWidth\": 640 | \"imageWidth\": \"wide\" | field imageWidth: expected a finite number",
        "left.jpg | .. | field imagePath: expected the path of a photo",
        "\"rectangle\" | \"mask\" | field shapes[0].mask: missing",
        "whisk; ladle | | no queries: must have shapes whose description",
        "\"flags\": {}, \"shapes\" | \"flags\": {}, \"shapes | not JSON at line"
      })
  void whatDoesNotFitIsRefusedWithItsPlace(String was, String is, String problem)
      throws IOException {
    write(
        "a.json",
        file("left.jpg", DRAWER.replace("\\nname: top drawer", ""))
            .replace(was, is == null ? "" : is));
    assertThatThrownBy(this::read).hasMessageContaining(problem);
    assertThat(temp.resolve("made")).doesNotExist();
  }
}
