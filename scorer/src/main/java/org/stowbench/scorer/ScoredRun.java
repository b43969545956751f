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

  /** The same under another name, where two of one name are held against each other. */
  public ScoredRun named(String name) {
    Scorecard renamed =
        new Scorecard(
            name,
            scorecard.dataset(),
            scorecard.simulated(),
            scorecard.protocol(),
            scorecard.threshold(),
            scorecard.queries(),
            scorecard.answered(),
            scorecard.metrics(),
            scorecard.byItem());
    return new ScoredRun(renamed, queries, perQuery);
  }
}
