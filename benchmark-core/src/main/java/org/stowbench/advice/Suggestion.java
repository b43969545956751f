package org.stowbench.advice;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.query.Answer;

/**
 * One place to look.
 *
 * @param rank from 1
 * @param answer the place
 * @param physical for a container: the number of its physical container; opening one of equal
 *     number opens all. Empty for other answers
 * @param probability from 0 to 1; empty where the predictor gives none
 * @param where the place in words
 * @param reason why, in a few words; empty where it was not asked for or the predictor has none
 */
public record Suggestion(
    int rank,
    Answer answer,
    OptionalInt physical,
    OptionalDouble probability,
    String where,
    Optional<String> reason) {

  public Suggestion {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(physical, "physical");
    Objects.requireNonNull(probability, "probability");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(reason, "reason");
  }
}
