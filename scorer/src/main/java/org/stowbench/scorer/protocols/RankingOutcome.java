package org.stowbench.scorer.protocols;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.query.Answer;
import org.stowbench.scorer.protocols.ResolvedRanking.Resolved;

/** What came of a ranking under {@link Protocol#CONSISTENT}. */
public final class RankingOutcome implements Outcome {

  private final SearchSpace space;
  private final Optional<Answer> answer;
  private final double share;
  private final double[] firstIous;
  private double crowd;
  private double saysNotHere;
  private final CompleteRanking complete;
  private final Probabilities probabilities;

  RankingOutcome(SearchSpace space, ResolvedRanking resolved) {
    this.space = space;
    this.answer = resolved.answers().stream().findFirst().map(first -> first.ranked().answer());
    // Of equally liked answers each may be the first; else the first is.
    List<Resolved> firsts = resolved.firsts();
    this.share = 1.0 / firsts.size();
    this.firstIous = firsts.stream().mapToDouble(Resolved::iou).toArray();
    for (Resolved first : firsts) {
      crowd += share * space.votes(first.place());
      saysNotHere += first.place() == SearchSpace.NOT_HERE ? share : 0;
    }
    this.complete = resolved.complete();
    this.probabilities = Probabilities.of(space, resolved);
  }

  @Override
  public Optional<Answer> answer() {
    return answer;
  }

  @Override
  public double iou() {
    double iou = 0;
    for (double first : firstIous) {
      iou += share * first;
    }
    return iou;
  }

  /** Whether the first answer's IoU with the truth is at least this: 0 to 1. */
  public double iouAtLeast(double least) {
    double reached = 0;
    for (double first : firstIous) {
      reached += first >= least ? share : 0;
    }
    return reached;
  }

  @Override
  public double correct() {
    return complete.first();
  }

  @Override
  public OptionalDouble rank() {
    return complete.isRanked() ? OptionalDouble.of(complete.rank()) : OptionalDouble.empty();
  }

  /** Whether the truth is among the first {@code k}: 0 to 1. */
  public double within(int k) {
    return complete.within(k);
  }

  /** 1 over the truth's rank; 0 where it has none. */
  public double reciprocalRank() {
    return complete.reciprocalRank();
  }

  /**
   * Mean precision at the ranks of the true places; 1 over the rank where there is one, 0 where
   * there is no ranking.
   */
  public double averagePrecision() {
    return complete.averagePrecision();
  }

  @Override
  public OptionalDouble openings() {
    return OptionalDouble.of(complete.openings());
  }

  /** What a random order of all candidates and "not here" opens, in expectation. */
  public double randomOpenings() {
    return space.randomOpenings();
  }

  /** Whether the item is in none of the containers: 0 or 1. */
  public double isNotHere() {
    return space.isNotHere() ? 1 : 0;
  }

  /** Whether the first answer says so: 0 to 1. */
  public double saysNotHere() {
    return saysNotHere;
  }

  /** Whether it says so and that is right: 0 to 1. */
  public double saysNotHereRightly() {
    return space.isNotHere() ? saysNotHere : 0;
  }

  /** 1 over how many queries are asked of this one's household. */
  public double householdShare() {
    return space.householdShare();
  }

  /** Whether anybody voted: 0 or 1. */
  public double wasVotedOn() {
    return space.hasVotes() ? 1 : 0;
  }

  /** The share of the votes that goes to the first answer's place, 0 to 1. */
  public double votes() {
    return crowd;
  }

  /** In nats; where answers have no probabilities, of no use. */
  public double logLoss() {
    return probabilities.logLoss();
  }

  /** Squared error summed over outcomes, 0 to 2; where answers have no probabilities, of no use. */
  public double brier() {
    return probabilities.brier();
  }

  /** The first answer's probability, 0 to 1; where answers have none, of no use. */
  public double confidence() {
    return probabilities.confidence();
  }
}
