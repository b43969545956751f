package org.stowbench.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.IntervalMethod;

/**
 * One predictor, scored.
 *
 * @param scorecard the figures
 * @param queries every query of the split, in its order
 * @param perQuery what each metric is made of, for statistics over queries and households
 */
public record ScoredRun(Scorecard scorecard, List<QueryScore> queries, PerQueryFigures perQuery) {

  public ScoredRun {
    Objects.requireNonNull(scorecard, "scorecard");
    queries = List.copyOf(queries);
    Objects.requireNonNull(perQuery, "perQuery");
  }

  /**
   * The figure of a metric over some of the queries.
   *
   * @param metric one that {@link PerQueryFigures#has}
   * @param ordinals of the queries
   * @param method how its interval is made
   * @throws IllegalArgumentException if there is no such metric
   */
  public Figure figure(Metric metric, List<Integer> ordinals, IntervalMethod method) {
    perQuery.require(metric);
    // Repeats stand one after another: all of them count.
    List<Integer> asked = new ArrayList<>();
    for (int from = 0; from < perQuery.outcomes().size(); from += queries.size()) {
      for (int ordinal : ordinals) {
        asked.add(from + ordinal);
      }
    }
    return new HouseholdFigures(List.of(metric), Optional.of(method))
        .of(
            asked.stream()
                .map(o -> queries.get(o % queries.size()).query().household().id())
                .toList(),
            asked.stream().map(perQuery.outcomes()::get).toList())
        .get(metric.name());
  }

  /** The same run by another name, such as one that tells it from another of its predictor. */
  public ScoredRun named(String predictor) {
    return new ScoredRun(scorecard.named(predictor), queries, perQuery);
  }
}
