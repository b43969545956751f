package org.stowbench.scorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.stowbench.predictor.Seeds;

/**
 * Percentile bootstrap over households (Efron and Tibshirani, An Introduction to the Bootstrap,
 * 1993, chapter 13): households are drawn with replacement, as many as there are, each with all its
 * queries, and the metrics computed anew; the interval runs from the 2.5th to the 97.5th percentile
 * of the draws. Draws in which a metric is undefined do not count for it.
 *
 * <p>Draws come in blocks with seeds of their own, so that the result does not depend on threads.
 */
final class HouseholdBootstrap {

  /** Draws for the figures of a whole split. */
  static final int RESAMPLES = 10_000;

  /**
   * Draws for the figures of one item. There are many items, and with these the ends of an interval
   * are still known to about 3 % of its half width (standard error of a normal's 2.5th percentile).
   */
  static final int RESAMPLES_BY_ITEM = 2_000;

  private static final int BLOCK = 500;
  private static final double TAIL = 0.025;

  private HouseholdBootstrap() {}

  /**
   * The metrics with their intervals.
   *
   * @param metrics what to compute
   * @param households column sums of each household, one household after another
   * @param width how many columns a household has
   * @param resamples how many draws, a multiple of 500
   * @param seed of the draws
   */
  static List<Figure> figures(
      List<Metric> metrics, double[] households, int width, int resamples, long seed) {
    int n = households.length / width;
    double[] totals = new double[width];
    for (int household = 0; household < n; household++) {
      add(households, household * width, totals);
    }
    double[][] drawn =
        n < 2 ? new double[metrics.size()][0] : draw(metrics, households, width, resamples, seed);
    List<Figure> figures = new ArrayList<>();
    for (int m = 0; m < metrics.size(); m++) {
      figures.add(figure(metrics.get(m).value(totals), drawn[m]));
    }
    return figures;
  }

  private static double[][] draw(
      List<Metric> metrics, double[] households, int width, int resamples, long seed) {
    double[][] values = new double[metrics.size()][resamples];
    IntStream.range(0, resamples / BLOCK)
        .parallel()
        .forEach(
            block -> {
              SplittableRandom random = new SplittableRandom(Seeds.derive(seed, block));
              double[] sums = new double[width];
              for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
                resample(households, random, sums);
                for (int m = 0; m < values.length; m++) {
                  values[m][i] = metrics.get(m).value(sums);
                }
              }
            });
    Arrays.stream(values).parallel().forEach(Arrays::sort);
    return values;
  }

  /** Sums up as many households as there are, drawn with replacement. */
  private static void resample(double[] households, SplittableRandom random, double[] sums) {
    Arrays.fill(sums, 0);
    int width = sums.length;
    int n = households.length / width;
    for (int drawn = 0; drawn < n; drawn += 2) {
      // Two draws from one number, each by the upper half of a product: for n households the
      // chances differ by less than n / 2^32.
      long bits = random.nextLong();
      add(households, (int) (((bits >>> 32) * n) >>> 32) * width, sums);
      if (drawn + 1 < n) {
        add(households, (int) (((bits & 0xffffffffL) * n) >>> 32) * width, sums);
      }
    }
  }

  private static void add(double[] households, int start, double[] sums) {
    for (int column = 0; column < sums.length; column++) {
      sums[column] += households[start + column];
    }
  }

  private static Figure figure(double value, double[] sorted) {
    if (Double.isNaN(value)) {
      return new Figure(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }
    // Undefined values are NaN, which sort to the end.
    int defined = sorted.length;
    while (defined > 0 && Double.isNaN(sorted[defined - 1])) {
      defined--;
    }
    return defined == 0
        ? new Figure(OptionalDouble.of(value), OptionalDouble.empty(), OptionalDouble.empty())
        : new Figure(
            OptionalDouble.of(value),
            OptionalDouble.of(quantile(sorted, defined, TAIL)),
            OptionalDouble.of(quantile(sorted, defined, 1 - TAIL)));
  }

  /** Linear between order statistics (type 7 of Hyndman and Fan, 1996). */
  private static double quantile(double[] sorted, int n, double p) {
    double place = p * (n - 1);
    int below = (int) place;
    int above = Math.min(n - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
