package org.stowbench.scorer.statistics;

/** A figure that is computed from the sums of some columns, such as a ratio of two of them. */
@FunctionalInterface
public interface Statistic {

  /**
   * The value.
   *
   * @param sums one sum a column; not to be kept or changed
   * @return NaN where it is undefined
   */
  double of(double[] sums);
}
