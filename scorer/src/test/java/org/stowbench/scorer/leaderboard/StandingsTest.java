package org.stowbench.scorer.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.comparison.Comparer;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.comparison.ComparisonFamily;
import org.stowbench.scorer.metrics.Direction;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.testing.TestKitchens;

class StandingsTest {

  /** An item in the first of four drawers. */
  private static Scoring scoring(int queries, int perHousehold) {
    List<LabeledQuery> labeled =
        IntStream.range(0, queries)
            .mapToObj(
                i ->
                    TestKitchens.query(
                        "q" + i,
                        TestKitchens.row("row" + i, 4),
                        "whisk",
                        "h" + i / perHousehold,
                        Answer.container(0)))
            .toList();
    return Scoring.of(
            QueryIndex.of(TestKitchens.dataset("small:eval", labeled)), Protocol.CONSISTENT)
        .withoutIntervals();
  }

  /** Entries of any skill, some of which leave queries out. */
  private static List<ScoredRun> board(long seed, int entries, int queries) {
    Random random = new Random(seed);
    Scoring scoring = scoring(queries, 2);
    List<ScoredRun> runs = new ArrayList<>();
    for (int e = 0; e < entries; e++) {
      double skill = random.nextDouble();
      boolean partial = random.nextInt(3) == 0;
      List<Prediction> predictions = new ArrayList<>();
      for (int i = 0; i < queries; i++) {
        int container = random.nextDouble() < skill ? 0 : 1 + random.nextInt(3);
        if (!partial || random.nextInt(4) > 0 || i == 0) {
          predictions.add(Prediction.of("q" + i, Ranking.of(Answer.container(container))));
        }
      }
      runs.add(scoring.score("e" + e, predictions.stream()));
    }
    return runs;
  }

  private static double value(ScoredRun run, Metric metric) {
    return run.scorecard().figure(metric).value().orElseThrow();
  }

  @Property(tries = 30)
  void aBetterValueNeverHasAWorseRankAndTheRangeHoldsThePlainOne(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int entries) {
    List<ScoredRun> runs = board(seed, entries, 24);
    for (Metric metric : List.of(Metrics.HIT_1, Metrics.OPENINGS)) {
      Direction direction = metric.direction();
      Standings standings = Standings.of(runs, metric);
      for (int a = 0; a < entries; a++) {
        Ranks ranks = standings.ranks(a);
        double mine = value(runs.get(a), metric);
        int plain =
            1
                + (int)
                    runs.stream()
                        .filter(other -> direction.advantage(value(other, metric), mine) > 1e-6)
                        .count();
        assertThat(plain).isBetween(ranks.best(), ranks.worst());
        assertThat(ranks.worst()).isLessThanOrEqualTo(entries);
        for (int b = 0; b < entries; b++) {
          if (direction.advantage(mine, value(runs.get(b), metric)) >= 0) {
            assertThat(ranks.best()).isLessThanOrEqualTo(standings.ranks(b).best());
            assertThat(ranks.worst()).isLessThanOrEqualTo(standings.ranks(b).worst());
          }
        }
      }
    }
  }

  @Property(tries = 30)
  void aRankNeverSaysMoreThanTheComparison(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int entries) {
    List<ScoredRun> runs = board(seed, entries, 30);
    Standings standings = Standings.of(runs, Metrics.HIT_1);
    ComparisonFamily family = Comparer.of(Metrics.HIT_1).countingMissing().allPairs(runs);

    for (int e = 0; e < entries; e++) {
      int better = 0;
      int worse = 0;
      for (int other = 0; other < entries; other++) {
        if (other != e) {
          Comparison comparison = family.between("e" + e, "e" + other).orElseThrow();
          worse += comparison.isToldApart() && comparison.firstIsBetter() ? 1 : 0;
          better += comparison.isToldApart() && comparison.difference() < 0 ? 1 : 0;
        }
      }
      assertThat(standings.ranks(e).best()).isLessThanOrEqualTo(1 + better);
      assertThat(standings.ranks(e).worst()).isGreaterThanOrEqualTo(entries - worse);
      assertThat(standings.ahead(e)).hasSize(better);
    }
  }

  /** Any tests at all, even such as contradict the values and each other. */
  @Property
  void rangesAreMonotoneWhateverTheTestsSay(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int entries) {
    Random random = new Random(seed);
    double[] goodness = random.ints(entries, 0, 5).asDoubleStream().toArray();
    boolean[][] better = new boolean[entries][entries];
    for (boolean[] row : better) {
      for (int i = 0; i < entries; i++) {
        row[i] = random.nextBoolean();
      }
    }
    Standings standings = new Standings(goodness, better);

    for (int a = 0; a < entries; a++) {
      double mine = goodness[a];
      Ranks ranks = standings.ranks(a);
      int above = (int) IntStream.range(0, entries).filter(i -> goodness[i] > mine).count();
      assertThat(1 + above).isBetween(ranks.best(), ranks.worst());
      for (int b = 0; b < entries; b++) {
        if (mine >= goodness[b]) {
          assertThat(ranks.best()).isLessThanOrEqualTo(standings.ranks(b).best());
          assertThat(ranks.worst()).isLessThanOrEqualTo(standings.ranks(b).worst());
        }
      }
    }
  }

  @Test
  void ofTwoTheBetterIsNotBehindSinceItAloneIsToldApartFromTheBest() {
    boolean[][] better = new boolean[3][3];
    better[0][1] = true;

    Standings standings = new Standings(new double[] {0.9, 0.24, 0.23}, better);

    assertThat(standings.ahead(1)).containsExactly(0);
    assertThat(IntStream.range(0, 3).mapToObj(e -> standings.ranks(e).text()))
        .containsExactly("1-2", "1-3", "1-3");
  }

  @Test
  void threeOfThreeAgainstNoneIsNotBeyondDoubt() {
    Scoring scoring = scoring(3, 1);
    List<ScoredRun> runs =
        IntStream.range(0, 2)
            .mapToObj(
                container ->
                    scoring.score(
                        "always " + container,
                        IntStream.range(0, 3)
                            .mapToObj(
                                i ->
                                    Prediction.of(
                                        "q" + i, Ranking.of(Answer.container(container))))))
            .toList();

    // Of the 8 swaps, 2 are as extreme: p is 0.25, as compare says.
    assertThat(Standings.of(runs, Metrics.HIT_1).ranks(0)).isEqualTo(new Ranks(1, 2));
    assertThat(Standings.of(runs, Metrics.HIT_1).ranks(1)).isEqualTo(new Ranks(1, 2));
  }
}
