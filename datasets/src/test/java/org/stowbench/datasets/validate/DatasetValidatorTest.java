package org.stowbench.datasets.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.Schemas;
import org.stowbench.datasets.shic.ShicImporter;
import org.stowbench.io.InvalidInputException;
import org.stowbench.testing.OfficialData;
import org.stowbench.testing.TurnedPhotos;

/** What a validation says, and where. */
class DatasetValidatorTest {

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = HandMade.write(temp.resolve("mine"));
  }

  @Test
  void a_dataset_made_by_hand_lacks_nothing_but_a_seal() throws IOException {
    ValidationReport report = DatasetValidator.validate(folder);
    assertThat(report.problems()).extracting(Finding::kind).containsExactly(ProblemKind.NOT_SEALED);
    assertThat(report.errors()).isZero();
    assertThat(report.scenes()).isEqualTo(2);
    assertThat(report.queries()).isEqualTo(3);
    assertThat(Schemas.errors(folder)).isEmpty();
  }

  @Test
  void a_sealed_dataset_has_no_problems() throws IOException {
    DatasetFolder.seal(folder);
    assertThat(DatasetValidator.validate(folder).problems()).isEmpty();
    assertThat(Schemas.errors(folder)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "scenes.jsonl  | \"id\":\"b\"          | \"id\":\"a\"       | REPEATED_ID   | 2 | scene a is already on line 1",
        "scenes.jsonl  | \"id\":\"b\"          | \"id\":7           | STRUCTURE     | 2 | field id: expected a text, found 7",
        "scenes.jsonl  | \"id\":\"b\"          | \"id\":\"b\",\"rom\":\"x\" | UNKNOWN_FIELD | 2 | field rom: expected one of anchors, containers,",
        "scenes.jsonl  | \"id\":1              | \"id\":1,\"kind\":2 | UNKNOWN_FIELD | 1 | field containers[1].kind",
        "scenes.jsonl  | \"id\":1              | \"id\":2           | STRUCTURE     | 1 | container at place 1 has id 2",
        "scenes.jsonl  | \"id\":1              | \"id\":1,\"flags\":[\"line\"] | WRONG_FLAGS | 1 | field containers[1].flags: expected [], found [line]",
        "scenes.jsonl  | [[20,0],[29,0],[29,9],[20,9]] | [[20,0]]   | NO_AREA       | 1 | container 1 has no area: 1 vertices",
        "scenes.jsonl  | [[20,0],[29,0],[29,9],[20,9]] | [[20,0]]   | TRUTH_WITHOUT_AREA | 1 | the truth, container 1, has no area",
        "scenes.jsonl  | [[20,0],[29,0],[29,9],[20,9]] | [[20,0],[29,9],[29,0],[20,9]] | INVALID_SHAPE | 1 | container 1 is no valid polygon",
        "scenes.jsonl  | [[20,0],[29,0],[29,9],[20,9]] | [[0,0],[9,0],[9,9],[0,9]] | REPEATED_SHAPE | 1 | container 1 has the vertices of one before it",
        "scenes.jsonl  | [[20,0],[29,0],[29,9],[20,9]] | [[220,0],[229,0],[229,9],[220,9]] | OUTSIDE_PHOTO | 1 | the photo is 200 x 100 pixels",
        "scenes.jsonl  | \"b.jpg\"             | \"../b.jpg\"       | IMAGE_ELSEWHERE | 2 | found ../b.jpg",
        "scenes.jsonl  | \"b.jpg\"             | \"\\\\\\\\x.jpg\"    | IMAGE_ELSEWHERE | 2 | must lie inside the folder of photos",
        "scenes.jsonl  | \"b.jpg\"             | \"C:\\\\x.jpg\"      | IMAGE_ELSEWHERE | 2 | found C:",
        "scenes.jsonl  | \"b.jpg\"             | \"file:///x.jpg\"   | IMAGE_ELSEWHERE | 2 | or an address with http or https",
        "scenes.jsonl  | \"b.jpg\"             | \"x\\u0000.jpg\"    | IMAGE_ELSEWHERE | 2 | must not have control characters",
        "scenes.jsonl  | \"width\":200         | \"anchors\":[{\"type\":\"sink\",\"region\":[[180,0],[230,0],[230,9]]}],\"width\":200 | OUTSIDE_PHOTO | 1 | anchors[0]: the photo is 200 x 100 pixels",
        "queries.jsonl | \"household\":\"i\"   | \"household\":\"https:\" | GUESSED_HOUSEHOLDS | 3 | household https: is a part of a path",
        "queries.jsonl | \"household\":\"i\"   | \"household\":\"a\\\\b\" | GUESSED_HOUSEHOLDS | 3 | household a",
        "scenes.jsonl  | \"b.jpg\"             | \"a.jpg\"          | PHOTO_IN_SPLITS | 3 | photo a.jpg is in split dev and, on line 1, in split eval",
        "queries.jsonl | \"household\":\"i\"   | \"household\":\"h\" | HOUSEHOLD_IN_SPLITS | 3 | household h is in split dev and, on line 1, in split eval",
        "queries.jsonl | \"id\":\"2\"          | \"id\":\"1\"       | REPEATED_ID   | 2 | query 1 is already on line 1",
        "queries.jsonl | \"item\":\"ladle\"    | \"item\":\"whisk\" | REPEATED_QUERY | 2 | item whisk in scene a is asked on line 1 already",
        "queries.jsonl | \"item\":\"ladle\"    | \"item\":\" Whisk\" | ITEM_SPELLINGS | 2 | item \" Whisk\" is \"whisk\" on line 1",
        "queries.jsonl | \"scene\":\"b\"       | \"scene\":\"c\"    | UNKNOWN_SCENE | 3 | field scene: expected the id of a scene in scenes.jsonl, found c",
        "queries.jsonl | \"container\":1       | \"container\":2    | NOT_A_CANDIDATE | 1 | field truth.container: expected one of the scene's 2 containers, numbered from 0, found 2",
        "queries.jsonl | \"annotator\":\"ann\",\"container\":0 | \"annotator\":\"ann\",\"container\":-1 | NOT_A_CANDIDATE | 1 | field votes[0].container",
        "queries.jsonl | {\"not_here\":true}   | {\"region\":[[1,2]]} | UNKNOWN_FIELD | 2 | field truth.region",
        "queries.jsonl | \"item\":\"ladle\"    | \"item\":\"ladle   | STRUCTURE     | 2 | not JSON",
        "queries.jsonl | \"split\":\"dev\"     | \"split\":\"Dev\"  | STRUCTURE     | 3 | field split: expected 1 to 64 of",
        "scenes.jsonl  | ,\"region\":[[20,0],[29,0],[29,9],[20,9]] | `` | ALIKE | 1 | container 1: expected a name, a type, a region or a position, found none",
        "scenes.jsonl  | ,\"region\":[[20,0],[29,0],[29,9],[20,9]] | ,\"name\":\"shelf\" | PARTLY_DRAWN | 1 | 1 of its 2 containers have a region",
        "scenes.jsonl  | \"id\":1              | \"id\":1,\"position\":[1,2,0] | PARTLY_PLACED | 1 | 1 of its 2 containers have a position",
        "scenes.jsonl  | \"id\":1              | \"id\":1,\"name\":\" \" | STRUCTURE | 1 | field containers[1].name: expected a text that is not blank",
        "scenes.jsonl  | \"id\":1              | \"id\":1,\"position\":[1,2] | STRUCTURE | 1 | field containers[1].position: expected a position [x, y, z] in metres, found a list of 2",
        "scenes.jsonl  | \"id\":1              | \"id\":1,\"size\":[1,2,3] | STRUCTURE | 1 | field containers[1].position: missing",
        "scenes.jsonl  | \"id\":1              | \"id\":1,\"position\":[1,2,0],\"size\":[1,-2,3] | STRUCTURE | 1 | field containers[1].size: size (1.0, -2.0, 3.0): must be 0 or more",
        "scenes.jsonl  | \"id\":\"b\"          | \"id\":\"b\",\"distances\":[[0]] | STRUCTURE | 2 | distances over 0 containers: must be over its 1",
        "scenes.jsonl  | \"id\":\"b\"          | \"id\":\"b\",\"distances\":[[0,1],[2,3]] | STRUCTURE | 2 | field distances: distances: row 1, column 1 is 3.0: must be a number of metres, 0 to a million, and 0 from a place to itself",
        "queries.jsonl | {\"container\":1}    | {\"containers\":[0,7]} | NOT_A_CANDIDATE | 1 | field truth.containers[1]: expected one of the scene's 2 containers, numbered from 0, found 7",
        "queries.jsonl | {\"container\":1}    | {\"containers\":[1,1]} | STRUCTURE | 1 | field truth.containers: expected one or more containers, each once",
        "queries.jsonl | {\"container\":1}    | {\"containers\":[1],\"container\":1} | STRUCTURE | 1 | field truth: expected exactly one of container, containers, not_here",
        "queries.jsonl | {\"not_here\":true}   | {\"not_here\":true},\"known\":[{\"item\":\"pan\",\"container\":2}] | NOT_A_CANDIDATE | 2 | field known[0].container: expected one of the scene's 2 containers, numbered from 0, found 2",
        "queries.jsonl | {\"not_here\":true}   | {\"not_here\":true},\"known\":[{\"item\":\"pan\",\"container\":1},{\"item\":\"Ladles\",\"container\":1}] | STRUCTURE | 2 | field known[1].item: expected an item that is not the one asked for, ladle, found the text \"Ladles\"",
        "queries.jsonl | {\"not_here\":true}   | {\"not_here\":true},\"known\":[{\"item\":\"pan\",\"region\":[[1,2]]}] | STRUCTURE | 2 | field known[0]: known placement of pan: is a free region",
        "queries.jsonl | {\"not_here\":true}   | {\"not_here\":true},\"known\":[{\"item\":\"pan\",\"container\":1,\"note\":\"x\"}] | UNKNOWN_FIELD | 2 | field known[0].note: expected one of container, item, not_here",
        "queries.jsonl | {\"not_here\":true}   | {\"not_here\":true},\"known\":[{\"item\":\"pan\",\"container\":1},{\"item\":\"Pans\",\"container\":1}] | REPEATED_KNOWN | 2 | field known[1]: Pans is container 1, and in known[0], pan is container 1",
        "queries.jsonl | {\"not_here\":true}   | {\"not_here\":true},\"known\":[{\"item\":\"pan\",\"container\":1},{\"item\":\"pan\",\"not_here\":true}] | STRUCTURE | 2 | field known[1]: pan is \"not here\", and in known[0], pan is container 1",
        "dataset.json  | \"format_version\": 1 | \"format_version\": 2 | METADATA   | 0 | field format_version: expected 1",
        "dataset.json  | \"eval\"              | \"test\"           | METADATA      | 0 | default split test: must be one of its splits",
        "dataset.json  | \"citation\"          | \"cite\"           | METADATA      | 0 | field citation: missing",
        "dataset.json  | \"id\"                | \"publisher\": 1, \"id\" | UNKNOWN_FIELD | 0 | field publisher",
      })
  void each_problem_is_named_with_its_line(
      String file, String part, String broken, ProblemKind kind, long line, String message)
      throws IOException {
    HandMade.replace(folder, file, part, broken);
    ValidationReport report = DatasetValidator.validate(folder);
    assertThat(report.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.kind()).isEqualTo(kind);
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.message()).contains(message);
            });
    assertThat(report.errors() > 0).isEqualTo(kind.severity() == ProblemKind.Severity.ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "6, 100, 200, UNTURNED_PHOTO, photo a.jpg is to be turned",
    "8, 50, 200, PHOTO_SIZE, 'a.jpg is 50 x 200 pixels, and the dataset says 200 x 100'",
    "6, 200, 100, , ''",
    "1, 400, 200, SCALED_PHOTO, a.jpg is 400 x 200 pixels",
    "3, 300, 200, PHOTO_SIZE, a.jpg is 300 x 200 pixels",
    "0, 0, 0, UNUSABLE_PHOTO, must be a JPEG",
    "-1, 40, 20, UNUSABLE_PHOTO, is damaged",
  })
  void a_photo_is_compared_with_what_is_said_of_it(
      int orientation, int width, int height, ProblemKind kind, String message) throws IOException {
    DatasetFolder.seal(folder);
    byte[] photo = TurnedPhotos.jpeg(40, 20, 1);
    Files.write(
        folder.resolve("a.jpg"),
        switch (orientation) {
          case 0 -> "no photo".getBytes(StandardCharsets.UTF_8);
          case -1 -> Arrays.copyOf(photo, 20);
          default -> TurnedPhotos.jpeg(width, height, orientation);
        });
    List<Finding> problems = DatasetValidator.validate(folder).problems();
    if (kind == null) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems)
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.kind()).isEqualTo(kind);
                assertThat(problem.message()).contains(message);
              });
    }
    assertThat(DatasetValidator.validate(folder, temp).problems()).isEmpty();
  }

  @Test
  void a_photo_says_where_regions_can_be_whose_scene_does_not() throws IOException {
    DatasetFolder.seal(folder);
    Files.write(folder.resolve("b.jpg"), TurnedPhotos.jpeg(6, 4, 8));
    assertThat(DatasetValidator.validate(folder).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("the photo is 6 x 4 pixels"));
  }

  @Test
  void one_household_of_several_photos_is_doubted() throws IOException {
    HandMade.replace(folder, "queries.jsonl", "\"household\":\"i\"", "\"household\":\"h\"");
    HandMade.replace(folder, "queries.jsonl", "\"split\":\"dev\"", "\"split\":\"eval\"");
    assertThat(DatasetValidator.validate(folder).problems())
        .anySatisfy(
            problem ->
                assertThat(problem.message()).contains("all queries are of one household, h"));
  }

  @Test
  void all_problems_are_listed_not_only_the_first() throws IOException {
    HandMade.replace(folder, "scenes.jsonl", "\"id\":\"b\"", "\"id\":7");
    HandMade.replace(folder, "queries.jsonl", "\"container\":1", "\"container\":9");
    HandMade.replace(folder, "queries.jsonl", "\"id\":\"2\"", "\"id\":[]");
    HandMade.replace(folder, "dataset.json", "citation", "quote");
    assertThat(DatasetValidator.validate(folder).problems())
        .extracting(problem -> problem.kind() + " " + problem.file() + " " + problem.line())
        .containsExactly(
            "METADATA dataset.json 0",
            "STRUCTURE scenes.jsonl 2",
            "STRUCTURE queries.jsonl 2",
            "UNKNOWN_SCENE queries.jsonl 3",
            "NOT_A_CANDIDATE queries.jsonl 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\":\"b\"          | \"id\":\"b\",\"image\":7",
        "\"id\":\"b\"          | \"id\":\"b\",,",
      })
  void what_follows_from_a_scene_that_cannot_be_read_is_counted_and_no_error_of_its_own(
      String part, String broken) throws IOException {
    HandMade.replace(folder, "scenes.jsonl", part, broken);
    ValidationReport report = DatasetValidator.validate(folder);
    assertThat(report.errors()).isEqualTo(1);
    assertThat(report.count(ProblemKind.UNCHECKED)).isEqualTo(1);
    assertThat(report.count(ProblemKind.UNKNOWN_SCENE)).isZero();
  }

  @Test
  void many_problems_of_a_kind_are_counted_and_the_first_are_shown() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      lines.add("{\"id\":" + i + "}");
    }
    Files.write(folder.resolve("queries.jsonl"), lines);
    ValidationReport report = DatasetValidator.validate(folder);
    assertThat(report.count(ProblemKind.STRUCTURE)).isEqualTo(1000);
    assertThat(report.problems()).hasSize(ValidationReport.MOST_SHOWN + 1);
  }

  @Test
  void an_edited_dataset_is_refused_by_readers_until_it_is_sealed_again() throws IOException {
    DatasetFolder.seal(folder);
    HandMade.replace(folder, "queries.jsonl", "\"container\":1", "\"container\":0");
    HandMade.replace(folder, "queries.jsonl", "\"split\":\"dev\"", "\"split\":\"test\"");
    assertThatThrownBy(() -> DatasetFolder.open(folder).split("eval").queries())
        .isInstanceOf(InvalidInputException.class);
    ValidationReport changed = DatasetValidator.validate(folder);
    assertThat(changed.errors()).isEqualTo(changed.count(ProblemKind.CHANGED)).isPositive();
    DatasetFolder.seal(folder);
    assertThat(DatasetValidator.validate(folder).problems()).isEmpty();
    assertThat(DatasetFolder.open(folder).splits()).containsExactly("eval", "test");
  }

  @Test
  void a_changed_coordinate_is_noticed() throws IOException {
    DatasetFolder.seal(folder);
    HandMade.replace(folder, "scenes.jsonl", "[20,0]", "[21,0]");
    assertThat(DatasetValidator.validate(folder).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(ProblemKind.CHANGED);
              assertThat(problem.file()).isEqualTo("scenes.jsonl");
            });
  }

  @Test
  void a_missing_or_cut_off_file_is_a_problem_and_the_other_is_still_read() throws IOException {
    Files.writeString(folder.resolve("queries.jsonl"), "{\"id\":\"1\"}\n{\"id\"");
    assertThat(DatasetValidator.validate(folder).problems())
        .anySatisfy(
            problem -> assertThat(problem.message()).startsWith("line 2: cut off: the file ends"));
    Files.delete(folder.resolve("scenes.jsonl"));
    ValidationReport report = DatasetValidator.validate(folder);
    assertThat(report.count(ProblemKind.FILE)).isEqualTo(2);
  }

  @Test
  void a_folder_that_is_no_dataset_is_refused() {
    assertThatThrownBy(() -> DatasetValidator.validate(temp))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no dataset: must be a folder that holds dataset.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "scenes.jsonl  | \"id\":\"b\"         | \"id\":\" \"",
        "scenes.jsonl  | \"width\":200,       | ``",
        "scenes.jsonl  | [[20,0],[29,0],[29,9],[20,9]] | []",
        "scenes.jsonl  | [20,0]               | [20,\"0\"]",
        "scenes.jsonl  | \"id\":1             | \"id\":1,\"confidence\":1.5",
        "scenes.jsonl  | \"id\":1             | \"id\":1,\"side\":\"left\"",
        "scenes.jsonl  | \"id\":1             | \"id\":1,\"flags\":[\"odd\"]",
        "scenes.jsonl  | \"id\":1             | \"id\":1,\"name\":\" \"",
        "scenes.jsonl  | \"id\":1             | \"id\":1,\"room\":\" \"",
        "scenes.jsonl  | \"id\":1             | \"id\":1,\"position\":[1,2]",
        "scenes.jsonl  | \"id\":1             | \"id\":1,\"position\":[1,2,\"3\"]",
        "scenes.jsonl  | \"id\":1             | \"id\":1,\"size\":[1,2,3]",
        "scenes.jsonl  | \"id\":1             | \"id\":1,\"position\":[1,2,3],\"size\":[1,2,-3]",
        "scenes.jsonl  | \"id\":1             | \"id\":1,\"position\":[1,2,1e7]",
        "scenes.jsonl  | \"id\":\"b\"         | \"id\":\"b\",\"distances\":[]",
        "scenes.jsonl  | \"id\":\"b\"         | \"id\":\"b\",\"distances\":[[0,1e7],[1,0]]",
        "scenes.jsonl  | \"id\":\"b\"         | \"id\":\"b\",\"distances\":[[0,-1],[1,0]]",
        "queries.jsonl | \"household\":\"h\"  | \"household\":null",
        "queries.jsonl | {\"not_here\":true}  | {\"containers\":[]}",
        "queries.jsonl | {\"not_here\":true}  | {\"containers\":[0,0]}",
        "queries.jsonl | {\"not_here\":true}  | {\"containers\":[0],\"not_here\":true}",
        "queries.jsonl | {\"not_here\":true}  | {\"not_here\":true},\"known\":[{\"item\":\"pan\"}]",
        "queries.jsonl | {\"not_here\":true}  | {\"not_here\":true},\"known\":[{\"item\":\" \",\"container\":0}]",
        "queries.jsonl | {\"not_here\":true}  | {\"not_here\":true},\"known\":{}",
        "queries.jsonl | {\"not_here\":true}  | {\"not_here\":false}",
        "queries.jsonl | {\"not_here\":true}  | {}",
        "queries.jsonl | \"annotator\":\"ann\" | \"annotator\":1",
        "dataset.json  | \"id\": \"mine\"     | \"id\": \"My kitchens\"",
        "dataset.json  | \"name\"             | \"simulated\": 1, \"name\"",
      })
  void what_the_published_schemas_refuse_is_an_error(String file, String part, String broken)
      throws IOException {
    HandMade.replace(folder, file, part, broken);
    assertThat(Schemas.errors(folder)).isNotEmpty();
    assertThat(DatasetValidator.validate(folder).errors()).isPositive();
  }

  @Test
  void a_home_without_photos_is_a_dataset_too() throws IOException {
    Path home = HandMade.writeHome(temp.resolve("home"));
    DatasetFolder.seal(home);
    assertThat(DatasetValidator.validate(home).problems()).isEmpty();
    assertThat(Schemas.errors(home)).isEmpty();
  }

  @Test
  void two_containers_of_one_name_and_no_place_cannot_be_told_apart() throws IOException {
    Path home = HandMade.writeHome(temp.resolve("home"));
    HandMade.replace(home, "scenes.jsonl", "left drawer", "right drawer");
    assertThat(DatasetValidator.validate(home).counts()).doesNotContainKey(ProblemKind.ALIKE);
    HandMade.replace(home, "scenes.jsonl", ",\"position\":[0,1,0.5],\"size\":[0.5,0.5,0.2]", "");
    HandMade.replace(home, "scenes.jsonl", ",\"position\":[2,1,0.5]", "");
    assertThat(DatasetValidator.validate(home).problems())
        .extracting(Finding::message)
        .contains(
            "container 1 is \"right drawer\" as container 0 is, without a region or a position");
  }

  @Test
  void a_household_that_is_told_of_may_be_asked_in_two_splits_but_that_is_said()
      throws IOException {
    Path home = HandMade.writeHome(temp.resolve("home"));
    HandMade.replace(home, "queries.jsonl", "\"item\":\"pot\"", "\"item\":\"ladle\"");
    HandMade.replace(
        home,
        "queries.jsonl",
        "\"id\":\"2\",\"split\":\"eval\"",
        "\"id\":\"2\",\"split\":\"seen\"");
    assertThat(DatasetValidator.validate(home).counts().keySet())
        .containsExactly(ProblemKind.NOT_SEALED, ProblemKind.TOLD_IN_SPLITS);
    HandMade.replace(
        home, "queries.jsonl", ",\"known\":[{\"item\":\"spoon\",\"container\":0}]", "");
    assertThat(DatasetValidator.validate(home).counts().keySet())
        .containsExactly(ProblemKind.NOT_SEALED, ProblemKind.TOLD_IN_SPLITS);
    String queries = Files.readString(home.resolve("queries.jsonl"));
    Files.writeString(
        home.resolve("queries.jsonl"), queries.replaceFirst(",\"known\":\\[.*?\\]", ""));
    assertThat(DatasetValidator.validate(home).counts().keySet())
        .contains(ProblemKind.HOUSEHOLD_IN_SPLITS);
  }

  @Tag("official")
  @Test
  void the_official_data_has_oddities_but_no_errors() throws IOException {
    Path shic = temp.resolve("shic");
    new ShicImporter(OfficialData.require()).importTo(shic);
    ValidationReport report = DatasetValidator.validate(shic);
    assertThat(report.errors()).isZero();
    assertThat(report.queries()).isEqualTo(6600);
    assertThat(report.counts().keySet())
        .containsExactly(
            ProblemKind.NO_AREA, ProblemKind.INVALID_SHAPE, ProblemKind.REPEATED_SHAPE);
  }
}
