package org.stowbench.prediction;

import java.util.Objects;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.stowbench.query.Answer;

/**
 * An answer with its place in a ranking.
 *
 * @param answer where the item is said to be
 * @param score finite, larger is likelier; empty where the predictor gives none
 */
@API(status = API.Status.STABLE, since = "0.1")
public record RankedAnswer(Answer answer, OptionalDouble score) {

  public RankedAnswer {
    Objects.requireNonNull(answer, "answer");
    if (score.isPresent() && !Double.isFinite(score.getAsDouble())) {
      throw new IllegalArgumentException("score " + score.getAsDouble() + ": must be finite");
    }
  }

  /** An answer without a score. */
  public static RankedAnswer of(Answer answer) {
    return new RankedAnswer(answer, OptionalDouble.empty());
  }

  /** An answer with a score. */
  public static RankedAnswer of(Answer answer, double score) {
    return new RankedAnswer(answer, OptionalDouble.of(score));
  }

  @Override
  public String toString() {
    return score.isPresent() ? answer + " with score " + score.getAsDouble() : answer.toString();
  }
}
