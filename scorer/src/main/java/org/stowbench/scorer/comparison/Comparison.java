package org.stowbench.scorer.comparison;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.Detectable;
import org.stowbench.scorer.statistics.Interval;
import org.stowbench.scorer.statistics.McNemar;
import org.stowbench.scorer.statistics.PermutationTest;
import org.stowbench.scorer.statistics.Uncertainty;

/**
 * Two predictors on the queries that both have.
 *
 * @param first what the first is called
 * @param second what the second is called
 * @param metric what is compared
 * @param basis how many queries and homes it rests on, and what it leaves out
 * @param firstValue the first's figure over these queries
 * @param secondValue the second's
 * @param uncertainty how far the difference can be trusted: its interval, or why it has none
 * @param permutation whether households' figures could as well be swapped
 * @param adjustedP its p-value after Holm's correction over the family
 * @param mcNemar where figures are right or wrong, query by query
 * @param hedgesG the difference in standard deviations between queries; empty where none varies, or
 *     the metric is no sum over queries
 * @param tally on how many queries which is better; empty where the metric is no sum over queries
 * @param detectable what difference could be found at all; empty where the two never differ
 */
public record Comparison(
    String first,
    String second,
    Metric metric,
    Basis basis,
    double firstValue,
    double secondValue,
    Uncertainty uncertainty,
    PermutationTest permutation,
    double adjustedP,
    Optional<McNemar> mcNemar,
    OptionalDouble hedgesG,
    Optional<Tally> tally,
    Optional<Detectable> detectable) {

  /** From this p-value down a difference is more than chance. */
  public static final double LEVEL = 0.05;

  public Comparison {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(basis, "basis");
    Objects.requireNonNull(uncertainty, "uncertainty");
    Objects.requireNonNull(permutation, "permutation");
    Objects.requireNonNull(mcNemar, "mcNemar");
    Objects.requireNonNull(hedgesG, "hedgesG");
    Objects.requireNonNull(tally, "tally");
    Objects.requireNonNull(detectable, "detectable");
  }

  /** How many queries it rests on. */
  public int queries() {
    return basis.queries();
  }

  /** How many homes these are of. */
  public int households() {
    return basis.households();
  }

  /** The interval of the difference; empty where the data do not say enough for one. */
  public Optional<Interval> interval() {
    return uncertainty.interval();
  }

  /** The first's figure less the second's. */
  public double difference() {
    return firstValue - secondValue;
  }

  /** Whether the first's figure is the better one, by however little. */
  public boolean firstIsBetter() {
    return metric.direction().advantage(firstValue, secondValue) > 0;
  }

  /** Whether the two can be told apart, after correction for the whole family. */
  public boolean isToldApart() {
    return adjustedP <= LEVEL;
  }

  /** The same after correction over its family. */
  Comparison withAdjustedP(double p) {
    return new Comparison(
        first,
        second,
        metric,
        basis,
        firstValue,
        secondValue,
        uncertainty,
        permutation,
        p,
        mcNemar,
        hedgesG,
        tally,
        detectable);
  }

  /** The same seen from the second's side. */
  public Comparison reversed() {
    return new Comparison(
        second,
        first,
        metric,
        basis.reversed(),
        secondValue,
        firstValue,
        uncertainty.negated(),
        permutation,
        adjustedP,
        mcNemar.map(m -> new McNemar(m.secondOnly(), m.firstOnly(), m.p(), m.exact())),
        hedgesG.isPresent() ? OptionalDouble.of(-hedgesG.getAsDouble()) : hedgesG,
        tally.map(t -> new Tally(t.losses(), t.ties(), t.wins())),
        detectable);
  }
}
