package org.stowbench.scorer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.IntervalMethod;

/**
 * One predictor, scored.
 *
 * @param scorecard the figures
 * @param queries every query of the split, by ordinal; each is made when it is asked for
 * @param perQuery what each metric is made of, for statistics over queries and households
 */
public record ScoredRun(Scorecard scorecard, List<QueryScore> queries, PerQueryFigures perQuery) {

  public ScoredRun {
    Objects.requireNonNull(scorecard, "scorecard");
    Objects.requireNonNull(queries, "queries");
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
    int all = perQuery.outcomes().size();
    int[] asked =
        IntStream.iterate(0, from -> from < all, from -> from + queries.size())
            .flatMap(from -> ordinals.stream().mapToInt(ordinal -> from + ordinal))
            .toArray();
    return new HouseholdFigures(List.of(metric), Optional.of(method))
        .of(
            Views.of(asked.length, i -> queries.get(asked[i] % queries.size()).query().household()),
            Views.picked(perQuery.outcomes(), asked))
        .get(metric.name());
  }

  /** The same run by another name, such as one that tells it from another of its predictor. */
  public ScoredRun named(String predictor) {
    return new ScoredRun(scorecard.named(predictor), queries, perQuery);
  }
}
