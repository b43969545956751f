package org.stowbench.prediction;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;
import org.stowbench.query.Answer;

/**
 * Answers in the order in which a robot would try them.
 *
 * @param answers one or more, each at most once, best first
 * @param scores what the answers' scores mean
 * @param order whether the order is the predictor's choice or one draw of many
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Ranking(List<RankedAnswer> answers, Scores scores, Order order) {

  /** What the scores of a ranking mean. */
  public enum Scores {
    /** No answer has a score. */
    NONE,
    /** Comparable within the ranking only: larger is likelier. */
    RELATIVE,
    /**
     * Probabilities: each between 0 and 1, together at most 1; what is missing to 1 belongs to
     * answers that the ranking leaves out.
     */
    PROBABILITY
  }

  /** What the order of a ranking means. */
  public enum Order {
    /** The predictor prefers earlier answers. */
    STRICT,
    /**
     * The predictor wants earlier answers tried first, to open few containers on the way: "not
     * here" stands where it pays to stop. Scores say how likely answers are, not how early they
     * come.
     */
    COST,
    /**
     * The predictor likes all answers equally; the order given is one draw. The scorer then takes
     * the exact expectation over all orders instead of the luck of this one.
     */
    TIED
  }

  private static final double PROBABILITY_SLACK = 1e-6;

  public Ranking {
    answers = List.copyOf(answers);
    Objects.requireNonNull(scores, "scores");
    Objects.requireNonNull(order, "order");
    if (answers.isEmpty()) {
      throw new IllegalArgumentException("ranking without answers: must have at least one");
    }
    Set<Answer> seen = new HashSet<>();
    double total = 0;
    for (RankedAnswer ranked : answers) {
      if (!seen.add(ranked.answer())) {
        throw new IllegalArgumentException(
            "ranking gives " + ranked.answer() + " twice: must give it once");
      }
      if (ranked.score().isPresent() == (scores == Scores.NONE)) {
        throw new IllegalArgumentException(
            scores == Scores.NONE
                ? "ranking without scores: " + ranked.answer() + " has a score: must have none"
                : "ranking with scores: " + ranked.answer() + " has no score: must have one");
      }
      if (scores == Scores.PROBABILITY) {
        double p = ranked.score().getAsDouble();
        if (p < 0 || p > 1 + PROBABILITY_SLACK) {
          throw new IllegalArgumentException("probability " + p + ": must be between 0 and 1");
        }
        total += p;
      }
    }
    if (total > 1 + PROBABILITY_SLACK * answers.size()) {
      throw new IllegalArgumentException(
          "probabilities add up to " + total + ": must be at most 1");
    }
  }

  /** A ranking without scores. */
  public static Ranking of(Answer... answers) {
    return of(Arrays.asList(answers));
  }

  /** A ranking without scores. */
  public static Ranking of(List<? extends Answer> answers) {
    return new Ranking(answers.stream().map(RankedAnswer::of).toList(), Scores.NONE, Order.STRICT);
  }

  /** The answers without their scores, best first. */
  public List<Answer> places() {
    return answers.stream().map(RankedAnswer::answer).toList();
  }

  /** The answer that a robot tries first. */
  public Answer first() {
    return answers.get(0).answer();
  }
}
