package org.stowbench.scorer.statistics;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.stowbench.predictor.Seeds;

/**
 * A bootstrap whose draws can be made apart and added up: in each of {@value #COUNT} replicates a
 * cluster comes up as often as a Poisson number of mean 1 says, which is drawn from a seed and the
 * cluster's name alone (Hanley and MacGibbon, Computer Methods and Programs in Biomedicine 83,
 * 2006). However many clusters there are, and wherever, all that is kept are the sums of each
 * replicate.
 */
public final class Replicates implements Serializable {

  /** How many there are. */
  public static final int COUNT = 1_000;

  /** The chances of 0, of 0 or 1, and so on. */
  private static final double[] AT_MOST = new double[18];

  static {
    double chance = Math.exp(-1);
    double sum = 0;
    for (int count = 0; count < AT_MOST.length; count++) {
      sum += chance;
      AT_MOST[count] = sum;
      chance /= count + 1;
    }
  }

  private final int width;
  private final double[] sums; // one replicate after another
  private long clusters;

  /**
   * Replicates of no clusters.
   *
   * @param width how many columns are summed up
   */
  public Replicates(int width) {
    this.width = width;
    this.sums = new double[COUNT * width];
  }

  /**
   * Adds a cluster.
   *
   * @param seed of the draws
   * @param cluster its name; each comes once
   * @param row its sum of each column
   */
  public void add(long seed, String cluster, double[] row) {
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, cluster));
    clusters++;
    for (int replicate = 0; replicate < COUNT; replicate++) {
      int often = poisson(random.nextDouble());
      if (often > 0) {
        int from = replicate * width;
        for (int column = 0; column < width; column++) {
          sums[from + column] += often * row[column];
        }
      }
    }
  }

  private static int poisson(double chance) {
    int count = 0;
    while (count < AT_MOST.length && chance >= AT_MOST[count]) {
      count++;
    }
    return count;
  }

  /** Both together; they share no cluster. */
  public Replicates plus(Replicates other) {
    Replicates both = new Replicates(width);
    both.clusters = clusters + other.clusters;
    Arrays.setAll(both.sums, i -> sums[i] + other.sums[i]);
    return both;
  }

  /**
   * How far a statistic can be trusted, by the percentiles of its replicates.
   *
   * @return no interval where there are fewer than two clusters, or it is undefined in all
   */
  public Uncertainty uncertainty(Statistic statistic) {
    double[] values = new double[COUNT];
    Arrays.setAll(values, i -> statistic.of(Arrays.copyOfRange(sums, i * width, (i + 1) * width)));
    Arrays.sort(values);
    return clusters < 2
        ? Uncertainty.TOO_FEW
        : ClusterBootstrap.percentile(values)
            .map(interval -> Uncertainty.of(IntervalMethod.PERCENTILE, interval))
            .orElse(Uncertainty.TOO_FEW);
  }
}
