package org.stowbench.datasets.sim.photo;

/** The rates at which the simulated detector errs. */
final class DetectorRates {

  /** Chance that a front in clear view is found at all. */
  static final double FOUND = 0.9;

  /** Area share at which half as many are found. */
  static final double HALF_FOUND_AREA = 0.0006;

  /** Chance that a found front is drawn a second time. */
  static final double DUPLICATE = 0.035;

  /** Chance that a cabinet of several fronts is drawn around them. */
  static final double AROUND = 0.2;

  /** Chance that an oven, dishwasher or refrigerator is taken for a cabinet. */
  static final double MISTAKEN = 0.25;

  /** Chance that a candidate is reported again with the same vertices. */
  static final double REPEAT = 0.003;

  /** Median and spread of the number of fragments beside real outlines (log-normal). */
  static final double FRAGMENTS = 1.3;

  static final double FRAGMENT_SPREAD = 1.35;
  static final int MOST_FRAGMENTS = 40;

  /** Shares of fragments by number of vertices, from 1. */
  static final double[] FRAGMENT_VERTICES = {
    0.22, 0.19, 0.05, 0.09, 0.1, 0.1, 0.1, 0.08, 0.04, 0.02, 0.01
  };

  /** Chance that a fragment's ring, or a front's outline, crosses itself. */
  static final double FRAGMENT_CROSSES = 0.12;

  static final double FRONT_CROSSES = 0.005;

  /** Shares of outlines with 0, 1, 2, ... vertices more than their corners. */
  static final double[] EXTRA_VERTICES = {0.8, 0.09, 0.065, 0.028, 0.012, 0.004, 0.001};

  /** Corners lie off by this share of the outline's extent (one deviation). */
  static final double JITTER = 0.012;

  /** Chance that a drawer is labelled cabinet door, or the other way round. */
  static final double WRONG_LABEL = 0.08;

  static final double DOUBLE_LABEL = 0.015;

  /** Quantiles of the confidence of the official evaluation table: at these shares, these. */
  static final double[] CONFIDENCE_SHARES = {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1};

  static final double[] CONFIDENCES = {0.3, 0.309, 0.346, 0.385, 0.465, 0.539, 0.615};

  private DetectorRates() {}
}
