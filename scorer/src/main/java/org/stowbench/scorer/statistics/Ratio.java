package org.stowbench.scorer.statistics;

import java.util.Optional;

/**
 * One column's sum over another's.
 *
 * @param over the column above, from 0
 * @param under the column below, from 0
 */
public record Ratio(int over, int under) implements Statistic {

  public Ratio {
    if (over < 0 || under < 0) {
      throw new IllegalArgumentException(
          "columns %d and %d: must be 0 or more".formatted(over, under));
    }
  }

  @Override
  public double of(double[] sums) {
    return sums[under] > 0 ? sums[over] / sums[under] : Double.NaN;
  }

  /**
   * The ratio's Wilson interval; empty where it does not fit: the ratio must be a share of
   * successes, and no cluster may have more than one trial.
   */
  public Optional<Interval> wilson(Clusters clusters) {
    int successes = 0;
    int trials = 0;
    for (int cluster = 0; cluster < clusters.size(); cluster++) {
      double success = clusters.get(cluster, over);
      double trial = clusters.get(cluster, under);
      if ((trial != 0 && trial != 1) || (success != 0 && success != trial)) {
        return Optional.empty();
      }
      successes += (int) success;
      trials += (int) trial;
    }
    return trials == 0 ? Optional.empty() : Optional.of(Interval.wilson(successes, trials));
  }
}
