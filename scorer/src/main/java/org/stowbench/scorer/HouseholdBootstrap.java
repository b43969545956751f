package org.stowbench.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.scorer.statistics.ClusterBootstrap;
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.Interval;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.Ratio;
import org.stowbench.scorer.statistics.Statistic;

/** Metrics with intervals: households are drawn with replacement, each with all its queries. */
final class HouseholdBootstrap {

  /** Draws for the figures of a whole split. */
  static final int RESAMPLES = ClusterBootstrap.RESAMPLES;

  /**
   * Draws for the figures of one item. There are many items, and with these the ends of an interval
   * are still known to about 3 % of its half width (standard error of a normal's 2.5th percentile).
   */
  static final int RESAMPLES_BY_ITEM = 2_000;

  private HouseholdBootstrap() {}

  /**
   * The metrics with their intervals. Under {@code WILSON}, a metric that is no share of one trial
   * a household has a percentile interval.
   *
   * @param metrics what to compute
   * @param households the column sums of each household
   * @param method how the intervals are made
   * @param resamples how many draws, a multiple of 500
   * @param seed of the draws
   */
  static List<Figure> figures(
      List<Metric> metrics, Clusters households, IntervalMethod method, int resamples, long seed) {
    double[] totals = households.totals();
    List<Statistic> statistics = metrics.stream().map(metric -> (Statistic) metric::value).toList();
    boolean wilson = method == IntervalMethod.WILSON;
    List<Optional<Interval>> intervals =
        ClusterBootstrap.intervals(
            households, statistics, wilson ? IntervalMethod.PERCENTILE : method, resamples, seed);
    List<Figure> figures = new ArrayList<>();
    for (int m = 0; m < intervals.size(); m++) {
      Metric metric = metrics.get(m);
      Optional<Interval> bootstrap = intervals.get(m);
      figures.add(
          Figure.of(
              metric.value(totals),
              wilson ? wilson(metric, households).or(() -> bootstrap) : bootstrap));
    }
    return figures;
  }

  private static Optional<Interval> wilson(Metric metric, Clusters households) {
    return metric.numerators().length == 1 && metric.denominators().length == 1
        ? new Ratio(metric.numerators()[0], metric.denominators()[0]).wilson(households)
        : Optional.empty();
  }
}
