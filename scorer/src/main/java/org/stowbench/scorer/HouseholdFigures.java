package org.stowbench.scorer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.scorer.metrics.ColumnSums;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.statistics.ClusterBootstrap;
import org.stowbench.scorer.statistics.ClusterEstimate;
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.Statistic;
import org.stowbench.scorer.statistics.Uncertainty;

/**
 * Metrics over some queries, with intervals over their households. All figures of metrics are made
 * here, so that the same metric over the same queries has the same interval wherever it is shown.
 */
final class HouseholdFigures {

  /** Fixed, so that the same predictions have the same intervals everywhere. */
  private static final long SEED = 20_251_223;

  private final List<Metric> metrics;
  private final ColumnSums columns;
  private final Optional<IntervalMethod> method;

  /**
   * A way to compute figures.
   *
   * @param metrics what to compute
   * @param method how the intervals are made; empty for none
   */
  HouseholdFigures(List<Metric> metrics, Optional<IntervalMethod> method) {
    this.metrics = metrics;
    this.columns = ColumnSums.of(metrics);
    this.method = method;
  }

  /**
   * The metrics of some queries, by name.
   *
   * @param households the household of each query
   * @param outcomes of the same queries
   */
  Map<String, Figure> of(List<String> households, List<Outcome> outcomes) {
    List<Optional<Uncertainty>> asked = asked(households, outcomes);
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (int m = 0; m < metrics.size(); m++) {
      Metric metric = metrics.get(m);
      ClusterEstimate estimate =
          ClusterEstimate.ratio(
              households, metric.numerators(outcomes), metric.denominators(outcomes));
      Uncertainty uncertainty =
          asked.get(m).orElseGet(() -> estimate.uncertainty(metric.highest()));
      figures.put(metric.name(), Figure.of(estimate.value(), uncertainty));
    }
    return figures;
  }

  /** Of each metric what another method than the default says; empty where that has no say. */
  private List<Optional<Uncertainty>> asked(List<String> households, List<Outcome> outcomes) {
    if (method.isEmpty()) {
      return Collections.nCopies(metrics.size(), Optional.of(Uncertainty.NOT_ASKED));
    }
    return switch (method.get()) {
      case KORN_GRAUBARD, GAMMA, STUDENT_T -> Collections.nCopies(metrics.size(), Optional.empty());
      case PERCENTILE, BCA -> drawn(sums(households, outcomes), method.get());
      case WILSON -> {
        Clusters sums = sums(households, outcomes);
        yield metrics.stream().map(metric -> wilson(metric, sums)).toList();
      }
    };
  }

  private List<Optional<Uncertainty>> drawn(Clusters sums, IntervalMethod bootstrap) {
    List<Statistic> statistics = metrics.stream().map(columns::statistic).toList();
    return ClusterBootstrap.uncertainties(sums, statistics, bootstrap, SEED).stream()
        .map(Optional::of)
        .toList();
  }

  private Optional<Uncertainty> wilson(Metric metric, Clusters sums) {
    return columns
        .ratio(metric)
        .flatMap(ratio -> ratio.wilson(sums))
        .map(interval -> Uncertainty.of(IntervalMethod.WILSON, interval));
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
}
