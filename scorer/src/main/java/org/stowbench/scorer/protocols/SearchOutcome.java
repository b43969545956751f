package org.stowbench.scorer.protocols;

import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.query.Answer;

/**
 * What came of a search under {@link Protocol#SEARCH}: what was done, what that is charged with,
 * and what the best and a random search cost. Paths are in what {@link Ways} says of the scene, and
 * 0 where it says nothing.
 *
 * @param answer the first container opened, or "not here"
 * @param iou of that with the truth
 * @param inView whether the item is in one of the containers
 * @param found whether it was found
 * @param success found, or rightly ended without it
 * @param gaveUpRight whether the search was rightly given up before all was open
 * @param opened how many containers were opened
 * @param path how long the path was
 * @param chargedOpenings what the ranking opens under {@link Protocol#CONSISTENT} too
 * @param chargedPath {@code path}, and the expected way through what is charged besides
 * @param bestPath the way to the nearest true container; 0 where it is in none
 * @param randomOpenings what opening in random order opens, in expectation
 * @param randomPath how far that goes, in expectation
 */
public record SearchOutcome(
    Optional<Answer> answer,
    double iou,
    boolean inView,
    boolean found,
    boolean success,
    boolean gaveUpRight,
    int opened,
    double path,
    double chargedOpenings,
    double chargedPath,
    double bestPath,
    double randomOpenings,
    double randomPath)
    implements Outcome {

  static SearchOutcome of(OutcomeRow row) {
    return new SearchOutcome(
        row.answer(),
        row.number(0),
        row.number(1) > 0,
        row.number(2) > 0,
        row.number(3) > 0,
        row.number(4) > 0,
        (int) row.number(5),
        row.number(6),
        row.number(7),
        row.number(8),
        row.number(9),
        row.number(10),
        row.number(11));
  }

  @Override
  public double[] numbers() {
    return new double[] {
      iou,
      inView ? 1 : 0,
      found ? 1 : 0,
      success ? 1 : 0,
      gaveUpRight ? 1 : 0,
      opened,
      path,
      chargedOpenings,
      chargedPath,
      bestPath,
      randomOpenings,
      randomPath
    };
  }

  @Override
  public double correct() {
    return success ? 1 : 0;
  }

  /** The opening that found the item. */
  @Override
  public OptionalDouble rank() {
    return found ? OptionalDouble.of(opened) : OptionalDouble.empty();
  }

  @Override
  public OptionalDouble openings() {
    return OptionalDouble.of(chargedOpenings);
  }

  /** Success weighted by path length: 0 where the item was not found. */
  public double successByPath() {
    if (!found) {
      return 0;
    }
    double longer = Math.max(bestPath, path);
    return longer == 0 ? 1 : bestPath / longer; // it may be at the start
  }
}
