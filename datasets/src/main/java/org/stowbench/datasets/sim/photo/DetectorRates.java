package org.stowbench.datasets.sim.photo;

/**
 * The rates at which the simulated detector errs, fitted to what the official challenge's detector
 * reports of its 1,736 development photos (27,466 candidates), and for labels and confidences of
 * its evaluation photos (1,412 labelled candidates).
 *
 * <table>
 *   <caption>Measured on the official development photos</caption>
 *   <tr><th>what</th><th>how</th><th>figure</th></tr>
 *   <tr><td>candidates a photo</td><td>mean, deviation; quantiles 5, 25, 50, 75, 95 %</td>
 *       <td>15.8, 9.8; 3, 9, 14, 21, 34</td></tr>
 *   <tr><td>one vertex, two vertices</td><td>share of candidates</td><td>3.8 %, 3.2 %</td></tr>
 *   <tr><td>invalid</td><td>share with 3 or more vertices that OGC validity refuses</td>
 *       <td>1.7 %</td></tr>
 *   <tr><td>repeated</td><td>share with the vertices of an earlier one of the photo</td>
 *       <td>0.3 %</td></tr>
 *   <tr><td>4, 5, 6, 7, 8 vertices</td><td>share of those that cover 0.2 % of the photo or more</td>
 *       <td>77, 10, 7, 3, 1 %</td></tr>
 *   <tr><td>area of the photo</td><td>quantiles 25, 50, 75, 95 %, of those with area</td>
 *       <td>0.33, 0.85, 1.8, 4.3 %</td></tr>
 *   <tr><td>width over height</td><td>of the box; quantiles 5, 50, 95 %, from 0.2 % of the photo</td>
 *       <td>0.21, 0.59, 2.5</td></tr>
 *   <tr><td>centre height</td><td>share of the photo's height; quantiles 5, 50, 95 %</td>
 *       <td>0.14, 0.51, 0.87</td></tr>
 *   <tr><td>pairs with IoU of 0.5 or more</td><td>mean a photo, after repair</td><td>0.75</td></tr>
 *   <tr><td>other pairs, 90 % of the smaller shared</td><td>mean a photo</td><td>2.4</td></tr>
 *   <tr><td>fragments</td><td>fewer than 3 vertices or under 0.05 % of the photo; mean a photo;
 *       quantiles 50, 75, 90, 95, 99 %</td><td>2.7; 1, 3, 7, 11, 24</td></tr>
 *   <tr><td>order</td><td>correlation of place and area, mean over photos of 5 or more</td>
 *       <td>-0.25: surer and larger first, with much noise</td></tr>
 *   <tr><td>labels (evaluation)</td><td>cabinet door, drawer, both in one</td>
 *       <td>64, 34, 1.5 %</td></tr>
 *   <tr><td>confidence (evaluation)</td><td>quantiles 0, 5, 25, 50, 75, 95, 100 %</td>
 *       <td>0.300, 0.309, 0.346, 0.385, 0.465, 0.539, 0.615</td></tr>
 * </table>
 *
 * <p>How many fronts are missed and how many labels are wrong cannot be measured without the true
 * kitchens; those rates are assumptions.
 */
final class DetectorRates {

  /** Chance that a front in clear view is found at all. */
  static final double FOUND = 0.96;

  /** Area share at which half as many are found. */
  static final double HALF_FOUND_AREA = 0.00015;

  /** Chance that a found front is drawn a second time. */
  static final double DUPLICATE = 0.035;

  /** Chance that a cabinet of several fronts is drawn around them. */
  static final double AROUND = 0.27;

  /** Chance that an oven, dishwasher or refrigerator is taken for a cabinet. */
  static final double MISTAKEN = 0.25;

  /** Chance that a candidate is reported again with the same vertices. */
  static final double REPEAT = 0.003;

  /** Median of the number of fragments beside real outlines (log-normal, rounded down). */
  static final double FRAGMENTS = 1.3;

  /** Its spread: the deviation of the logarithm. */
  static final double FRAGMENT_SPREAD = 1.35;

  /** No photo has more. */
  static final int MOST_FRAGMENTS = 40;

  /** Shares of fragments by number of vertices, from 1. */
  static final double[] FRAGMENT_VERTICES = {
    0.22, 0.19, 0.05, 0.09, 0.1, 0.1, 0.1, 0.08, 0.04, 0.02, 0.01
  };

  /** Chance that two neighbours of a fragment's ring change places. */
  static final double FRAGMENT_CROSSES = 0.07;

  /** Chance that two neighbours of a front's outline change places. */
  static final double FRONT_CROSSES = 0.005;

  /** Shares of outlines with 0, 1, 2, ... vertices more than their corners. */
  static final double[] EXTRA_VERTICES = {0.8, 0.09, 0.065, 0.028, 0.012, 0.004, 0.001};

  /** Corners lie off by this share of the outline's extent (one deviation). */
  static final double JITTER = 0.012;

  /** Chance that a drawer is labelled cabinet door, or the other way round. */
  static final double WRONG_LABEL = 0.08;

  /** Chance that the label names both kinds. */
  static final double DOUBLE_LABEL = 0.015;

  /** Quantiles of the confidence of the official evaluation table: the shares. */
  static final double[] CONFIDENCE_SHARES = {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1};

  /** The confidences at {@link #CONFIDENCE_SHARES}. */
  static final double[] CONFIDENCES = {0.3, 0.309, 0.346, 0.385, 0.465, 0.539, 0.615};

  private DetectorRates() {}
}
