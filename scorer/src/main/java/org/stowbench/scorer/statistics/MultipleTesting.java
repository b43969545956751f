package org.stowbench.scorer.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** P-values corrected for how many tests were made. */
public final class MultipleTesting {

  private MultipleTesting() {}

  /**
   * Holm's step-down correction (1979): the chance of even one false alarm in the family stays
   * under the level, whatever the tests have to do with each other.
   *
   * @return a corrected p-value for each, at most 1, in the given order
   */
  public static double[] holm(double[] p) {
    List<Integer> ascending =
        IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> p[i])).toList();
    double[] adjusted = new double[p.length];
    double highest = 0;
    for (int rank = 0; rank < p.length; rank++) {
      int i = ascending.get(rank);
      highest = Math.max(highest, bonferroni(p[i], p.length - rank));
      adjusted[i] = highest;
    }
    return adjusted;
  }

  /** Bonferroni's correction: p times the number of tests, at most 1. */
  public static double bonferroni(double p, int tests) {
    return Math.min(1, p * tests);
  }
}
