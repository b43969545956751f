package org.stowbench.scorer.statistics;

import java.util.OptionalDouble;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.Variance;

/**
 * Hedges' g: the difference of two means in standard deviations, corrected for small samples
 * (Hedges, 1981). As "Break Out the Silverware" (arXiv 2512.23739) computes it: the standard
 * deviation is the root of the average of both sample variances (with n - 1), and the correction is
 * {@code 1 - 3 / (4 (n1 + n2) - 9)}.
 */
public final class HedgesG {

  private HedgesG() {}

  /** The effect; empty with fewer than two values in a sample, or where neither varies. */
  public static OptionalDouble of(double[] first, double[] second) {
    if (first.length < 2 || second.length < 2) {
      return OptionalDouble.empty();
    }
    double variance = (new Variance().evaluate(first) + new Variance().evaluate(second)) / 2;
    if (!(variance > 0)) {
      return OptionalDouble.empty();
    }
    double d = (new Mean().evaluate(first) - new Mean().evaluate(second)) / Math.sqrt(variance);
    return OptionalDouble.of(d * (1 - 3.0 / (4.0 * (first.length + second.length) - 9)));
  }
}
