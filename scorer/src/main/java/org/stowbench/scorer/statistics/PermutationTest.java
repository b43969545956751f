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

  /** So many clusters are swapped at once: a multiple of 64, as many as stay near the processor. */
  private static final int STRETCH = 1 << 15;

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
              .mapToLong(block -> extreme(Seeds.derive(seed, block), least))
              .sum();
      return (1.0 + extreme) / (1.0 + DRAWS);
    }

    /** How many of a block of random swaps are as extreme. */
    private long extreme(long seed, double least) {
      double[] movedOver = new double[BLOCK];
      double[] movedUnder = new double[BLOCK];
      for (int from = 0; from < over.length; from += STRETCH) {
        // The first stretch has the block's own seed.
        long own = from == 0 ? seed : Seeds.derive(seed, from);
        move(new SplittableRandom(own), from, movedOver, movedUnder);
      }
      long extreme = 0;
      for (int swap = 0; swap < BLOCK; swap++) {
        extreme += isExtreme(movedOver[swap], movedUnder[swap], least) ? 1 : 0;
      }
      return extreme;
    }

    /**
     * Adds what a stretch of clusters moves in each swap of a block, eight clusters at a time: all
     * their sums stand in a table of 256, where eight random bits say which.
     */
    private void move(SplittableRandom random, int from, double[] movedOver, double[] movedUnder) {
      int to = Math.min(over.length, from + STRETCH);
      int words = (to - from + Long.SIZE - 1) / Long.SIZE;
      long[] bits = new long[BLOCK * words];
      for (int swap = 0; swap < BLOCK; swap++) {
        for (int word = 0; word < words; word++) {
          bits[word * BLOCK + swap] = random.nextLong();
        }
      }
      for (int eight = from; eight < to; eight += Byte.SIZE) {
        int end = Math.min(to, eight + Byte.SIZE);
        double[] overs = sums(over, eight, end);
        double[] unders = sums(under, eight, end);
        int word = (eight - from) / Long.SIZE * BLOCK;
        int mask = overs.length - 1;
        for (int swap = 0; swap < BLOCK; swap++) {
          int swapped = (int) (bits[word + swap] >>> eight) & mask;
          movedOver[swap] += overs[swapped];
          movedUnder[swap] += unders[swapped];
        }
      }
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
