package org.stowbench.scorer.statistics;

import java.util.Arrays;

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

  private final Grouping grouping;
  private final double difference;
  private final double[] influences;
  private final double[] weights;
  private final double highest;

  /**
   * The first ratio less the second.
   *
   * @param grouping the cluster of each observation
   * @param over what each observation adds above to the first
   * @param under what it adds below, 0 or more
   * @param otherOver what it adds above to the second
   * @param otherUnder what it adds below
   * @param highest that each ratio can be; may be infinite
   */
  public PairedDifference(
      Grouping grouping,
      double[] over,
      double[] under,
      double[] otherOver,
      double[] otherUnder,
      double highest) {
    double whole = Arrays.stream(under).sum();
    double otherWhole = Arrays.stream(otherUnder).sum();
    double[] others = ClusterEstimate.influences(otherOver, otherUnder);
    this.grouping = grouping;
    this.difference =
        Arrays.stream(over).sum() / whole - Arrays.stream(otherOver).sum() / otherWhole;
    this.influences = ClusterEstimate.influences(over, under);
    this.weights = new double[over.length];
    for (int i = 0; i < weights.length; i++) {
      influences[i] -= others[i];
      weights[i] = under[i] / whole + otherUnder[i] / otherWhole;
    }
    this.highest = highest;
  }

  /** How far it can be trusted. */
  public Uncertainty uncertainty() {
    if (highest == Double.POSITIVE_INFINITY) {
      return movedBy(0).student();
    }
    ClusterEstimate moved = movedBy(highest);
    return difference == 0 && moved.isAllAlike()
        ? Uncertainty.ALL_ALIKE
        : moved.uncertainty(2 * highest).movedBy(-highest);
  }

  /** The same as very many draws of clusters would say, see {@link ClusterEstimate#asIfDrawn}. */
  public Uncertainty asIfDrawn(IntervalMethod bootstrap) {
    return movedBy(0).asIfDrawn(bootstrap, -highest, highest);
  }

  private ClusterEstimate movedBy(double distance) {
    return ClusterEstimate.of(grouping, difference + distance, influences, weights);
  }
}
