package org.stowbench.scorer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stowbench.scorer.metrics.ColumnSums;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.statistics.ClusterBootstrap;
import org.stowbench.scorer.statistics.ClusterEstimate;
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.Grouping;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.Ratio;
import org.stowbench.scorer.statistics.Statistic;
import org.stowbench.scorer.statistics.Uncertainty;

/**
 * Metrics over some queries, with intervals over their households. All figures of metrics are made
 * here, so that the same metric over the same queries has the same interval wherever it is shown.
 */
final class HouseholdFigures {

  /** Fixed, so that the same predictions have the same intervals everywhere. */
  static final long SEED = 20_251_223;

  /** Of fewer queries than these, threads take longer to begin than to compute. */
  private static final int FEW = 5_000;

  /** Of more queries than these, the columns of several metrics at once would fill memory. */
  private static final int MANY = 250_000;

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
    Grouping grouping = Grouping.of(households);
    List<Optional<Uncertainty>> drawn = drawn(grouping, outcomes);
    IntStream each = IntStream.range(0, metrics.size());
    boolean together = outcomes.size() >= FEW && outcomes.size() <= MANY;
    List<Figure> made =
        (together ? each.parallel() : each)
            .mapToObj(m -> figure(metrics.get(m), drawn.get(m), grouping, outcomes))
            .toList();
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (int m = 0; m < metrics.size(); m++) {
      figures.put(metrics.get(m).name(), made.get(m));
    }
    return figures;
  }

  /** Of each metric what draws say, which all of them share; empty where nobody asked for draws. */
  private List<Optional<Uncertainty>> drawn(Grouping households, List<Outcome> outcomes) {
    if (method.filter(m -> ClusterBootstrap.draws(m, households)).isEmpty()) {
      return Collections.nCopies(metrics.size(), Optional.empty());
    }
    double[][] byColumn = new double[columns.width()][outcomes.size()];
    for (int query = 0; query < outcomes.size(); query++) {
      double[] row = columns.row(outcomes.get(query));
      for (int column = 0; column < row.length; column++) {
        byColumn[column][query] = row[column];
      }
    }
    List<Statistic> statistics = metrics.stream().map(columns::statistic).toList();
    return ClusterBootstrap.uncertainties(
            Clusters.sum(households, byColumn), statistics, method.get(), SEED)
        .stream()
        .map(Optional::of)
        .toList();
  }

  private Figure figure(
      Metric metric, Optional<Uncertainty> drawn, Grouping households, List<Outcome> outcomes) {
    double[] over = metric.numerators(outcomes);
    double[] under = metric.denominators(outcomes);
    ClusterEstimate estimate = ClusterEstimate.ratio(households, over, under);
    return Figure.of(
        estimate.value(),
        drawn.orElseGet(() -> uncertainty(metric, estimate, households, over, under)));
  }

  private Uncertainty uncertainty(
      Metric metric, ClusterEstimate estimate, Grouping households, double[] over, double[] under) {
    if (method.isEmpty()) {
      return Uncertainty.NOT_ASKED;
    }
    Uncertainty usual = estimate.uncertainty(metric.highest());
    return switch (method.get()) {
      case KORN_GRAUBARD, GAMMA, STUDENT_T -> usual;
      case PERCENTILE, BCA -> estimate.asIfDrawn(method.get(), 0, metric.highest());
      case WILSON ->
          Optional.of(metric)
              .filter(Metric::isOfTwoColumns)
              .flatMap(m -> new Ratio(0, 1).wilson(Clusters.sum(households, over, under)))
              .map(interval -> Uncertainty.of(IntervalMethod.WILSON, interval))
              .orElse(usual);
    };
  }
}
