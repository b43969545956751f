package org.stowbench.scorer.protocols;

import java.util.Optional;
import org.stowbench.query.Answer;

/**
 * What came of a query under {@link Protocol#PAPER}.
 *
 * @param answer the first answer, where there is a prediction
 * @param iou see {@link PaperIou}
 * @param correct whether that reaches the threshold of methods that pick
 * @param correctIfDrawn whether it reaches the threshold of methods that draw
 */
public record PaperOutcome(
    Optional<Answer> answer, double iou, double correct, double correctIfDrawn) implements Outcome {

  static PaperOutcome of(OutcomeRow row) {
    return new PaperOutcome(row.answer(), row.number(0), row.number(1), row.number(2));
  }

  @Override
  public double[] numbers() {
    return new double[] {iou, correct, correctIfDrawn};
  }

  /** The same, right where it reaches the threshold of methods that draw. */
  PaperOutcome drawn() {
    return new PaperOutcome(answer, iou, correctIfDrawn, correctIfDrawn);
  }
}
