package org.stowbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Votes;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** What a predictor comes to know in a search. */
class SearchKnowledgeTest {

  /** Three items, two of them under several spellings. */
  private static final List<String> ITEMS =
      List.of("knife", "Knives", "dish towel", "Dish-Towels", "pot", "mug");

  /** Containers 0 and 1 are one drawer drawn twice. */
  private static final Scene SCENE = TestKitchens.twins("kitchen", 4);

  private static final PhysicalContainers PHYSICAL = PhysicalContainers.of(SCENE);

  private static Truth truth(Random random) {
    return new Truth(
        IntStream.range(0, random.nextInt(4)).map(i -> random.nextInt(6)).boxed().toList());
  }

  private static LabeledQuery labeled(int number, Random random) {
    String item = ITEMS.get(random.nextInt(ITEMS.size()));
    String other = ITEMS.get(random.nextInt(ITEMS.size()));
    List<KnownPlacement> known =
        ItemName.same(item, other)
            ? List.of()
            : List.of(new KnownPlacement(other, truth(random).first()));
    return new LabeledQuery(
        new Query("q" + number, SCENE, item, known),
        new Household("h" + random.nextInt(2)),
        truth(random),
        Votes.NONE);
  }

  /** Follows households that keep things anywhere, and looks at all that a predictor is told. */
  @Property(tries = 200)
  void nothingOfAClosedContainerIsKnownAndNeverTheItemThatIsLookedFor(@ForAll Random random)
      throws InterruptedException {
    List<LabeledQuery> queries =
        IntStream.range(0, 12).mapToObj(number -> labeled(number, random)).toList();
    List<Answer> order =
        new ArrayList<>(IntStream.range(0, 6).<Answer>mapToObj(Answer::container).toList());
    Collections.shuffle(order, random);
    List<Query> told = new ArrayList<>();
    Task searching =
        Searching.of(
            (query, context) -> {
              told.add(query);
              return Prediction.of(query, Ranking.of(order));
            },
            TestKitchens.dataset("test:split", queries),
            OptionalInt.empty());

    for (LabeledQuery labeled : queries) {
      told.clear();
      Prediction prediction = searching.perform(labeled, new PredictionContext(1));

      List<Integer> opened =
          prediction.ranking().orElseThrow().answers().stream()
              .flatMap(
                  ranked ->
                      ranked.answer() instanceof Answer.InContainer in
                          ? Stream.of(in.id())
                          : Stream.empty())
              .toList();
      for (Query query : told) {
        List<KnownPlacement> before = labeled.query().known();
        assertThat(query.known().subList(0, before.size())).isEqualTo(before);
        assertThat(query.known())
            .noneMatch(placement -> ItemName.same(placement.item(), labeled.query().item()));
        assertThat(query.known().stream().skip(before.size()))
            .allSatisfy(
                placement -> {
                  int container = ((Answer.InContainer) placement.where()).id();
                  assertThat(opened).contains(container);
                  assertThat(labeled.truth().containers().stream().map(PHYSICAL::of))
                      .doesNotContain(PHYSICAL.of(container));
                  assertThat(isKept(placement.item(), container, labeled, queries)).isTrue();
                });
      }
      assertThat(told).doesNotHaveDuplicates();
      assertThat(told.get(0)).isEqualTo(labeled.query());
    }
  }

  /** Whether the household is said somewhere to keep an item in a container. */
  private static boolean isKept(
      String item, int container, LabeledQuery asked, List<LabeledQuery> queries) {
    return Stream.concat(
            queries.stream()
                .filter(labeled -> labeled.household().equals(asked.household()))
                .filter(labeled -> labeled.query().item().equals(item))
                .flatMap(labeled -> labeled.truth().answers().stream()),
            asked.query().known().stream()
                .filter(placement -> placement.item().equals(item))
                .map(KnownPlacement::where))
        .anyMatch(
            where ->
                where instanceof Answer.InContainer in
                    && PHYSICAL.of(in.id()) == PHYSICAL.of(container));
  }
}
