package org.stowbench.scorer.statistics;

import java.util.Optional;
import org.hipparchus.stat.inference.TTest;

/**
 * Student's paired t-test. It takes pairs for independent.
 *
 * @param t mean difference over its standard error
 * @param degrees of freedom: one less than there are pairs
 * @param p two-sided
 */
public record PairedT(double t, int degrees, double p) {

  /**
   * Tests whether two paired samples have the same mean; empty with fewer than two pairs, or where
   * all differ by the same.
   */
  public static Optional<PairedT> of(double[] first, double[] second) {
    if (first.length < 2) {
      return Optional.empty();
    }
    TTest test = new TTest();
    double t = test.pairedT(first, second);
    return Double.isFinite(t)
        ? Optional.of(new PairedT(t, first.length - 1, test.pairedTTest(first, second)))
        : Optional.empty();
  }
}
