package org.stowbench.scorer.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.stowbench.predictor.Seeds;

/**
 * Bootstrap over clusters: clusters are drawn with replacement, as many as there are, each with all
 * that is in it, and the statistics computed anew. Draws in which a statistic is undefined do not
 * count for it.
 *
 * <p>Several statistics share the draws, so a hundred cost little more than one. Draws come in
 * blocks with seeds of their own, so that the result does not depend on threads. A draw is how
 * often each cluster comes up; clusters with the same sums are one row that comes up as often as
 * all of them, and a pass over the rows sums up many draws.
 *
 * <p>Of very many clusters nothing is drawn: what draws would say is then known from {@link
 * ClusterEstimate#asIfDrawn}.
 */
public final class ClusterBootstrap {

  /** Of so many clusters at most there are draws. */
  public static final int MOST = 20_000;

  /** How many draws a printed interval rests on. */
  private static final int RESAMPLES = 10_000;

  private static final int BLOCK = 500;

  /** How many draws are summed up in one pass: as many as stay near the processor. */
  private static final int PASS = 50;

  private static final double TAIL = (1 - Interval.LEVEL) / 2;

  /** Far above the rounding of sums, far below any difference that matters. */
  private static final double ROUNDING = 1e-12;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private ClusterBootstrap() {}

  /** Whether intervals of so many clusters are made by draws, as the method says. */
  public static boolean draws(IntervalMethod method, Grouping clusters) {
    return isBootstrap(method) && clusters.clusters() <= MOST;
  }

  private static boolean isBootstrap(IntervalMethod method) {
    return method == IntervalMethod.PERCENTILE || method == IntervalMethod.BCA;
  }

  /**
   * How far each statistic can be trusted.
   *
   * @param method {@code PERCENTILE} or {@code BCA}
   * @param seed of the draws
   */
  public static List<Uncertainty> uncertainties(
      Clusters clusters, List<Statistic> statistics, IntervalMethod method, long seed) {
    return intervals(clusters, statistics, method, RESAMPLES, seed).stream()
        .map(drawn -> drawn.map(i -> Uncertainty.of(method, i)).orElse(Uncertainty.TOO_FEW))
        .toList();
  }

  /**
   * The interval of each statistic; empty where it is undefined, or there are fewer than two
   * clusters to draw from.
   *
   * @param method {@code PERCENTILE} or {@code BCA}
   * @param resamples how many draws, a multiple of 500
   * @param seed of the draws
   */
  static List<Optional<Interval>> intervals(
      Clusters clusters,
      List<Statistic> statistics,
      IntervalMethod method,
      int resamples,
      long seed) {
    if (!isBootstrap(method)) {
      throw new IllegalArgumentException(method + " intervals are no bootstrap");
    }
    if (resamples < BLOCK || resamples % BLOCK != 0) {
      throw new IllegalArgumentException(
          "%d draws: must be a multiple of %d".formatted(resamples, BLOCK));
    }
    double[] totals = clusters.totals();
    List<Optional<Interval>> intervals = new ArrayList<>();
    if (clusters.size() < 2) {
      statistics.forEach(s -> intervals.add(Optional.empty()));
      return intervals;
    }
    double[][] drawn = draw(clusters, statistics, resamples, seed);
    for (int s = 0; s < drawn.length; s++) {
      double estimate = statistics.get(s).of(totals);
      int defined = defined(drawn[s]);
      if (Double.isNaN(estimate) || defined == 0) {
        intervals.add(Optional.empty());
      } else if (method == IntervalMethod.BCA) {
        double[] leftOut = clusters.leavingOut(statistics.get(s));
        intervals.add(Optional.of(corrected(drawn[s], defined, estimate, leftOut)));
      } else {
        intervals.add(Optional.of(between(drawn[s], defined, TAIL, 1 - TAIL)));
      }
    }
    return intervals;
  }

  /** The statistics' values in all draws, each sorted; undefined ones are NaN and last. */
  private static double[][] draw(
      Clusters clusters, List<Statistic> statistics, int resamples, long seed) {
    double[][] values = new double[statistics.size()][resamples];
    DistinctRows rows = DistinctRows.of(clusters);
    IntStream.range(0, resamples / BLOCK)
        .parallel()
        .forEach(
            block -> {
              SplittableRandom random = new SplittableRandom(Seeds.derive(seed, block));
              double[] counts = new double[rows.size() * PASS];
              double[] sums = new double[clusters.width()];
              for (int from = block * BLOCK; from < (block + 1) * BLOCK; from += PASS) {
                for (int draw = 0; draw < PASS; draw++) {
                  rows.count(random, counts, draw);
                }
                double[][] drawn = rows.sums(counts);
                for (int draw = 0; draw < PASS; draw++) {
                  for (int column = 0; column < sums.length; column++) {
                    sums[column] = drawn[column][draw];
                  }
                  for (int s = 0; s < values.length; s++) {
                    values[s][from + draw] = statistics.get(s).of(sums);
                  }
                }
              }
            });
    Arrays.stream(values).parallel().forEach(Arrays::sort);
    return values;
  }

  /**
   * Clusters of which those with the same sums are one.
   *
   * @param clusters one of each kind
   * @param rows the kind of each cluster
   */
  private record DistinctRows(Clusters clusters, int[] rows) {

    static DistinctRows of(Clusters all) {
      Map<List<Double>, Integer> kinds = new HashMap<>();
      int[] rows = new int[all.size()];
      double[] distinct = new double[rows.length * all.width()];
      for (int cluster = 0; cluster < rows.length; cluster++) {
        int from = kinds.size() * all.width();
        List<Double> row = new ArrayList<>();
        for (int column = 0; column < all.width(); column++) {
          distinct[from + column] = all.get(cluster, column);
          row.add(distinct[from + column]);
        }
        rows[cluster] = kinds.computeIfAbsent(row, r -> kinds.size());
      }
      return new DistinctRows(
          new Clusters(Arrays.copyOf(distinct, kinds.size() * all.width()), all.width()), rows);
    }

    int size() {
      return clusters.size();
    }

    /** Counts how often each kind comes up when as many clusters as there are are drawn. */
    void count(SplittableRandom random, double[] counts, int draw) {
      int n = rows.length;
      int[] often = new int[size()];
      for (int drawn = 0; drawn < n; drawn += 2) {
        // Two draws from one number, each by the upper half of a product: for n clusters the
        // chances differ by less than n / 2^32.
        long bits = random.nextLong();
        often[rows[(int) (((bits >>> 32) * n) >>> 32)]]++;
        if (drawn + 1 < n) {
          often[rows[(int) (((bits & 0xffffffffL) * n) >>> 32)]]++;
        }
      }
      for (int kind = 0; kind < often.length; kind++) {
        counts[kind * PASS + draw] = often[kind];
      }
    }

    /** The sums of each column in each draw. */
    double[][] sums(double[] counts) {
      double[][] sums = new double[clusters.width()][PASS];
      for (int kind = 0; kind < size(); kind++) {
        for (int column = 0; column < sums.length; column++) {
          add(clusters.get(kind, column), counts, kind * PASS, sums[column]);
        }
      }
      return sums;
    }

    private static void add(double value, double[] counts, int from, double[] sums) {
      for (int draw = 0; draw < PASS; draw++) {
        sums[draw] += value * counts[from + draw];
      }
    }
  }

  /** Between the outer percentiles of values that are sorted, undefined ones last. */
  static Optional<Interval> percentile(double[] sorted) {
    int defined = defined(sorted);
    return defined == 0 ? Optional.empty() : Optional.of(between(sorted, defined, TAIL, 1 - TAIL));
  }

  private static int defined(double[] sorted) {
    int defined = sorted.length;
    while (defined > 0 && Double.isNaN(sorted[defined - 1])) {
      defined--;
    }
    return defined;
  }

  /**
   * Bias-corrected and accelerated (Efron, Better bootstrap confidence intervals, 1987): the bias
   * from how many draws lie under the estimate, those on it by half; the acceleration from the
   * skewness of the jackknife. Where all draws lie on one side there is nothing to correct by.
   */
  private static Interval corrected(
      double[] sorted, int defined, double estimate, double[] leftOut) {
    double near = ROUNDING * Math.max(Math.abs(sorted[0]), Math.abs(sorted[defined - 1]));
    double under = 0;
    for (int i = 0; i < defined; i++) {
      double beyond = sorted[i] - estimate;
      under += beyond < -near ? 1 : beyond <= near ? 0.5 : 0;
    }
    if (under == 0 || under == defined) {
      return between(sorted, defined, TAIL, 1 - TAIL);
    }
    double bias = NORMAL.inverseCumulativeProbability(under / defined);
    double acceleration = acceleration(leftOut);
    double z = NORMAL.inverseCumulativeProbability(TAIL);
    return between(
        sorted, defined, shifted(bias, acceleration, z), shifted(bias, acceleration, -z));
  }

  private static double shifted(double bias, double acceleration, double z) {
    double sum = bias + z;
    return NORMAL.cumulativeProbability(bias + sum / (1 - acceleration * sum));
  }

  private static double acceleration(double[] leftOut) {
    double[] values = Arrays.stream(leftOut).filter(v -> !Double.isNaN(v)).toArray();
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double below = mean - value;
      squares += below * below;
      cubes += below * below * below;
    }
    return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
  }

  private static Interval between(double[] sorted, int defined, double low, double high) {
    return new Interval(quantile(sorted, defined, low), quantile(sorted, defined, high));
  }

  /** Linear between order statistics (type 7 of Hyndman and Fan, 1996). */
  private static double quantile(double[] sorted, int n, double p) {
    double place = p * (n - 1);
    int below = (int) place;
    int above = Math.min(n - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
