package org.stowbench.scorer;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A metric as a ratio of sums over queries: the absolute sums of some columns over the sums of
 * others. That one form covers means (over a column of ones), ratios of totals, precision, recall
 * and F1, and the calibration error (absolute gaps by bin); and all it needs of a household, or of
 * a resample, are the column sums.
 *
 * @param name as it stands in the JSON
 * @param numerators columns whose absolute sums are added
 * @param denominators columns whose sums are added
 */
record Metric(String name, int[] numerators, int[] denominators) {

  static Metric ratio(String name, int numerator, int denominator) {
    return new Metric(name, new int[] {numerator}, new int[] {denominator});
  }

  /** Whether no absolute value matters: columns are 0 or more but for the calibration's gaps. */
  boolean isRatioOfSums() {
    return Arrays.stream(numerators)
        .noneMatch(column -> column >= Columns.CALIBRATION_GAP && column < Columns.CROWD);
  }

  /** The highest column that the metric reads. */
  int lastColumn() {
    return IntStream.concat(Arrays.stream(numerators), Arrays.stream(denominators)).max().orElse(0);
  }

  /** The value, NaN where there is nothing to divide by. */
  double value(double[] sums) {
    double under = 0;
    for (int column : denominators) {
      under += sums[column];
    }
    if (!(under > 0)) {
      return Double.NaN;
    }
    double over = 0;
    for (int column : numerators) {
      over += Math.abs(sums[column]);
    }
    return over / under;
  }
}
