package org.stowbench.scorer;

import java.util.ArrayList;
import java.util.Collections;
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
   * @param method how the intervals are made; empty for none
   * @param resamples how many draws, a multiple of 500
   * @param seed of the draws
   */
  static List<Figure> figures(
      List<Metric> metrics,
      Clusters households,
      Optional<IntervalMethod> method,
      int resamples,
      long seed) {
    List<Optional<Interval>> intervals =
        method.isPresent()
            ? intervals(metrics, households, method.get(), resamples, seed)
            : Collections.nCopies(metrics.size(), Optional.empty());
    double[] totals = households.totals();
    List<Figure> figures = new ArrayList<>();
    for (int m = 0; m < intervals.size(); m++) {
      figures.add(Figure.of(metrics.get(m).value(totals), intervals.get(m)));
    }
    return figures;
  }

  private static List<Optional<Interval>> intervals(
      List<Metric> metrics, Clusters households, IntervalMethod method, int resamples, long seed) {
    List<Statistic> statistics = metrics.stream().map(metric -> (Statistic) metric::value).toList();
    if (method != IntervalMethod.WILSON) {
      return ClusterBootstrap.intervals(households, statistics, method, resamples, seed);
    }
    List<Optional<Interval>> intervals =
        ClusterBootstrap.intervals(
            households, statistics, IntervalMethod.PERCENTILE, resamples, seed);
    for (int m = 0; m < intervals.size(); m++) {
      Optional<Interval> bootstrap = intervals.get(m);
      intervals.set(m, wilson(metrics.get(m), households).or(() -> bootstrap));
    }
    return intervals;
  }

  private static Optional<Interval> wilson(Metric metric, Clusters households) {
    return metric.numerators().length == 1 && metric.denominators().length == 1
        ? new Ratio(metric.numerators()[0], metric.denominators()[0]).wilson(households)
        : Optional.empty();
  }
}
