package org.stowbench.scorer.protocols;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.stowbench.query.Answer;
import org.stowbench.scorer.misses.Miss;

/**
 * What came of a query under {@link Protocol#PAPER}.
 *
 * @param answer the first answer, where there is a prediction
 * @param iou see {@link PaperIou}
 * @param correct whether that reaches the threshold of methods that pick
 * @param correctIfDrawn whether it reaches the threshold of methods that draw
 * @param misses how much of it is a miss of each kind where it has to reach the first of these; a
 *     kind that is not named is 0
 * @param missesIfDrawn the same where it has to reach the other
 */
public record PaperOutcome(
    Optional<Answer> answer,
    double iou,
    double correct,
    double correctIfDrawn,
    Map<Miss, Double> misses,
    Map<Miss, Double> missesIfDrawn)
    implements Outcome {

  private static final int FIGURES = 3;
  private static final int KINDS = Miss.values().length;

  public PaperOutcome {
    misses = Map.copyOf(misses);
    missesIfDrawn = Map.copyOf(missesIfDrawn);
  }

  static PaperOutcome of(OutcomeRow row) {
    return new PaperOutcome(
        row.answer(),
        row.number(0),
        row.number(1),
        row.number(2),
        misses(row, FIGURES),
        misses(row, FIGURES + KINDS));
  }

  private static Map<Miss, Double> misses(OutcomeRow row, int from) {
    Map<Miss, Double> misses = new EnumMap<>(Miss.class);
    for (Miss kind : Miss.values()) {
      double share = row.number(from + kind.ordinal());
      if (share > 0) {
        misses.put(kind, share);
      }
    }
    return misses;
  }

  @Override
  public double[] numbers() {
    double[] numbers =
        Arrays.copyOf(new double[] {iou, correct, correctIfDrawn}, FIGURES + 2 * KINDS);
    misses.forEach((kind, share) -> numbers[FIGURES + kind.ordinal()] = share);
    missesIfDrawn.forEach((kind, share) -> numbers[FIGURES + KINDS + kind.ordinal()] = share);
    return numbers;
  }

  @Override
  public double miss(Miss kind) {
    return misses.getOrDefault(kind, 0.0);
  }

  /** The same, right where it reaches the threshold of methods that draw. */
  PaperOutcome drawn() {
    return new PaperOutcome(
        answer, iou, correctIfDrawn, correctIfDrawn, missesIfDrawn, missesIfDrawn);
  }
}
