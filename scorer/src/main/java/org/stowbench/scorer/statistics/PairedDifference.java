package org.stowbench.scorer.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * The interval of the difference of two ratios of sums over the same observations, which come in
 * clusters.
 *
 * <p>Of ratios up to a highest value the difference lies between that and its negative. Moved to
 * begin at 0 it has the interval of such a figure, see {@link ClusterEstimate}: three of three
 * against none of three is no certainty. Other differences have the interval of Student's t, with
 * the degrees of freedom that are said there and the variance of a linearized ratio (Cochran,
 * Sampling Techniques, 1977, section 6.3).
 */
public final class PairedDifference {

  private PairedDifference() {}

  /**
   * How far the first ratio less the second can be trusted.
   *
   * @param clusters the name of each observation's cluster
   * @param over what each observation adds above to the first
   * @param under what it adds below, 0 or more
   * @param otherOver what it adds above to the second
   * @param otherUnder what it adds below
   * @param highest that each ratio can be; may be infinite
   */
  public static Uncertainty uncertainty(
      List<String> clusters,
      double[] over,
      double[] under,
      double[] otherOver,
      double[] otherUnder,
      double highest) {
    double[] influences = ClusterEstimate.influences(over, under);
    double[] others = ClusterEstimate.influences(otherOver, otherUnder);
    double whole = Arrays.stream(under).sum();
    double otherWhole = Arrays.stream(otherUnder).sum();
    double difference =
        Arrays.stream(over).sum() / whole - Arrays.stream(otherOver).sum() / otherWhole;
    double[] weights = new double[over.length];
    for (int i = 0; i < weights.length; i++) {
      influences[i] -= others[i];
      weights[i] = under[i] / whole + otherUnder[i] / otherWhole;
    }
    if (highest == Double.POSITIVE_INFINITY) {
      return ClusterEstimate.of(clusters, difference, influences, weights).student();
    }
    ClusterEstimate moved = ClusterEstimate.of(clusters, difference + highest, influences, weights);
    return difference == 0 && moved.isAllAlike()
        ? Uncertainty.ALL_ALIKE
        : moved.uncertainty(2 * highest).movedBy(-highest);
  }
}
