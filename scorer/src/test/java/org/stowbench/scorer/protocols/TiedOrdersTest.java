package org.stowbench.scorer.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.PerQueryFigures;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.SmallRuns;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.testing.TestKitchens;

/** Exact expectations against the mean over every single order. */
class TiedOrdersTest {

  /** Two drawers that the detector saw twice and three times, two seen once, one without area. */
  private static final Scene SCENE =
      TestKitchens.scene(
          "kitchen",
          Region.box(0, 0, 100, 50),
          Region.box(1, 0, 100, 50),
          Region.box(200, 0, 300, 50),
          Region.box(200, 1, 300, 50),
          Region.box(200, 2, 300, 50),
          Region.box(400, 0, 500, 50),
          Region.box(600, 0, 700, 50),
          Region.of(5, 5));

  private record Tried(Truth truth, List<Answer> answers) {}

  @Provide
  Arbitrary<Tried> tried() {
    List<Answer> all = new ArrayList<>();
    IntStream.range(0, 8).forEach(id -> all.add(Answer.container(id)));
    all.add(Answer.NOT_HERE);
    List<Truth> truths = new ArrayList<>(all.stream().map(Truth::of).toList());
    truths.addAll(List.of(Truth.in(0, 2), Truth.in(3, 5, 7), Truth.in(0, 1, 4, 6)));
    all.add(Answer.region(Region.box(1000, 0, 1010, 50)));
    all.add(Answer.region(Region.box(402, 0, 500, 50)));
    return Combinators.combine(
            Arbitraries.of(truths), Arbitraries.subsetOf(all).ofMinSize(1).ofMaxSize(6))
        .as((truth, answers) -> new Tried(truth, List.copyOf(new ArrayList<>(answers))));
  }

  @Property(tries = 120)
  void everyMetricIsItsMeanOverAllOrders(@ForAll("tried") Tried tried) {
    LabeledQuery query = TestKitchens.query("q", SCENE, "Whisk", "home", tried.truth());
    Scoring scoring = SmallRuns.scoring(Protocol.CONSISTENT, query);
    List<List<Answer>> orders = SmallRuns.orders(tried.answers());

    PerQueryFigures exact = score(scoring, tried.answers(), Ranking.Order.TIED);

    double[] means = new double[exact.metrics().size()];
    for (List<Answer> order : orders) {
      PerQueryFigures one = score(scoring, order, Ranking.Order.STRICT);
      for (int m = 0; m < means.length; m++) {
        means[m] += one.numerators(exact.metrics().get(m))[0] / orders.size();
      }
    }
    for (int m = 0; m < means.length; m++) {
      Metric metric = exact.metrics().get(m);
      assertThat(exact.numerators(metric)[0]).as(metric.name()).isCloseTo(means[m], within(1e-10));
    }
  }

  private static PerQueryFigures score(Scoring scoring, List<Answer> answers, Ranking.Order order) {
    Ranking ranking =
        new Ranking(answers.stream().map(RankedAnswer::of).toList(), Ranking.Scores.NONE, order);
    return SmallRuns.run(scoring, Prediction.of("q", ranking)).perQuery();
  }

  @Test
  void answersOfOneWeightEachMakeEveryRankAsLikely() {
    int[] rivals = new int[60];
    Arrays.fill(rivals, 1);

    double[] ranks = new TiedOrders(new int[] {1}, rivals, true, 2, false).ranks();

    assertThat(ranks).hasSize(64);
    assertThat(Arrays.stream(ranks).boxed())
        .allSatisfy(p -> assertThat(p).isCloseTo(1.0 / 64, within(1e-13)));
  }

  @Property(tries = 60)
  void ranksAreADistributionWhoseMeanIsTheExpectedRank(
      @ForAll @IntRange(min = 1, max = 30) int truth,
      @ForAll List<@IntRange(min = 1, max = 30) Integer> rivals) {
    TiedOrders orders =
        new TiedOrders(
            new int[] {truth},
            rivals.stream().mapToInt(Integer::intValue).limit(40).toArray(),
            true,
            1,
            false);

    double[] ranks = orders.ranks();

    assertThat(Arrays.stream(ranks).sum()).isCloseTo(1, within(1e-11));
    double mean = IntStream.range(0, ranks.length).mapToDouble(j -> (j + 1) * ranks[j]).sum();
    assertThat(mean).isCloseTo(orders.rank(), within(1e-9));
  }
}
