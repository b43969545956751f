package org.stowbench.datasets.tidybot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.testing.OfficialData;

/** From a checkout of TidyBot's repository to households of which something is known. */
class TidyBotImporterTest {

  @TempDir Path temp;

  private DatasetFolder imported(Path checkout) throws IOException {
    TidyBotImporter.importTo(checkout, temp.resolve("home/tidybot"));
    return DatasetFolder.open(temp.resolve("home/tidybot"));
  }

  private static List<LabeledQuery> queries(DatasetFolder dataset, String split) {
    try (Stream<LabeledQuery> queries = dataset.split(split).queries()) {
      return queries.toList();
    }
  }

  @Test
  void a_scenario_is_a_household_whose_seen_things_are_known_when_it_is_asked_for_others()
      throws IOException {
    LabeledQuery asked =
        queries(imported(SmallBenchmark.write(temp.resolve("checkout"))), "unseen").get(1);
    assertThat(asked.query().item()).isEqualTo("encyclopedia");
    assertThat(asked.household()).isEqualTo(new Household("scenario-00"));
    assertThat(asked.truth()).isEqualTo(Truth.in(1));
    assertThat(asked.query().scene().container(1).name()).contains("kid's shelf");
    assertThat(asked.query().scene().room()).contains("living room");
    assertThat(asked.query().known())
        .containsExactly(
            new KnownPlacement("kite", Answer.container(0)),
            new KnownPlacement("atlas", Answer.container(1)));
  }

  @Test
  void of_a_seen_thing_that_is_asked_for_nothing_is_known() throws IOException {
    DatasetFolder dataset = imported(SmallBenchmark.write(temp.resolve("checkout")));
    assertThat(queries(dataset, "seen"))
        .extracting(labeled -> labeled.query().item())
        .containsExactly("kite", "atlas", "ladle");
    assertThat(queries(dataset, "seen")).allMatch(labeled -> labeled.query().known().isEmpty());
    assertThat(dataset.metadata().description().defaultSplit()).isEqualTo("unseen");
  }

  @Test
  void nothing_that_is_written_holds_what_the_annotators_noted_or_tagged() throws IOException {
    DatasetFolder dataset = imported(SmallBenchmark.write(temp.resolve("checkout")));
    try (Stream<Path> files = Files.list(dataset.folder())) {
      assertThat(files.map(TidyBotImporterTest::text))
          .noneMatch(text -> text.contains("heavy") || text.contains("category"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "room: kitchen             | room: ''        | scenario 1, field room: expected a text that is not blank, found the text \"\"",
        "room: kitchen             | rooms: kitchen  | scenario 1, field rooms: unknown field; allowed: annotator_notes, receptacles, room, ",
        "room: kitchen             | tags: []        | not YAML at line ",
        "room: living room         | room: [a, b]    | scenario 0, field room: expected a text, found a list of 2",
        "[drawer, counter]         | []              | scenario 1, field receptacles: expected one or more names, found a list of 0",
        "[drawer, counter]         | 7               | scenario 1, field receptacles: expected a list, found 7",
        "[drawer, counter]         | [drawer, 7]     | scenario 1, field receptacles[1]: expected a text, found 7",
        "[drawer, counter]         | [drawer, drawer] | scenario 1, field receptacles[1]: drawer is there twice: must be there once",
        "[[whisk, drawer]]         | [[whisk, door]] | scenario 1, field unseen_placements[0][1]: expected one of receptacles: drawer, counter, found the text \"door\"",
        "[[whisk, drawer]]         | [[fork, drawer]] | scenario 1, field unseen_placements[0][0]: expected one of unseen_objects: whisk, found the text \"fork\"",
        "[[whisk, drawer]]         | [[whisk]]       | scenario 1, field unseen_placements[0]: expected a pair [object, receptacle], found a list of 1",
        "[[whisk, drawer]]         | []              | scenario 1, field unseen_placements: whisk is placed nowhere: each of unseen_objects must be",
        "[[ladle, drawer]]         | [[ladle, drawer], [ladle, counter]] | scenario 1, field seen_placements[1][0]: ladle is placed twice: must be placed once",
        "[whisk]                   | [ladles]        | scenario 1, field unseen_placements[0][0]: expected one of unseen_objects: ladles",
        "whisk                     | ladles          | scenario 1: query scenario-01#ladles: knows where ladle is, and asks for ladles: must not be the same item",
      })
  void what_does_not_fit_is_named_with_scenario_field_found_and_allowed(
      String part, String broken, String message) throws IOException {
    String whole = SmallBenchmark.SCENARIOS;
    assertThat(whole).contains(part);
    assertRefused(whole.replace(part, broken), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "text",
        "- 7",
        "- []",
        "- {}",
        "[",
        "- room: kitchen\n--- \n- room: kitchen",
        "- &a [*a, *a]",
        "\u0000"
      })
  void a_file_of_something_else_is_refused(String content) throws IOException {
    assertRefused(content, "");
  }

  private void assertRefused(String scenarios, String message) throws IOException {
    Path checkout = SmallBenchmark.write(temp.resolve("checkout"), scenarios);
    Path home = Files.createDirectories(temp.resolve("home"));
    assertThatThrownBy(() -> TidyBotImporter.importTo(checkout, home.resolve("tidybot")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(checkout.resolve("benchmark/scenarios.yml") + ": " + message)
        .message()
        .doesNotContain("\n", "org.");
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  @Tag("official")
  void the_published_benchmark_has_96_households_and_672_questions_in_each_split()
      throws IOException {
    DatasetFolder dataset = imported(OfficialData.requireSuite("tidybot"));
    List<LabeledQuery> unseen = queries(dataset, "unseen");
    assertThat(unseen).hasSize(672);
    assertThat(queries(dataset, "seen")).hasSize(672);
    assertThat(unseen.stream().map(LabeledQuery::household).distinct()).hasSize(96);
    assertThat(unseen).allMatch(labeled -> labeled.query().known().size() >= 4);
    assertThat(unseen.stream().map(labeled -> labeled.query().scene().room()).distinct())
        .containsExactlyInAnyOrder(
            Optional.of("living room"),
            Optional.of("bedroom"),
            Optional.of("kitchen"),
            Optional.of("pantry room"));
  }
}
