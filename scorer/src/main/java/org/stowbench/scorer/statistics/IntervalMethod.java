package org.stowbench.scorer.statistics;

/** How an interval is made. */
public enum IntervalMethod {

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

  /** Score interval of a share; needs independent queries: one a household. */
  WILSON
}
