package org.stowbench.scorer.slices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.IntervalMethod;

/**
 * A run's figures by slice, the same as the scorecard's over the same queries.
 *
 * @param predictor what the run is called
 * @param slicing what queries are told apart by
 * @param metric what is measured
 * @param slices the parts, in the slicing's order
 */
public record Slices(String predictor, String slicing, Metric metric, List<Slice> slices) {

  public Slices {
    Objects.requireNonNull(predictor, "predictor");
    Objects.requireNonNull(slicing, "slicing");
    Objects.requireNonNull(metric, "metric");
    slices = List.copyOf(slices);
  }

  /**
   * Parts a run, with the intervals that scorecards have unless asked otherwise.
   *
   * @throws IllegalArgumentException as the other does
   */
  public static Slices of(ScoredRun run, Metric metric, Slicing slicing) {
    return of(run, metric, slicing, IntervalMethod.KORN_GRAUBARD);
  }

  /**
   * Parts a run.
   *
   * @param metric one of {@link org.stowbench.scorer.PerQueryFigures#metrics()}
   * @param method how intervals are made
   * @throws IllegalArgumentException if the run has no such metric
   */
  public static Slices of(ScoredRun run, Metric metric, Slicing slicing, IntervalMethod method) {
    Map<String, List<Integer>> parts = new TreeMap<>(shown(slicing.order()));
    for (int ordinal = 0; ordinal < run.queries().size(); ordinal++) {
      String slice = slicing.slice().apply(run.queries().get(ordinal).query());
      parts.computeIfAbsent(slice, s -> new ArrayList<>()).add(ordinal);
    }
    List<Slice> slices = new ArrayList<>();
    parts.forEach((name, ordinals) -> slices.add(slice(name, ordinals, run, metric, method)));
    return new Slices(run.scorecard().predictor(), slicing.name(), metric, slices);
  }

  private static Comparator<String> shown(List<String> order) {
    return Comparator.<String>comparingInt(
            name -> order.contains(name) ? order.indexOf(name) : order.size())
        .thenComparing(Comparator.naturalOrder());
  }

  private static Slice slice(
      String name, List<Integer> ordinals, ScoredRun run, Metric metric, IntervalMethod method) {
    return new Slice(
        name,
        ordinals.size(),
        (int)
            ordinals.stream()
                .map(ordinal -> run.queries().get(ordinal).query().household())
                .distinct()
                .count(),
        run.figure(metric, ordinals, method));
  }
}
