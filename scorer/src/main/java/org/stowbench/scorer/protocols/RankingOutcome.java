package org.stowbench.scorer.protocols;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.query.Answer;
import org.stowbench.scorer.misses.Miss;
import org.stowbench.scorer.misses.MissRules;
import org.stowbench.scorer.protocols.ResolvedRanking.Resolved;

/** What came of a ranking under {@link Protocol#CONSISTENT}. */
public final class RankingOutcome implements Outcome {

  /** How far down it is known whether the truth is among the first answers. */
  public static final int DEEPEST = 10;

  /** The IoU of which it is known whether the first answer reaches it. */
  private static final List<Double> LEAST = List.of(0.75, 0.95);

  // Where the numbers stand.
  private static final int IOU = 0;
  private static final int IOU_AT_LEAST = 1;
  private static final int CORRECT = IOU_AT_LEAST + LEAST.size();
  private static final int RANK = CORRECT + 1; // 0 where there is none
  private static final int WITHIN = RANK + 1;
  private static final int RECIPROCAL_RANK = WITHIN + DEEPEST;
  private static final int AVERAGE_PRECISION = RECIPROCAL_RANK + 1;
  private static final int PLACE_PRECISION = AVERAGE_PRECISION + 1;
  private static final int OPENINGS = PLACE_PRECISION + 1;
  private static final int RANDOM_OPENINGS = OPENINGS + 1;
  private static final int IS_NOT_HERE = RANDOM_OPENINGS + 1;
  private static final int SAYS_NOT_HERE = IS_NOT_HERE + 1;
  private static final int WAS_VOTED_ON = SAYS_NOT_HERE + 1;
  private static final int VOTES = WAS_VOTED_ON + 1;
  private static final int LOG_LOSS = VOTES + 1;
  private static final int BRIER = LOG_LOSS + 1;
  private static final int CONFIDENCE = BRIER + 1;
  private static final int MISSES = CONFIDENCE + 1;
  private static final int COUNT = MISSES + Miss.values().length;

  private final OutcomeRow row;

  RankingOutcome(OutcomeRow row) {
    this.row = row;
  }

  static RankingOutcome of(SearchSpace space, ResolvedRanking resolved) {
    double[] numbers = new double[COUNT];
    // Of equally liked answers each may be the first; else the first is.
    List<Resolved> firsts = resolved.firsts();
    double share = 1.0 / firsts.size();
    MissRules misses = new MissRules(space.query());
    for (Resolved first : firsts) {
      double iou = resolved.iou(first);
      numbers[IOU] += share * iou;
      for (int i = 0; i < LEAST.size(); i++) {
        numbers[IOU_AT_LEAST + i] += iou >= LEAST.get(i) ? share : 0;
      }
      numbers[VOTES] += share * space.votes(first.place());
      if (!space.isTrue(first.place())) {
        Miss miss = misses.of(Optional.of(first.ranked().answer()));
        numbers[MISSES + miss.ordinal()] += 1;
      }
      numbers[SAYS_NOT_HERE] += first.place() == SearchSpace.NOT_HERE ? share : 0;
    }
    // Counted first, so that all of them are exactly 1.
    for (int kind = MISSES; kind < MISSES + Miss.values().length; kind++) {
      numbers[kind] /= Math.max(1, firsts.size());
    }
    CompleteRanking complete = resolved.complete();
    numbers[CORRECT] = complete.first();
    if (firsts.isEmpty()) {
      numbers[MISSES + Miss.NO_ANSWER.ordinal()] = 1 - complete.first();
    }
    numbers[RANK] = complete.isRanked() ? complete.rank() : 0;
    for (int k = 1; k <= DEEPEST; k++) {
      numbers[WITHIN + k - 1] = complete.within(k);
    }
    numbers[RECIPROCAL_RANK] = complete.reciprocalRank();
    numbers[AVERAGE_PRECISION] = complete.averagePrecision();
    numbers[PLACE_PRECISION] = PlacePrecision.of(space, resolved);
    numbers[OPENINGS] = complete.openings();
    numbers[RANDOM_OPENINGS] = space.randomOpenings();
    numbers[IS_NOT_HERE] = space.isNotHere() ? 1 : 0;
    numbers[WAS_VOTED_ON] = space.hasVotes() ? 1 : 0;
    if (resolved.mayHaveProbabilities()) {
      Probabilities probabilities = Probabilities.of(space, resolved);
      numbers[LOG_LOSS] = probabilities.logLoss();
      numbers[BRIER] = probabilities.brier();
      numbers[CONFIDENCE] = probabilities.confidence();
    }
    return new RankingOutcome(
        new OutcomeRow.Alone(
            resolved.answers().stream().findFirst().map(first -> first.ranked().answer()),
            numbers));
  }

  @Override
  public double[] numbers() {
    double[] numbers = new double[COUNT];
    Arrays.setAll(numbers, row::number);
    return numbers;
  }

  @Override
  public Optional<Answer> answer() {
    return row.answer();
  }

  @Override
  public double iou() {
    return row.number(IOU);
  }

  /**
   * Whether the first answer's IoU with the truth is at least this: 0 to 1.
   *
   * @param least 0.75 or 0.95
   */
  public double iouAtLeast(double least) {
    return row.number(IOU_AT_LEAST + Objects.checkIndex(LEAST.indexOf(least), LEAST.size()));
  }

  @Override
  public double correct() {
    return row.number(CORRECT);
  }

  @Override
  public double miss(Miss kind) {
    return row.number(MISSES + kind.ordinal());
  }

  @Override
  public OptionalDouble rank() {
    double rank = row.number(RANK);
    return rank > 0 ? OptionalDouble.of(rank) : OptionalDouble.empty();
  }

  /**
   * Whether the truth is among the first {@code k}: 0 to 1.
   *
   * @param k from 1 to {@value #DEEPEST}
   */
  public double within(int k) {
    return row.number(WITHIN + Objects.checkIndex(k - 1, DEEPEST));
  }

  /** 1 over the truth's rank; 0 where it has none. */
  public double reciprocalRank() {
    return row.number(RECIPROCAL_RANK);
  }

  /**
   * Mean precision at the ranks of the true places; 1 over the rank where there is one, 0 where
   * there is no ranking.
   */
  public double averagePrecision() {
    return row.number(AVERAGE_PRECISION);
  }

  /**
   * Mean precision at the true places, over the places alone and with equal scores sharing a
   * threshold; 0 where there is no ranking or no true place.
   */
  public double placePrecision() {
    return row.number(PLACE_PRECISION);
  }

  @Override
  public OptionalDouble openings() {
    return OptionalDouble.of(row.number(OPENINGS));
  }

  /** What a random order of all candidates and "not here" opens, in expectation. */
  public double randomOpenings() {
    return row.number(RANDOM_OPENINGS);
  }

  /** Whether the item is in none of the containers: 0 or 1. */
  public double isNotHere() {
    return row.number(IS_NOT_HERE);
  }

  /** Whether the first answer says so: 0 to 1. */
  public double saysNotHere() {
    return row.number(SAYS_NOT_HERE);
  }

  /** Whether it says so and that is right: 0 to 1. */
  public double saysNotHereRightly() {
    return isNotHere() > 0 ? saysNotHere() : 0;
  }

  /** 1 over how many queries are asked of this one's household. */
  public double householdShare() {
    return row.householdShare();
  }

  /** Whether anybody voted: 0 or 1. */
  public double wasVotedOn() {
    return row.number(WAS_VOTED_ON);
  }

  /** The share of the votes that goes to the first answer's place, 0 to 1. */
  public double votes() {
    return row.number(VOTES);
  }

  /** In nats; where answers have no probabilities, of no use. */
  public double logLoss() {
    return row.number(LOG_LOSS);
  }

  /** Squared error summed over outcomes, 0 to 2; where answers have no probabilities, of no use. */
  public double brier() {
    return row.number(BRIER);
  }

  /** The first answer's probability, 0 to 1; where answers have none, of no use. */
  public double confidence() {
    return row.number(CONFIDENCE);
  }
}
