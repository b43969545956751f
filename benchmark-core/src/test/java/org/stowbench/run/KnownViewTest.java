package org.stowbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class KnownViewTest {

  private static final List<String> ITEMS =
      List.of("spoon", "Spoons", "knife", "knives", "pot", "dish towel", "dish-towels", "whisk");

  @TempDir Path temp;

  private static LabeledQuery query(String id, String home, String item, Truth truth) {
    return TestKitchens.query(id, TestKitchens.row("kitchen of " + home, 5), item, home, truth);
  }

  /** Homes of which more or less is asked, several spellings and several places among it. */
  private static List<LabeledQuery> homes(long seed) {
    Random random = new Random(seed);
    List<LabeledQuery> queries = new ArrayList<>();
    for (int home = 0; home < 12; home++) {
      for (String item : ITEMS) {
        if (random.nextInt(3) > 0) {
          Truth truth =
              switch (random.nextInt(4)) {
                case 0 -> Truth.NOT_HERE;
                case 1 -> Truth.in(random.nextInt(5), random.nextInt(5));
                default -> Truth.in(random.nextInt(5));
              };
          queries.add(query("q" + queries.size(), "home " + home, item, truth));
        }
      }
    }
    return queries;
  }

  private static Dataset dataset(List<LabeledQuery> queries) {
    return TestKitchens.dataset("test:split", queries);
  }

  private static Map<String, LabeledQuery> asked(Dataset split, int placements, int ofAtLeast) {
    Map<String, LabeledQuery> asked = new TreeMap<>();
    KnownView view = new Known(placements, ofAtLeast).view(split);
    view.queries().forEach(query -> asked.put(query.query().id(), query));
    int half = asked.size() / 2;
    assertThat(view.queriesFrom(half).toList()).isEqualTo(view.queries().skip(half).toList());
    assertThat(view.info().queries()).isEqualTo(asked.size());
    assertThat(view.info().checksum()).isEqualTo(split.info().checksum());
    return asked;
  }

  private static Set<String> names(LabeledQuery query) {
    Set<String> distinct = new HashSet<>();
    for (KnownPlacement placement : query.query().known()) {
      if (distinct.stream().noneMatch(name -> ItemName.same(name, placement.item()))) {
        distinct.add(placement.item());
      }
    }
    return distinct;
  }

  @Test
  void theSameQueriesKnowSoManyItemsOfTheirHouseholdAndNeverTheOneThatIsAskedFor() {
    for (long seed = 0; seed < 20; seed++) {
      List<LabeledQuery> all = homes(seed);
      Map<String, LabeledQuery> before = asked(dataset(all), 0, 3);
      for (int known = 0; known <= 3; known++) {
        Map<String, LabeledQuery> now = asked(dataset(all), known, 3);
        assertThat(now.keySet()).isEqualTo(before.keySet());
        for (LabeledQuery query : now.values()) {
          assertThat(names(query)).hasSize(known);
          List<KnownPlacement> less = before.get(query.query().id()).query().known();
          assertThat(query.query().known().subList(0, less.size()))
              .as("what was known with one less is still known")
              .isEqualTo(less);
          assertThat(query.query().known())
              .doesNotHaveDuplicates()
              .allSatisfy(
                  placement -> {
                    assertThat(ItemName.same(placement.item(), query.query().item())).isFalse();
                    assertThat(all)
                        .anyMatch(
                            other ->
                                other.household().equals(query.household())
                                    && other.query().item().equals(placement.item())
                                    && other.truth().holds(placement.where()));
                  });
        }
        before = now;
      }
    }
  }

  @Test
  void whatIsKnownDoesNotDependOnTheOrderOfRows() {
    List<LabeledQuery> all = homes(7);
    Map<String, LabeledQuery> straight = asked(dataset(all), 2, 2);
    Collections.shuffle(all, new Random(1));

    assertThat(asked(dataset(all), 2, 2)).isEqualTo(straight).isNotEmpty();
  }

  @Test
  void everyItemOfAPoolIsKnownFirstToSomebody() {
    List<LabeledQuery> all = new ArrayList<>();
    for (int home = 0; home < 40; home++) {
      for (String item : List.of("spoon", "pot", "whisk", "bowl")) {
        all.add(query(home + item, "home " + home, item, Truth.in(1)));
      }
    }

    assertThat(
            asked(dataset(all), 1, 3).values().stream()
                .filter(query -> query.query().item().equals("spoon"))
                .map(query -> query.query().known().get(0).item()))
        .contains("pot", "whisk", "bowl");
  }

  @Test
  void anItemInSeveralPlacesOrSpellingsIsOneAndIsKnownInAllOfThem() {
    Dataset split =
        dataset(
            List.of(
                query("a", "home", "spoon", Truth.in(4, 2)),
                query("b", "home", "Spoons", Truth.in(0)),
                query("c", "home", "pot", Truth.NOT_HERE)));

    assertThat(asked(split, 1, 1).get("c").query().known())
        .containsExactly(
            new KnownPlacement("Spoons", Answer.container(0)),
            new KnownPlacement("spoon", Answer.container(2)),
            new KnownPlacement("spoon", Answer.container(4)));
    assertThat(asked(split, 1, 1).get("a").query().known())
        .containsExactly(new KnownPlacement("pot", Answer.NOT_HERE));
    assertThat(KnownPool.of(split).most()).isEqualTo(1);
  }

  @Test
  void whatTheDatasetSaysIsAllThatThereIsToKnow() {
    List<KnownPlacement> own =
        List.of(
            new KnownPlacement("bowl", Answer.container(1)),
            new KnownPlacement("cup", Answer.NOT_HERE),
            new KnownPlacement("bowls", Answer.container(2)));
    LabeledQuery told = query("a", "home", "spoon", Truth.in(0)).knowing(own);
    Dataset split =
        dataset(
            List.of(
                told,
                query("b", "home", "pot", Truth.in(3)),
                query("c", "home", "pan", Truth.in(3)),
                query("d", "home", "lid", Truth.in(3))));

    assertThat(asked(split, 2, 2).get("a").query().known())
        .containsExactlyInAnyOrderElementsOf(own);
    assertThat(asked(split, 3, 3)).containsOnlyKeys("b", "c", "d");
    assertThat(asked(split, 0, 0).get("a").query().known()).isEmpty();
  }

  @Test
  void householdsThatShareASceneKnowNothingOfEachOther() {
    Scene scene = TestKitchens.row("row", 3);
    Dataset split =
        dataset(
            List.of(
                TestKitchens.query("a", scene, "spoon", "one", Answer.container(0)),
                TestKitchens.query("b", scene, "pot", "two", Answer.container(1))));

    assertThat(KnownPool.of(split).queries(1)).isZero();
    assertThat(asked(split, 0, 0)).hasSize(2);
  }

  /** Opens what holds most of what it knows. */
  private static final Predictor FOLLOWS_WHAT_IT_KNOWS =
      (query, context) ->
          query.known().isEmpty()
              ? TestRuns.dice(query, context)
              : Prediction.of(
                      query,
                      Ranking.of(
                          query.known().stream().map(KnownPlacement::where).distinct().toList()))
                  .withRationale(query.known().toString());

  @Test
  void aRunGivesTheSameBytesForAnyNumberOfJobs() throws Exception {
    Dataset split = dataset(homes(3));
    List<String> predictions = new ArrayList<>();
    for (int jobs : new int[] {1, 4}) {
      RunPlan plan = TestRuns.plan(new Known(2, 3).view(split), jobs);
      RunFolder folder = TestRuns.folder(temp, plan);
      Runner.run(plan, FOLLOWS_WHAT_IT_KNOWS, folder, RunListener.NONE);
      predictions.add(TestRuns.content(folder.predictionsFile()));
    }

    assertThat(predictions.get(0)).isEqualTo(predictions.get(1)).contains("KnownPlacement");
  }

  @Test
  void aRunThatKnowsNothingGivesTheBytesOfOneThatWasNotToldHowMuchToKnow() throws Exception {
    Dataset split = dataset(homes(3));

    assertThat(TestRuns.expected(temp, TestRuns.plan(new Known(0, 0).view(split), 2)))
        .isEqualTo(TestRuns.expected(temp, split));
  }

  @Test
  void itsFolderSaysHowMuchAndGoesOnWithThatAlone() throws Exception {
    Dataset split = dataset(homes(5));
    RunPlan plan = TestRuns.plan(new Known(2, 3).view(split), 1);
    RunFolder folder = TestRuns.folder(temp, plan);

    RunManifest manifest =
        Runner.run(plan, FOLLOWS_WHAT_IT_KNOWS, folder, RunListener.NONE).manifest();

    assertThat(folder.path()).hasFileName("dice-test-split-known-2-001");
    assertThat(manifest.known()).contains(new Known(2, 3));
    assertThat(manifest.named()).isEqualTo("dice, 2 known");
    assertThat(manifest.dataset().queries()).isEqualTo(asked(split, 2, 3).size());
    folder.requireRunOf(TestRuns.plan(new Known(2, 3).view(split), 1));
    for (Known other : List.of(new Known(1, 3), new Known(2, 2))) {
      assertThatThrownBy(() -> folder.requireRunOf(TestRuns.plan(other.view(split), 1)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("known placements was 2 of at least 3, is now ");
    }
  }

  @Test
  void aSearchFindsInContainersWhatIsNotAskedForSinceTooLittleIsKnownWithIt() throws Exception {
    LabeledQuery leftOut =
        query("lid", "home", "lid", Truth.in(0))
            .knowing(List.of(new KnownPlacement("cup", Answer.NOT_HERE)));
    Dataset split =
        dataset(
            List.of(
                leftOut,
                query("a", "home", "spoon", Truth.in(1)),
                query("b", "home", "pot", Truth.in(2))));
    assertThat(asked(split, 2, 2)).containsOnlyKeys("a", "b");
    RunPlan plan = TestRuns.plan(new Known(2, 2).view(split), 1, new RunMode.Search());
    RunFolder folder = TestRuns.folder(temp, plan);

    Runner.run(
        plan,
        (query, context) ->
            Prediction.of(
                query, Ranking.of(IntStream.range(0, 5).mapToObj(Answer::container).toList())),
        folder,
        RunListener.NONE);

    assertThat(folder.path()).hasFileName("dice-test-split-search-known-2-001");
    assertThat(TestRuns.content(folder.journalFile())).contains("\"items\":[\"lid\"]");
  }

  @Test
  void howMuchIsKnownIsNotMoreThanThereMustBe() {
    assertThatThrownBy(() -> new Known(3, 2))
        .hasMessage("3 known placements of at least 2: must be 0 or more, of no fewer");
    assertThatThrownBy(() -> new Known(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
