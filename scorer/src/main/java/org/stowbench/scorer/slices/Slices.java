package org.stowbench.scorer.slices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.stowbench.predictor.Seeds;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.Ratio;

/**
 * A run's figures by slice. Intervals are Wilson's where the metric is a share and no household of
 * the slice has two queries, since a bootstrap of a few zeros is no interval; else they are
 * percentile bootstraps over households with 2,000 draws.
 *
 * @param predictor what the run is called
 * @param slicing what queries are told apart by
 * @param metric what is measured
 * @param slices the parts, in the slicing's order
 */
public record Slices(String predictor, String slicing, Metric metric, List<Slice> slices) {

  private static final long SEED = 20_251_225;
  private static final int RESAMPLES = 2_000;
  private static final Ratio RATIO = new Ratio(0, 1);

  public Slices {
    Objects.requireNonNull(predictor, "predictor");
    Objects.requireNonNull(slicing, "slicing");
    Objects.requireNonNull(metric, "metric");
    slices = List.copyOf(slices);
  }

  /**
   * Parts a run.
   *
   * @param metric one of {@link org.stowbench.scorer.PerQueryFigures#metrics()}
   * @throws IllegalArgumentException if the run has no such metric
   */
  public static Slices of(ScoredRun run, Metric metric, Slicing slicing) {
    double[] over = run.perQuery().numerators(metric);
    double[] under = run.perQuery().denominators(metric);
    Map<String, List<Integer>> parts = new TreeMap<>(shown(slicing.order()));
    for (int ordinal = 0; ordinal < over.length; ordinal++) {
      String slice = slicing.slice().apply(run.queries().get(ordinal).query());
      parts.computeIfAbsent(slice, s -> new ArrayList<>()).add(ordinal);
    }
    List<Slice> slices = new ArrayList<>();
    parts.forEach((name, ordinals) -> slices.add(slice(name, ordinals, run, over, under)));
    return new Slices(run.scorecard().predictor(), slicing.name(), metric, slices);
  }

  private static Comparator<String> shown(List<String> order) {
    return Comparator.<String>comparingInt(
            name -> order.contains(name) ? order.indexOf(name) : order.size())
        .thenComparing(Comparator.naturalOrder());
  }

  private static Slice slice(
      String name, List<Integer> ordinals, ScoredRun run, double[] over, double[] under) {
    Clusters households =
        Clusters.sum(
            ordinals.stream().map(o -> run.queries().get(o).query().household().id()).toList(),
            ordinals.stream().mapToDouble(o -> over[o]).toArray(),
            ordinals.stream().mapToDouble(o -> under[o]).toArray());
    double value = RATIO.of(households.totals());
    return new Slice(
        name,
        ordinals.size(),
        households.size(),
        Figure.of(
            value,
            RATIO.interval(
                households, IntervalMethod.WILSON, RESAMPLES, Seeds.derive(SEED, name))));
  }
}
