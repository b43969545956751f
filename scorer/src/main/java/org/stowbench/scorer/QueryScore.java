package org.stowbench.scorer;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.predictions.IndexedQuery;
import org.stowbench.query.Answer;
import org.stowbench.scorer.protocols.Protocol;

/**
 * How one query was answered. Of equally liked answers ({@link
 * org.stowbench.prediction.Ranking.Order#TIED}), the figures are expectations over all orders, and
 * so may be fractions.
 *
 * @param query which one, with its truth
 * @param predicted whether there is a prediction, be it a failed one
 * @param answered whether there is a prediction that did not fail
 * @param answer the first answer that counts; empty where none does
 * @param iou of the first answer with the truth, 0 to 1
 * @param correct whether the first answer is right, 0 or 1; under {@link Protocol#SEARCH} whether
 *     the search was a success
 * @param rank of the truth, from 1; empty where it is not ranked (not found, in a search), and
 *     under {@link Protocol#PAPER}
 * @param openings how many containers a robot opens; empty under {@link Protocol#PAPER}
 */
public record QueryScore(
    IndexedQuery query,
    boolean predicted,
    boolean answered,
    Optional<Answer> answer,
    double iou,
    double correct,
    OptionalDouble rank,
    OptionalDouble openings) {

  public QueryScore {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(rank, "rank");
    Objects.requireNonNull(openings, "openings");
  }
}
