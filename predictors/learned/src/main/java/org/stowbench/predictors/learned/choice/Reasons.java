package org.stowbench.predictors.learned.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stowbench.predictors.learned.features.Aspect;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.query.Answer;

/**
 * Why a model finds a place likely: for each aspect, the model is asked again as if all candidates
 * were alike in it, with the mean of the scene. The aspect without which the place's probability
 * would differ most, by its ratio, is the reason, and how far it would be is said. That holds of
 * any model; it takes one more prediction for each aspect.
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
  private final List<Aspect> aspects;
  private final List<double[]> without = new ArrayList<>();

  Reasons(ChoiceModel model, SceneRows rows, String item, List<Aspect> aspects) {
    this.rows = rows;
    this.aspects = aspects;
    this.probabilities = model.probabilities(rows, item);
    for (Aspect aspect : aspects) {
      without.add(model.probabilities(rows.levelled(aspect), item));
    }
  }

  /** The reason for an answer; none for "not here", which has no features of its own. */
  Optional<String> of(Answer answer) {
    int row = answer instanceof Answer.InContainer in ? rows.rowOf(in.id()) : -1;
    if (row < 0) {
      return Optional.empty();
    }
    double with = Math.max(FLOOR, probabilities[row]);
    double strongest = LEAST;
    Optional<String> reason = Optional.empty();
    for (int aspect = 0; aspect < aspects.size(); aspect++) {
      double otherwise = Math.max(FLOOR, without.get(aspect)[row]);
      double ratio = Math.max(with / otherwise, otherwise / with);
      if (ratio > strongest) {
        strongest = ratio;
        reason =
            Optional.of(
                String.format(
                    Locale.ROOT,
                    "%s from %.0f %% by %s",
                    with > otherwise ? "up" : "down",
                    100 * without.get(aspect)[row],
                    aspects.get(aspect).words()));
      }
    }
    return reason.or(() -> Optional.of("nothing sets it apart from the others"));
  }
}
