package org.stowbench.scorer.statistics;

import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/**
 * A confidence interval of {@value #LEVEL}, both ends included.
 *
 * @param low lower end
 * @param high upper end, at least {@code low}
 */
public record Interval(double low, double high) {

  /** The confidence level of every interval here. */
  public static final double LEVEL = 0.95;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "interval [%s, %s]: must not run backwards".formatted(low, high));
    }
  }

  /** Whether a value lies within. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /**
   * The score interval of a share of independent trials (Wilson, 1927), which stays sensible for
   * few trials and for none or all successes.
   *
   * @param successes 0 to {@code trials}
   * @param trials 1 or more
   */
  public static Interval wilson(int successes, int trials) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "%d successes of %d trials: must be between none and all of one or more"
              .formatted(successes, trials));
    }
    ConfidenceInterval interval =
        BinomialProportion.getWilsonScoreInterval(trials, (double) successes / trials, LEVEL);
    return new Interval(
        Math.max(0, interval.getLowerBound()), Math.min(1, interval.getUpperBound()));
  }
}
