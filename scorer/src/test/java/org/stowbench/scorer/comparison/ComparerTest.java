package org.stowbench.scorer.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.McNemar;
import org.stowbench.testing.TestKitchens;

class ComparerTest {

  private static final Scene ROW = TestKitchens.row("row", 4);

  /** The item is always in the first drawer; two queries a household. */
  private static Scoring scoring(int queries) {
    List<LabeledQuery> labeled =
        IntStream.range(0, queries)
            .mapToObj(
                i -> TestKitchens.query("q" + i, ROW, "whisk", "h" + i / 2, Answer.container(0)))
            .toList();
    return Scoring.of(
            QueryIndex.of(TestKitchens.dataset("small:eval", labeled)), Protocol.CONSISTENT)
        .withoutIntervals();
  }

  /** A run that answers each query with this container; below 0 it has no prediction. */
  private static ScoredRun run(Scoring scoring, String name, IntFunction<Integer> container) {
    List<Prediction> predictions = new ArrayList<>();
    List<LabeledQuery> queries = scoring.index().queries();
    for (int i = 0; i < queries.size(); i++) {
      if (container.apply(i) >= 0) {
        predictions.add(
            Prediction.of(
                queries.get(i).query(), Ranking.of(Answer.container(container.apply(i)))));
      }
    }
    return scoring.score(name, predictions.stream());
  }

  @Test
  void aPairIsComparedInEveryWay() {
    Scoring scoring = scoring(40);
    ScoredRun good = run(scoring, "good", i -> i < 30 ? 0 : 1);
    ScoredRun bad = run(scoring, "bad", i -> i >= 24 && i < 34 ? 0 : 1);

    Comparison comparison =
        Comparer.of(Metrics.HIT_1).allPairs(List.of(good, bad)).comparisons().get(0);

    assertThat(comparison.firstValue()).isEqualTo(0.75);
    assertThat(comparison.secondValue()).isEqualTo(0.25);
    assertThat(comparison.difference()).isEqualTo(0.5);
    assertThat(comparison.queries()).isEqualTo(40);
    assertThat(comparison.households()).isEqualTo(20);
    assertThat(comparison.tally()).contains(new Tally(24, 12, 4));
    assertThat(comparison.mcNemar()).contains(McNemar.of(24, 4));
    // 14 households differ, by two queries each: 12 for the one, 2 for the other. A swap is as
    // extreme with at most 2 on either side: 2 (1 + 14 + 91) of 2^14.
    assertThat(comparison.permutation().exact()).isTrue();
    assertThat(comparison.permutation().p()).isEqualTo(2 * 106.0 / (1 << 14));
    assertThat(comparison.interval().orElseThrow().contains(0.5)).isTrue();
    assertThat(comparison.isToldApart()).isTrue();
    assertThat(comparison.hedgesG().getAsDouble())
        .isCloseTo(0.5 / Math.sqrt(0.1875 * 40 / 39) * (1 - 3.0 / 311), within(1e-12));
  }

  @Test
  void onlyQueriesThatBothHaveCount() {
    Scoring scoring = scoring(20);
    ScoredRun all = run(scoring, "all", i -> 0);
    ScoredRun half = run(scoring, "half", i -> i < 10 ? 0 : -1);

    Comparison comparison =
        Comparer.of(Metrics.HIT_1).allPairs(List.of(all, half)).comparisons().get(0);

    assertThat(comparison.queries()).isEqualTo(10);
    assertThat(comparison.households()).isEqualTo(5);
    assertThat(comparison.difference()).isZero();
    assertThat(comparison.basis()).isEqualTo(new Basis(10, 5, 20, 10, 10, 0));
    assertThat(ComparisonWords.of(comparison))
        .isEqualTo(
            "all and half have the same hit@1, query by query on 10 of 20 queries, 5 of 10"
                + " households (half has no prediction for 10 that all has)");
    assertThat(ComparisonWords.of(comparison.reversed())).contains("half has no prediction for 10");
  }

  @Test
  void whatNeitherHasIsSaidToo() {
    Scoring scoring = scoring(20);
    ScoredRun good = run(scoring, "good", i -> i < 10 ? 0 : -1);
    ScoredRun bad = run(scoring, "bad", i -> i < 10 ? 1 : -1);

    Comparison comparison =
        Comparer.of(Metrics.HIT_1).allPairs(List.of(good, bad)).comparisons().get(0);

    assertThat(comparison.basis()).isEqualTo(new Basis(10, 5, 20, 10, 0, 0));
    assertThat(ComparisonWords.of(comparison))
        .contains(" on 10 of 20 queries, 5 of 10 households (neither has one for 10)");
  }

  @Test
  void whatIsMissingCountsAsWrongWhereThatIsAskedFor() {
    Scoring scoring = scoring(20);
    ScoredRun all = run(scoring, "all", i -> 0);
    ScoredRun half = run(scoring, "half", i -> i < 10 ? 0 : -1);

    Comparison comparison =
        Comparer.of(Metrics.HIT_1)
            .countingMissing()
            .allPairs(List.of(all, half))
            .comparisons()
            .get(0);

    assertThat(comparison.basis().isWhole()).isTrue();
    assertThat(comparison.difference()).isEqualTo(0.5);
  }

  @Test
  void onePointIsNoPoints() {
    Scoring scoring = scoring(200);
    ScoredRun good = run(scoring, "good", i -> i < 102 ? 0 : 1);
    ScoredRun bad = run(scoring, "bad", i -> i < 40 || i >= 140 ? 0 : 1);

    assertThat(words(Metrics.HIT_1, good, bad)).contains("good finds 1 point more [");
  }

  @Test
  void pairsWithoutACommonQueryAreRefused() {
    Scoring scoring = scoring(4);
    ScoredRun first = run(scoring, "first", i -> i < 2 ? 0 : -1);
    ScoredRun second = run(scoring, "second", i -> i < 2 ? -1 : 0);

    assertThatThrownBy(() -> Comparer.of(Metrics.HIT_1).allPairs(List.of(first, second)))
        .hasMessage("first and second have no query in common");
  }

  @Test
  void aFamilyIsCorrectedAsAWhole() {
    Scoring scoring = scoring(40);
    ScoredRun best = run(scoring, "best", i -> 0);
    ScoredRun middle = run(scoring, "middle", i -> i < 30 ? 0 : 1);
    ScoredRun worst = run(scoring, "worst", i -> 1);

    ComparisonFamily family = Comparer.of(Metrics.HIT_1).allPairs(List.of(best, middle, worst));

    assertThat(family.comparisons()).hasSize(3);
    Comparison close = family.between("best", "middle").orElseThrow();
    // The largest p of three is not corrected further, 5 households of one sign: 2 / 2^5.
    assertThat(close.permutation().p()).isEqualTo(2.0 / 32);
    assertThat(close.adjustedP()).isEqualTo(2.0 / 32);
    Comparison far = family.between("best", "worst").orElseThrow();
    assertThat(far.adjustedP()).isEqualTo(3 * far.permutation().p());
    assertThat(family.between("worst", "best").orElseThrow().difference()).isEqualTo(-1);
  }

  @Test
  void againstABaselineItIsTheSecondOfEachPair() {
    Scoring scoring = scoring(10);
    ScoredRun base = run(scoring, "base", i -> 1);
    ScoredRun one = run(scoring, "one", i -> 0);
    ScoredRun two = run(scoring, "two", i -> i % 2);

    ComparisonFamily family = Comparer.of(Metrics.HIT_1).against(base, List.of(one, two));

    assertThat(family.comparisons()).extracting(Comparison::first).containsExactly("one", "two");
    assertThat(family.comparisons()).extracting(Comparison::second).containsOnly("base");
  }

  @Test
  void theSentenceSaysWhoIsBetterByHowMuchAndWhatCannotBeTold() {
    Scoring scoring = scoring(40);
    ScoredRun good = run(scoring, "good", i -> i < 30 ? 0 : 1);
    ScoredRun bad = run(scoring, "bad", i -> i >= 24 && i < 34 ? 0 : 1);
    ScoredRun close = run(scoring, "close", i -> i < 28 ? 0 : 1);

    assertThat(words(Metrics.HIT_1, bad, good))
        .matches(
            "good finds 50 points more than bad \\[\\d+, \\d+]; with 40 queries a difference of \\d+"
                + " points is found in four studies of five");
    assertThat(words(Metrics.OPENINGS, good, bad))
        .matches("good opens \\d\\.\\d containers fewer than bad \\[.*");
    assertThat(words(Metrics.HIT_1, close, good))
        .matches(
            "good and close cannot be told apart: good finds 5 points more \\[-\\d+, \\d+]; with 40"
                + " queries a difference of \\d+ points is found in four studies of five, for this one"
                + " it takes \\d+");
  }

  private static String words(Metric metric, ScoredRun first, ScoredRun second) {
    return ComparisonWords.of(
        Comparer.of(metric).allPairs(List.of(first, second)).comparisons().get(0));
  }

  @Test
  void equallyLikedAnswersWinByTheirChances() {
    Scoring scoring = scoring(10);
    Ranking any =
        new Ranking(
            IntStream.range(0, 4).mapToObj(i -> RankedAnswer.of(Answer.container(i))).toList(),
            Ranking.Scores.NONE,
            Ranking.Order.TIED);
    List<LabeledQuery> queries = scoring.index().queries();
    ScoredRun chance =
        scoring.score(
            "chance", queries.stream().map(labeled -> Prediction.of(labeled.query(), any)));
    ScoredRun wrong = run(scoring, "wrong", i -> 1);

    Comparison comparison =
        Comparer.of(Metrics.HIT_1).allPairs(List.of(chance, wrong)).comparisons().get(0);

    assertThat(comparison.tally()).contains(new Tally(2.5, 7.5, 0));
    assertThat(comparison.mcNemar()).isEmpty();
  }

  @Test
  void theSameComparisonHasTheSameFigures() {
    Scoring scoring = scoring(100);
    List<ScoredRun> runs =
        List.of(run(scoring, "a", i -> i % 3), run(scoring, "b", i -> i % 4 == 0 ? 0 : 1));
    Comparer comparer = Comparer.of(Metrics.HIT_1).withIntervals(IntervalMethod.BCA);

    assertThat(comparer.allPairs(runs)).isEqualTo(comparer.allPairs(runs));
  }

  @Test
  void wrongUseIsRefused() {
    Scoring scoring = scoring(4);
    ScoredRun run = run(scoring, "run", i -> 0);

    assertThatThrownBy(() -> Comparer.of(Metrics.HIT_1).allPairs(List.of(run)))
        .hasMessageContaining("must be two or more");
    assertThatThrownBy(() -> Comparer.of(Metrics.HIT_1).allPairs(List.of(run, run)))
        .hasMessageContaining("names of their own");
    assertThatThrownBy(() -> Comparer.of(Metrics.FOUND).allPairs(List.of(run, run.named("other"))))
        .hasMessageContaining("no metric found: there are hit@1");
    assertThatThrownBy(
            () ->
                Comparer.of(Metrics.NOT_HERE_PRECISION).allPairs(List.of(run, run.named("other"))))
        .hasMessageContaining("not defined");
    assertThatThrownBy(() -> Comparer.of(Metrics.HIT_1).withIntervals(IntervalMethod.WILSON))
        .hasMessageContaining("korn_graubard, percentile or bca");
    assertThatThrownBy(() -> PaperComparison.of(run, run))
        .hasMessageContaining("under the paper's protocol");
  }
}
