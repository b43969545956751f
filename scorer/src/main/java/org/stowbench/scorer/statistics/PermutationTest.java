package org.stowbench.scorer.statistics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.stowbench.predictor.Seeds;

/**
 * Whether two paired ratios of sums differ by more than chance: if it made no difference which of
 * the two a cluster's figures belong to, they could be swapped in any cluster. The p-value is the
 * share of all swaps whose difference is at least as large as the observed one, in either direction
 * (Fisher, The Design of Experiments, 1935; Good, Permutation Tests, 2000).
 *
 * @param p two-sided, above 0, at most 1
 * @param exact whether all swaps were tried; else 10,000 at random, and the observed one counts
 *     among them, so that p is never 0 (Phipson and Smyth, 2010)
 */
public record PermutationTest(double p, boolean exact) {

  /** Up to so many clusters that differ, all swaps are tried: a million. */
  static final int MOST_FOR_EXACT = 20;

  private static final int DRAWS = 10_000;
  private static final int BLOCK = 500;

  /** Far above the rounding of sums, far below any difference that matters. */
  private static final double ROUNDING = 1e-10;

  /**
   * Tests the difference of two ratios.
   *
   * @param pairs four columns a cluster: numerator and denominator of the first, then of the second
   * @param seed of the swaps, where not all are tried
   */
  public static PermutationTest of(Clusters pairs, long seed) {
    if (pairs.width() != 4) {
      throw new IllegalArgumentException(
          pairs.width() + " columns: must be two numerators and denominators");
    }
    // A cluster in which both have the same figures changes nothing when it is swapped.
    int[] differing =
        IntStream.range(0, pairs.size())
            .filter(c -> pairs.get(c, 0) != pairs.get(c, 2) || pairs.get(c, 1) != pairs.get(c, 3))
            .toArray();
    double[] over = new double[differing.length];
    double[] under = new double[differing.length];
    for (int i = 0; i < differing.length; i++) {
      over[i] = pairs.get(differing[i], 2) - pairs.get(differing[i], 0);
      under[i] = pairs.get(differing[i], 3) - pairs.get(differing[i], 1);
    }
    Swaps swaps = new Swaps(pairs.totals(), over, under);
    return differing.length <= MOST_FOR_EXACT
        ? new PermutationTest(swaps.exact(), true)
        : new PermutationTest(swaps.sampled(seed), false);
  }

  /**
   * The swaps of one test.
   *
   * @param totals of the four columns, unswapped
   * @param over what swapping each cluster adds to the first numerator, and takes from the second
   * @param under the same of the denominators
   */
  private record Swaps(double[] totals, double[] over, double[] under) {

    double exact() {
      // Half of the clusters in one table of sums, half in another: no sum is of many terms.
      int low = over.length / 2;
      double[] lowOver = sums(over, 0, low);
      double[] lowUnder = sums(under, 0, low);
      double[] highOver = sums(over, low, over.length);
      double[] highUnder = sums(under, low, over.length);
      double least = least();
      long extreme = 0;
      for (int h = 0; h < highOver.length; h++) {
        for (int l = 0; l < lowOver.length; l++) {
          extreme += isExtreme(highOver[h] + lowOver[l], highUnder[h] + lowUnder[l], least) ? 1 : 0;
        }
      }
      return (double) extreme / ((long) lowOver.length * highOver.length);
    }

    /** The sum of every subset, by its bits. */
    private static double[] sums(double[] values, int from, int to) {
      double[] sums = new double[1 << (to - from)];
      for (int subset = 1; subset < sums.length; subset++) {
        int last = Integer.numberOfTrailingZeros(subset);
        sums[subset] = sums[subset & (subset - 1)] + values[from + last];
      }
      return sums;
    }

    double sampled(long seed) {
      double least = least();
      long extreme =
          IntStream.range(0, DRAWS / BLOCK)
              .parallel()
              .mapToLong(
                  block -> {
                    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, block));
                    long count = 0;
                    for (int i = 0; i < BLOCK; i++) {
                      count += isExtreme(random, least) ? 1 : 0;
                    }
                    return count;
                  })
              .sum();
      return (1.0 + extreme) / (1.0 + DRAWS);
    }

    private boolean isExtreme(SplittableRandom random, double least) {
      double movedOver = 0;
      double movedUnder = 0;
      for (int from = 0; from < over.length; from += Long.SIZE) {
        long bits = random.nextLong();
        int to = Math.min(over.length, from + Long.SIZE);
        for (int i = from; i < to; i++) {
          // Multiplying by 0 or 1 is faster than a branch that nobody can foresee.
          long swapped = bits & 1;
          movedOver += swapped * over[i];
          movedUnder += swapped * under[i];
          bits >>>= 1;
        }
      }
      return isExtreme(movedOver, movedUnder, least);
    }

    private double least() {
      return Math.abs(difference(0, 0)) - ROUNDING;
    }

    /** A swap that leaves a ratio undefined counts as extreme, against finding a difference. */
    private boolean isExtreme(double movedOver, double movedUnder, double least) {
      return !(Math.abs(difference(movedOver, movedUnder)) < least);
    }

    private double difference(double movedOver, double movedUnder) {
      return (totals[0] + movedOver) / (totals[1] + movedUnder)
          - (totals[2] - movedOver) / (totals[3] - movedUnder);
    }
  }
}
