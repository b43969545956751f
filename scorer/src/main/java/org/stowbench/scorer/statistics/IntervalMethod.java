package org.stowbench.scorer.statistics;

/** How an interval is made. */
public enum IntervalMethod {

  /**
   * Of a share, or another figure up to a highest value: exact quantiles at the effective number of
   * trials, see {@link ClusterEstimate}. What has no highest value has a {@link #GAMMA} interval
   * instead.
   */
  KORN_GRAUBARD,

  /** Of a figure without a highest value, see {@link ClusterEstimate}. */
  GAMMA,

  /** Of a difference without bounds, see {@link PairedDifference}. */
  STUDENT_T,

  /**
   * Percentile bootstrap over clusters: the 2.5th to the 97.5th percentile of the draws (Efron and
   * Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
   */
  PERCENTILE,

  /**
   * The same draws with percentiles that are corrected for bias and skewness (the same, chapter
   * 14); worth it for ratios and for shares near 0 or 1.
   */
  BCA,

  /**
   * Score interval of a share; needs independent queries: one a household. What is no such share
   * has the interval that it has by default.
   */
  WILSON
}
