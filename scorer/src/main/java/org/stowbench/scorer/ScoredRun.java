package org.stowbench.scorer;

import java.util.List;
import java.util.Objects;

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

  /** The same run by another name, such as one that tells it from another of its predictor. */
  public ScoredRun named(String predictor) {
    return new ScoredRun(scorecard.named(predictor), queries, perQuery);
  }
}
