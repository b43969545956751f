package org.stowbench.datasets.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        "queries.jsonl | \"household\":\"h\"  | \"household\":null",
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
