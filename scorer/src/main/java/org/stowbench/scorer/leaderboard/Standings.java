package org.stowbench.scorer.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.metrics.Direction;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.ClusterBootstrap;
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.Interval;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.Statistic;

/**
 * Who is better than whom, beyond doubt: where the 95 % interval of the paired difference lies
 * wholly on one side of 0. The difference is over the same queries, and the interval a percentile
 * bootstrap over households; all pairs share the draws. Unlike in a {@link
 * org.stowbench.scorer.comparison.Comparer}, a query that one of them left out counts, as wrong.
 */
final class Standings {

  /** Fixed, so that the same predictions stand alike everywhere. */
  private static final long SEED = 20_251_223;

  private final boolean[][] better;

  private Standings(boolean[][] better) {
    this.better = better;
  }

  /**
   * Compares every pair.
   *
   * @param runs over the queries of {@code index}
   * @param metric one that all runs have and that is a ratio of sums
   */
  static Standings of(QueryIndex index, List<ScoredRun> runs, Metric metric) {
    int n = runs.size();
    Clusters households = households(index, runs, metric);
    List<Statistic> differences = new ArrayList<>();
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        int first = 2 * a;
        int second = 2 * b;
        differences.add(sums -> sums[first] / sums[first + 1] - sums[second] / sums[second + 1]);
      }
    }
    List<Optional<Interval>> intervals =
        ClusterBootstrap.intervals(
            households, differences, IntervalMethod.PERCENTILE, ClusterBootstrap.RESAMPLES, SEED);
    boolean higher = metric.direction() == Direction.HIGHER_IS_BETTER;
    boolean[][] better = new boolean[n][n];
    int pair = 0;
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        Optional<Interval> interval = intervals.get(pair++);
        boolean above = interval.filter(i -> i.low() > 0).isPresent();
        boolean below = interval.filter(i -> i.high() < 0).isPresent();
        better[a][b] = higher ? above : below;
        better[b][a] = higher ? below : above;
      }
    }
    return new Standings(better);
  }

  /** A household a cluster; of each run what it adds above and below the metric's line. */
  private static Clusters households(QueryIndex index, List<ScoredRun> runs, Metric metric) {
    double[][] columns = new double[2 * runs.size()][];
    for (int r = 0; r < runs.size(); r++) {
      columns[2 * r] = runs.get(r).perQuery().numerators(metric);
      columns[2 * r + 1] = runs.get(r).perQuery().denominators(metric);
    }
    return Clusters.sum(index.queries().stream().map(q -> q.household().id()).toList(), columns);
  }

  /** Which runs are better than this one beyond doubt, by their places. */
  List<Integer> ahead(int run) {
    List<Integer> ahead = new ArrayList<>();
    for (int other = 0; other < better.length; other++) {
      if (better[other][run]) {
        ahead.add(other);
      }
    }
    return ahead;
  }
}
