package org.stowbench.ask;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.query.Answer;

/**
 * One place to look: a physical container, though a detector may have drawn it several times.
 *
 * @param rank from 1; places that are equally likely share the first of their ranks
 * @param answer the place; of the candidates of a physical container, the first in the ranking
 * @param also the other candidates in the ranking that are the same physical container
 * @param probability that the item is there, from 0 to 1, of all these candidates together; empty
 *     where the predictor gives none
 * @param where the place in words, which may be the scene's own: hostile input to whoever shows it
 * @param reason why, in a few words; empty where it was not asked for or the predictor has none
 */
public record Suggestion(
    int rank,
    Answer answer,
    List<Integer> also,
    OptionalDouble probability,
    String where,
    Optional<String> reason) {

  public Suggestion {
    Objects.requireNonNull(answer, "answer");
    also = List.copyOf(also);
    Objects.requireNonNull(probability, "probability");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(reason, "reason");
  }
}
