package org.stowbench.scorer.metrics;

/** Where a metric stands. */
public enum Presence {
  /** In every scorecard of its protocols. */
  ALWAYS,
  /** In scorecards of runs whose rankings all give probabilities. */
  WITH_PROBABILITIES,
  /** In no scorecard: it compares predictors with people, where people voted. */
  BESIDE
}
