package org.stowbench.scorer.comparison;

/** What a metric is measured in. */
enum Measure {
  /** Queries on which something holds, of all; said in points of a hundred. */
  SHARE,
  /** Other ratios of counts; said in points too. */
  RATE,
  /** Containers that are opened. */
  CONTAINERS,
  /** A number without a unit. */
  NUMBER;

  static Measure of(String metric) {
    if (metric.startsWith("hit@") || metric.startsWith("iou@") || metric.equals("accuracy")) {
      return SHARE;
    }
    if (metric.startsWith("not_here_")) {
      return RATE;
    }
    return metric.equals("openings") ? CONTAINERS : NUMBER;
  }
}
