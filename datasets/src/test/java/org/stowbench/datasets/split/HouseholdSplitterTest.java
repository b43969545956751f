package org.stowbench.datasets.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.datasets.validate.DatasetValidator;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** Parts that share no household. */
class HouseholdSplitterTest {

  private static final List<String> ITEMS = List.of("whisk", "ladle", "pan", "cup", "tea towel");

  @TempDir Path temp;
  private DatasetFolder dataset;

  @BeforeEach
  void write() throws IOException {
    dataset = write(temp.resolve("all"), 200);
  }

  private static DatasetFolder write(Path folder, int households) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    int id = 0;
    try (DatasetWriter writer = DatasetWriter.create(folder)) {
      for (int h = 0; h < households; h++) {
        Scene scene = TestKitchens.row("scene-" + h, 3);
        writer.scene(scene);
        int queries = 1 + random.nextInt(8);
        for (int q = 0; q < queries; q++) {
          // The later an item stands in the list, the rarer it is.
          String item = ITEMS.get(random.nextInt(1 + random.nextInt(ITEMS.size())));
          writer.query(
              TestKitchens.query(
                  "q" + id++, scene, item, "home-" + h, Answer.container(random.nextInt(3))),
              "all");
        }
      }
      writer.commit(
          new DatasetDescription(
              "homes", "Homes", "", "CC0", "nobody", Json.object(), false, "all"));
    }
    return DatasetFolder.open(folder);
  }

  private DatasetFolder split(String parts, long seed, String to) throws IOException {
    new HouseholdSplitter(Parts.parse(parts), seed).split(dataset, temp.resolve(to), "parts");
    return DatasetFolder.open(temp.resolve(to));
  }

  private static List<LabeledQuery> queries(DatasetFolder folder, String split) {
    try (Stream<LabeledQuery> queries = folder.split(split).queries()) {
      return queries.toList();
    }
  }

  @Test
  void no_household_is_cut_and_no_query_lost() throws IOException {
    DatasetFolder parts = split("dev=0.6,eval=0.3,rest=0.1", 1, "parts");
    assertThat(parts.splits()).containsExactly("dev", "eval", "rest");
    Set<String> seen = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (String part : parts.splits()) {
      Set<String> households = new HashSet<>();
      for (LabeledQuery query : queries(parts, part)) {
        households.add(query.household().id());
        assertThat(ids.add(query.query().id())).isTrue();
      }
      assertThat(seen).doesNotContainAnyElementsOf(households);
      seen.addAll(households);
    }
    assertThat(seen).hasSize(200);
    assertThat((long) ids.size()).isEqualTo(dataset.metadata().counts().queries());
    assertThat(DatasetValidator.validate(parts.folder()).errors()).isZero();
  }

  @Test
  void every_item_gets_its_share_in_every_part() throws IOException {
    DatasetFolder parts = split("dev=0.75,eval=0.25", 1, "parts");
    Map<String, Integer> all = count(queries(dataset, "all"));
    Map<String, Integer> eval = count(queries(parts, "eval"));
    for (String item : ITEMS) {
      double share = eval.getOrDefault(item, 0) / (double) all.get(item);
      assertThat(share).as(item).isCloseTo(0.25, within(0.04));
    }
  }

  private static Map<String, Integer> count(List<LabeledQuery> queries) {
    Map<String, Integer> counts = new HashMap<>();
    queries.forEach(query -> counts.merge(query.query().item(), 1, Integer::sum));
    return counts;
  }

  @Test
  void the_seed_decides_and_nothing_else() throws IOException {
    split("dev=0.8,eval=0.2", 1, "a");
    split("dev=0.8,eval=0.2", 1, "b");
    split("dev=0.8,eval=0.2", 2, "c");
    for (String file : List.of("dataset.json", "scenes.jsonl", "queries.jsonl", "croissant.json")) {
      assertThat(temp.resolve("a").resolve(file))
          .hasSameBinaryContentAs(temp.resolve("b").resolve(file));
    }
    assertThat(Files.readString(temp.resolve("c/queries.jsonl")))
        .isNotEqualTo(Files.readString(temp.resolve("a/queries.jsonl")));
  }

  @Test
  void it_says_what_it_was_made_from() throws IOException {
    assertThat(split("dev=0.8,eval=0.2", 7, "a").metadata().description().source().get("split"))
        .hasToString(
            "{\"of\":\"homes\",\"checksum\":\"%s\",\"seed\":7,\"parts\":{\"dev\":0.8,\"eval\":0.2}}"
                .formatted(dataset.metadata().checksums().content()));
  }

  @Test
  void too_few_households_are_refused_rather_than_cut() throws IOException {
    dataset = write(temp.resolve("two"), 2);
    assertThatThrownBy(() -> split("a=0.5,b=0.3,c=0.2", 1, "parts"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("gets none of the 2 households");
    assertThat(temp.resolve("parts")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a=", "a=1,", "a=0.5,a=0.5", "a=0.5,b=0.6", "A=1", "a=0,b=1", "a=NaN"})
  void parts_that_are_none_are_refused(String text) {
    assertThatThrownBy(() -> Parts.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must");
  }
}
