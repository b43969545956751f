package org.stowbench.scorer.statistics;

import java.util.OptionalLong;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * What a comparison of this size could find at all: at the 5 % level, two-sided, with a power of 80
 * %.
 *
 * @param difference the smallest difference that would be found in four studies of five: the
 *     standard error times the sum of the normal's 97.5th and 80th percentile, 2.80
 * @param queriesNeeded how many queries of the same kind would be needed to find the difference
 *     that was observed as reliably; empty where none was observed
 */
public record Detectable(double difference, OptionalLong queriesNeeded) {

  private static final double FACTOR =
      new NormalDistribution().inverseCumulativeProbability(0.975)
          + new NormalDistribution().inverseCumulativeProbability(0.8);

  /**
   * What can be found.
   *
   * @param standardError of the difference, above 0
   * @param observed the difference
   * @param queries how many it is over
   */
  public static Detectable of(double standardError, double observed, int queries) {
    if (!(standardError > 0)) {
      throw new IllegalArgumentException("standard error " + standardError + ": must be above 0");
    }
    double least = FACTOR * standardError;
    double ratio = least / Math.abs(observed);
    double needed = Math.ceil(queries * ratio * ratio);
    return new Detectable(
        least, needed < Long.MAX_VALUE ? OptionalLong.of((long) needed) : OptionalLong.empty());
  }
}
