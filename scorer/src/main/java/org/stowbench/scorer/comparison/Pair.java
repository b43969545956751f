package org.stowbench.scorer.comparison;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.scorer.comparison.Comparer.Side;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Unit;
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.Detectable;
import org.stowbench.scorer.statistics.HedgesG;
import org.stowbench.scorer.statistics.McNemar;
import org.stowbench.scorer.statistics.PermutationTest;
import org.stowbench.scorer.statistics.Uncertainty;

/** The tests of one pair. */
final class Pair {

  private Pair() {}

  /** Compares two sides, before correction over the family. */
  static Comparison of(
      Metric metric,
      Side first,
      Side second,
      Clusters households,
      Basis basis,
      Uncertainty uncertainty,
      long seed) {
    double firstValue = first.value(metric);
    double secondValue = second.value(metric);
    int queries = first.over().length;
    PermutationTest permutation = PermutationTest.of(households, seed);
    // Where both divide by the same, query by query, what each adds above can be compared.
    boolean comparable = Arrays.equals(first.under(), second.under());
    boolean shares = metric.unit() == Unit.SHARE && comparable;
    boolean binary = shares && first.isBinary() && second.isBinary();
    double error = standardError(households, firstValue, secondValue);
    return new Comparison(
        first.name(),
        second.name(),
        metric,
        basis,
        firstValue,
        secondValue,
        uncertainty,
        permutation,
        permutation.p(),
        binary ? Optional.of(mcNemar(first, second)) : Optional.empty(),
        comparable ? HedgesG.of(first.over(), second.over()) : OptionalDouble.empty(),
        comparable ? Optional.of(tally(metric, shares, first, second)) : Optional.empty(),
        error > 0
            ? Optional.of(Detectable.of(error, firstValue - secondValue, queries))
            : Optional.empty());
  }

  private static McNemar mcNemar(Side first, Side second) {
    int firstOnly = 0;
    int secondOnly = 0;
    for (int i = 0; i < first.over().length; i++) {
      firstOnly += first.over()[i] > second.over()[i] ? 1 : 0;
      secondOnly += first.over()[i] < second.over()[i] ? 1 : 0;
    }
    return McNemar.of(firstOnly, secondOnly);
  }

  private static Tally tally(Metric metric, boolean shares, Side first, Side second) {
    double wins = 0;
    double losses = 0;
    for (int i = 0; i < first.over().length; i++) {
      double a = first.over()[i];
      double b = second.over()[i];
      if (shares) {
        // Chances of being right: one is right and the other is not.
        wins += a * (1 - b);
        losses += b * (1 - a);
      } else {
        double advantage = metric.direction().advantage(a, b);
        wins += advantage > 0 ? 1 : 0;
        losses += advantage < 0 ? 1 : 0;
      }
    }
    return new Tally(wins, Math.max(0, first.over().length - wins - losses), losses);
  }

  /**
   * The standard error of the difference of two ratios over households, by linearization (Cochran,
   * Sampling Techniques, 1977, section 6.3): of what each household adds to it, in first order. 0
   * with a single household.
   */
  private static double standardError(Clusters households, double first, double second) {
    double[] totals = households.totals();
    int n = households.size();
    double squares = 0;
    for (int h = 0; h < n; h++) {
      double added =
          (households.get(h, 0) - first * households.get(h, 1)) / totals[1]
              - (households.get(h, 2) - second * households.get(h, 3)) / totals[3];
      squares += added * added;
    }
    return n < 2 ? 0 : Math.sqrt(squares * n / (n - 1));
  }
}
