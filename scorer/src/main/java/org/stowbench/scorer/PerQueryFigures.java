package org.stowbench.scorer;

import java.util.List;
import java.util.Optional;

/**
 * What each metric of a run is made of. Every metric is a ratio of sums over queries, so over any
 * group of queries (a household, a slice, a resample) its value is the sum of {@link #numerators}
 * over the sum of {@link #denominators}. For a mean, denominators are 1 and numerators the values.
 *
 * <p>The calibration error, a sum of gaps, is the one metric without such a form, and is not here.
 */
public final class PerQueryFigures {

  private final List<Metric> metrics;
  private final double[] rows;
  private final int width;

  PerQueryFigures(List<Metric> metrics, double[] rows, int width) {
    this.metrics = metrics.stream().filter(Metric::isRatioOfSums).toList();
    this.rows = rows;
    this.width = width;
  }

  /** The metrics' names, in the scorecard's order. */
  public List<String> metrics() {
    return metrics.stream().map(Metric::name).toList();
  }

  /**
   * What each query adds above, by ordinal; a new array.
   *
   * @throws IllegalArgumentException if there is no such metric
   */
  public double[] numerators(String metric) {
    return sums(metric(metric).numerators());
  }

  /**
   * What each query adds below, by ordinal; a new array.
   *
   * @throws IllegalArgumentException if there is no such metric
   */
  public double[] denominators(String metric) {
    return sums(metric(metric).denominators());
  }

  /**
   * The probability that each query's first answer was given, 0 to 1, by ordinal; a new array.
   * Empty unless all rankings of the run give probabilities.
   */
  public Optional<double[]> confidences() {
    if (!metrics().contains("brier")) {
      return Optional.empty();
    }
    // One of the gaps is confidence less hit, the others are 0.
    double[] confidences = sums(new int[] {Columns.HIT_1});
    for (int query = 0; query < confidences.length; query++) {
      for (int bin = 0; bin < Columns.CALIBRATION_BINS; bin++) {
        confidences[query] += rows[query * width + Columns.CALIBRATION_GAP + bin];
      }
    }
    return Optional.of(confidences);
  }

  private Metric metric(String name) {
    return metrics.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no metric %s: there are %s".formatted(name, String.join(", ", metrics()))));
  }

  private double[] sums(int[] columns) {
    double[] sums = new double[rows.length / width];
    for (int query = 0; query < sums.length; query++) {
      for (int column : columns) {
        sums[query] += rows[query * width + column];
      }
    }
    return sums;
  }
}
