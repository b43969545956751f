package org.stowbench.scorer.protocols;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.scorer.protocols.ResolvedRanking.Resolved;

/**
 * Log loss, Brier score and calibration of one query. Outcomes are the containers that can be
 * opened and "not here"; see {@link Protocol#CONSISTENT} for how a ranking becomes a distribution
 * over them. Where an item is kept in several containers, these are one outcome, which has what all
 * of them have. What is given to regions that stand for nothing stays lost, a wrong outcome of its
 * own.
 *
 * @param logLoss in nats
 * @param brier summed over outcomes, 0 to 2
 * @param confidence the first answer's probability, 0 to 1
 */
record Probabilities(double logLoss, double brier, double confidence) {

  private static final double LEAST = 1e-12;

  /** Judges a ranking; where its answers have no probabilities, as if there were no answer. */
  static Probabilities of(SearchSpace space, ResolvedRanking resolved) {
    // The last outcome is "not here"; components that cannot be opened are none.
    double[] given = new double[space.components() + 1];
    boolean[] named = new boolean[given.length];
    double nowhere = 0;
    double total = 0;
    for (Resolved answer : resolved.answers()) {
      double p = probability(answer.ranked());
      total += p;
      if (answer.place() == SearchSpace.NOWHERE) {
        nowhere += p;
      } else {
        int outcome = outcome(answer.place(), given);
        given[outcome] += p;
        named[outcome] = true;
      }
    }
    spread(Math.max(0, 1 - total), given, named, space);

    int[] truths = space.isNotHere() ? new int[] {given.length - 1} : space.truths();
    double right = Arrays.stream(truths).mapToDouble(outcome -> given[outcome]).sum();
    double[] merged = given.clone();
    Arrays.stream(truths).forEach(outcome -> merged[outcome] = 0);
    merged[truths[0]] = right - 1;
    double brier = nowhere * nowhere;
    for (double gap : merged) {
      brier += gap * gap;
    }
    return new Probabilities(
        -StrictMath.log(Math.min(1, Math.max(LEAST, right))),
        brier,
        confidence(space, resolved, given));
  }

  private static double probability(RankedAnswer ranked) {
    // Scores that are no probabilities may be anything; what is made of them is never read.
    return Math.min(1, Math.max(0, ranked.score().orElse(0)));
  }

  private static int outcome(int place, double[] given) {
    return place == SearchSpace.NOT_HERE ? given.length - 1 : place;
  }

  /** Gives what is left evenly to the outcomes that no answer names, or to all if all are named. */
  private static void spread(double left, double[] given, boolean[] named, SearchSpace space) {
    int[] possible =
        IntStream.range(0, given.length)
            .filter(outcome -> outcome == given.length - 1 || space.isOpenable(outcome))
            .toArray();
    int[] unnamed = Arrays.stream(possible).filter(outcome -> !named[outcome]).toArray();
    int[] takers = unnamed.length > 0 ? unnamed : possible;
    for (int outcome : takers) {
      given[outcome] += left / takers.length;
    }
  }

  private static double confidence(SearchSpace space, ResolvedRanking resolved, double[] given) {
    if (resolved.answers().isEmpty()) {
      return 1.0 / (space.openable() + 1);
    }
    double confidence = 0;
    for (Resolved answer : resolved.firsts()) {
      confidence +=
          answer.place() == SearchSpace.NOWHERE
              ? probability(answer.ranked())
              : given[outcome(answer.place(), given)];
    }
    return Math.min(1, confidence / resolved.firsts().size());
  }
}
