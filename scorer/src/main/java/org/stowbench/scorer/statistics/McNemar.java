package org.stowbench.scorer.statistics;

import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.stat.inference.AlternativeHypothesis;
import org.hipparchus.stat.inference.BinomialTest;

/**
 * Whether two predictors are right on different numbers of queries (McNemar, 1947): of the queries
 * on which exactly one is right, does either have more than its half? It takes queries for
 * independent; where households have several, the permutation test over households is the one to
 * trust.
 *
 * @param firstOnly queries on which only the first is right
 * @param secondOnly queries on which only the second is right
 * @param p two-sided
 * @param exact whether by the binomial distribution, as it is for up to 1,000 of them; else by chi
 *     squared with Edwards' correction
 */
public record McNemar(int firstOnly, int secondOnly, double p, boolean exact) {

  private static final int MOST_FOR_EXACT = 1_000;

  /**
   * Tests two counts.
   *
   * @param firstOnly 0 or more
   * @param secondOnly 0 or more
   */
  public static McNemar of(int firstOnly, int secondOnly) {
    if (firstOnly < 0 || secondOnly < 0) {
      throw new IllegalArgumentException(
          "counts %d and %d: must be 0 or more".formatted(firstOnly, secondOnly));
    }
    int either = firstOnly + secondOnly;
    if (either == 0) {
      return new McNemar(firstOnly, secondOnly, 1, true);
    }
    if (either <= MOST_FOR_EXACT) {
      double p =
          new BinomialTest().binomialTest(either, firstOnly, 0.5, AlternativeHypothesis.TWO_SIDED);
      return new McNemar(firstOnly, secondOnly, Math.min(1, p), true);
    }
    double gap = Math.max(0, Math.abs(firstOnly - secondOnly) - 1);
    double p = 1 - new ChiSquaredDistribution(1).cumulativeProbability(gap * gap / (double) either);
    return new McNemar(firstOnly, secondOnly, p, false);
  }
}
