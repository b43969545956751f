package org.stowbench.report;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.stowbench.scorer.comparison.Comparer;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.comparison.ComparisonFamily;
import org.stowbench.scorer.metrics.Metric;

/**
 * Who is best by a metric, and who cannot be told from the best.
 *
 * @param best the labels of those with the best figure
 * @param tied the labels of others, whose difference from the best may be chance
 * @param family all pairs of those that have the figure; empty where they cannot be compared
 */
record MetricStanding(Set<String> best, Set<String> tied, Optional<ComparisonFamily> family) {

  MetricStanding {
    best = Set.copyOf(best);
    tied = Set.copyOf(tied);
  }

  static MetricStanding of(List<ReportedRun> runs, Metric metric) {
    List<ReportedRun> measured =
        runs.stream().filter(run -> value(run, metric).isPresent()).toList();
    double top =
        measured.stream()
            .mapToDouble(run -> value(run, metric).getAsDouble())
            .reduce((a, b) -> metric.direction().advantage(a, b) >= 0 ? a : b)
            .orElse(Double.NaN);
    Set<String> best = new HashSet<>();
    for (ReportedRun run : measured) {
      if (value(run, metric).getAsDouble() == top) {
        best.add(run.label());
      }
    }
    Optional<ComparisonFamily> family = compared(measured, metric);
    Set<String> tied = new HashSet<>();
    for (ReportedRun run : measured) {
      boolean chance =
          best.stream()
              .flatMap(one -> family.flatMap(all -> all.between(one, run.label())).stream())
              .anyMatch(pair -> !pair.isToldApart());
      if (chance && !best.contains(run.label())) {
        tied.add(run.label());
      }
    }
    return new MetricStanding(best, tied, family);
  }

  private static OptionalDouble value(ReportedRun run, Metric metric) {
    return run.scored().scorecard().has(metric)
        ? run.scored().scorecard().figure(metric).value()
        : OptionalDouble.empty();
  }

  private static Optional<ComparisonFamily> compared(List<ReportedRun> runs, Metric metric) {
    if (runs.size() < 2 || runs.stream().anyMatch(run -> !run.scored().perQuery().has(metric))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Comparer.of(metric).allPairs(runs.stream().map(ReportedRun::scored).toList()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // of two, no query is in common, or in those the metric is undefined
    }
  }

  /** All pairs, the better first. */
  List<Comparison> pairs() {
    return family.stream()
        .flatMap(all -> all.comparisons().stream())
        .map(pair -> pair.difference() == 0 || pair.firstIsBetter() ? pair : pair.reversed())
        .toList();
  }
}
