package org.stowbench.scorer.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.comparison.Comparer;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.comparison.ComparisonFamily;
import org.stowbench.scorer.metrics.Metric;

/**
 * Who is better than whom beyond doubt, and which ranks that allows.
 *
 * <p>Beyond doubt is what a {@link Comparer} tells apart, by a permutation test over households
 * that is corrected for all pairs (Holm), on all queries: one without a prediction counts, as
 * wrong, as it does in the value. So with 95 % confidence no pair at all is put the wrong way
 * round, and all ranges of ranks hold at once: from 1 and the number of entries that are better
 * beyond doubt, to the number of entries less those that are worse (Klein, Wright and Wieczorek, A
 * joint confidence region for an overall ranking of populations, 2020).
 *
 * <p>Paired tests need not agree with the order of the values: of two entries, the better one may
 * be the one that is told apart from the best, since it errs elsewhere. Where that is so, ranges
 * are widened until a better value has no worse rank at either end; they never say more for it.
 */
final class Standings {

  private final double[] goodness;
  private final boolean[][] better;

  /**
   * Standings of entries.
   *
   * @param goodness of each, higher is better
   * @param apart whether a test tells the first from the second beyond doubt; the one of higher
   *     goodness is the better one then, and neither is where that is equal
   */
  Standings(double[] goodness, boolean[][] apart) {
    this.goodness = goodness.clone();
    this.better = new boolean[goodness.length][goodness.length];
    for (int a = 0; a < goodness.length; a++) {
      for (int b = 0; b < goodness.length; b++) {
        this.better[a][b] = apart[a][b] && goodness[a] > goodness[b];
      }
    }
  }

  /**
   * Compares every pair.
   *
   * @param runs over the same queries, with names of their own
   * @param metric one that all runs have and that is a ratio of sums
   */
  static Standings of(List<ScoredRun> runs, Metric metric) {
    int n = runs.size();
    double[] goodness =
        runs.stream()
            .mapToDouble(
                run ->
                    metric
                        .direction()
                        .advantage(
                            LeaderboardJson.rounded(
                                run.scorecard().figure(metric).value().orElseThrow()),
                            0))
            .toArray();
    boolean[][] apart = new boolean[n][n];
    if (n > 1) {
      ComparisonFamily family = Comparer.of(metric).countingMissing().allPairs(runs);
      for (Comparison comparison : family.comparisons()) {
        int first = family.predictors().indexOf(comparison.first());
        int second = family.predictors().indexOf(comparison.second());
        apart[first][second] = comparison.isToldApart();
        apart[second][first] = comparison.isToldApart();
      }
    }
    return new Standings(goodness, apart);
  }

  /** Which entries are better than this one beyond doubt, by their places. */
  List<Integer> ahead(int entry) {
    List<Integer> ahead = new ArrayList<>();
    for (int other = 0; other < better.length; other++) {
      if (better[other][entry]) {
        ahead.add(other);
      }
    }
    return ahead;
  }

  /** The ranks that an entry may have. */
  Ranks ranks(int entry) {
    int best =
        others(other -> goodness[other] <= goodness[entry])
            .map(other -> 1 + ahead(other).size())
            .min()
            .orElseThrow();
    int worst =
        others(other -> goodness[other] >= goodness[entry])
            .map(other -> better.length - behind(other))
            .max()
            .orElseThrow();
    return new Ranks(best, worst);
  }

  /** The entries, this one among them, of which something is so. */
  private IntStream others(IntPredicate which) {
    return IntStream.range(0, better.length).filter(which);
  }

  private int behind(int entry) {
    return (int) others(other -> better[entry][other]).count();
  }
}
