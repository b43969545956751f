package org.stowbench.scorer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.scorer.metrics.ColumnSums;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.statistics.ClusterBootstrap;
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.Interval;
import org.stowbench.scorer.statistics.IntervalMethod;
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

  private final List<Metric> metrics;
  private final ColumnSums columns;
  private final Optional<IntervalMethod> method;

  /**
   * A way to compute figures. Under {@code WILSON}, a metric that is no share of one trial a
   * household has a percentile interval.
   *
   * @param metrics what to compute
   * @param method how the intervals are made; empty for none
   */
  HouseholdBootstrap(List<Metric> metrics, Optional<IntervalMethod> method) {
    this.metrics = metrics;
    this.columns = ColumnSums.of(metrics);
    this.method = method;
  }

  /**
   * The metrics of some queries with their intervals, by name.
   *
   * @param households the household of each query
   * @param outcomes of the same queries
   * @param resamples how many draws, a multiple of 500
   * @param seed of the draws
   */
  Map<String, Figure> figures(
      List<String> households, List<Outcome> outcomes, int resamples, long seed) {
    Clusters clusters = sums(households, outcomes);
    List<Statistic> statistics = metrics.stream().map(columns::statistic).toList();
    List<Optional<Interval>> intervals =
        method.isPresent()
            ? intervals(statistics, clusters, method.get(), resamples, seed)
            : Collections.nCopies(metrics.size(), Optional.empty());
    double[] totals = clusters.totals();
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (int m = 0; m < metrics.size(); m++) {
      figures.put(metrics.get(m).name(), Figure.of(statistics.get(m).of(totals), intervals.get(m)));
    }
    return figures;
  }

  private Clusters sums(List<String> households, List<Outcome> outcomes) {
    double[][] byColumn = new double[columns.width()][outcomes.size()];
    for (int query = 0; query < outcomes.size(); query++) {
      double[] row = columns.row(outcomes.get(query));
      for (int column = 0; column < row.length; column++) {
        byColumn[column][query] = row[column];
      }
    }
    return Clusters.sum(households, byColumn);
  }

  private List<Optional<Interval>> intervals(
      List<Statistic> statistics,
      Clusters clusters,
      IntervalMethod asked,
      int resamples,
      long seed) {
    if (asked != IntervalMethod.WILSON) {
      return ClusterBootstrap.intervals(clusters, statistics, asked, resamples, seed);
    }
    List<Optional<Interval>> intervals =
        new ArrayList<>(
            ClusterBootstrap.intervals(
                clusters, statistics, IntervalMethod.PERCENTILE, resamples, seed));
    for (int m = 0; m < intervals.size(); m++) {
      Optional<Interval> bootstrap = intervals.get(m);
      intervals.set(
          m,
          columns
              .ratio(metrics.get(m))
              .flatMap(ratio -> ratio.wilson(clusters))
              .or(() -> bootstrap));
    }
    return intervals;
  }
}
