package org.stowbench.predictors.learned.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stowbench.predictors.learned.features.Aspect;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;

/**
 * Why a model finds a place likely: for each aspect, the model is asked again as if all candidates
 * were alike in it, with the mean of the scene. The aspect without which the place's probability
 * would differ most, by its ratio, is the reason, and how far it would be is said. What is known of
 * the household counts as an aspect. That holds of any model; it takes one more prediction for each
 * aspect.
 *
 * <p>One aspect at a time: what two of them do only together is not seen.
 */
final class Reasons {

  /** Changes smaller than this, by their ratio, are no reason. */
  private static final double LEAST = 1.1;

  /** Probabilities are told apart from here on. */
  private static final double FLOOR = 1e-3;

  private final SceneRows rows;
  private final double[] probabilities;
  private final List<String> words = new ArrayList<>();
  private final List<double[]> without = new ArrayList<>();

  Reasons(ChoiceModel model, SceneRows rows, Query query, List<Aspect> aspects) {
    this.rows = rows;
    this.probabilities = model.probabilities(rows, query.item(), query.known());
    for (Aspect aspect : aspects) {
      words.add(aspect.words());
      without.add(model.probabilities(rows.levelled(aspect), query.item(), query.known()));
    }
    if (!query.known().isEmpty()) {
      words.add("what is known of the household");
      without.add(model.probabilities(rows, query.item()));
    }
  }

  /** The reason for an answer; none for "not here", which has no features of its own. */
  Optional<String> of(Answer answer) {
    int row = answer instanceof Answer.InContainer in ? rows.rowOf(in.id()) : -1;
    if (row < 0) {
      return Optional.empty();
    }
    double with = Math.max(FLOOR, whole(probabilities, row));
    double strongest = LEAST;
    Optional<String> reason = Optional.empty();
    for (int aspect = 0; aspect < words.size(); aspect++) {
      double otherwise = Math.max(FLOOR, whole(without.get(aspect), row));
      double ratio = Math.max(with / otherwise, otherwise / with);
      if (ratio > strongest) {
        strongest = ratio;
        reason =
            Optional.of(
                String.format(
                    Locale.ROOT,
                    "%s from %.0f %% by %s",
                    with > otherwise ? "up" : "down",
                    100 * otherwise,
                    words.get(aspect)));
      }
    }
    return reason.or(() -> Optional.of("nothing sets it apart from the others"));
  }

  /** The probability of the physical container of a row. */
  private double whole(double[] of, int row) {
    double sum = 0;
    for (int other = 0; other < rows.notHere(); other++) {
      sum += rows.component(other) == rows.component(row) ? of[other] : 0;
    }
    return sum;
  }
}
