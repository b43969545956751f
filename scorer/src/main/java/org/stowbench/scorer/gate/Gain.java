package org.stowbench.scorer.gate;

import java.util.Objects;
import java.util.Optional;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.metrics.Direction;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.Interval;

/**
 * How much better than the baseline a run must be beyond doubt, such as {@code hit@1>0}: the whole
 * 95 % interval of the paired difference must be above the amount, and compare must tell the two
 * apart. Better is higher, but for metrics where lower is better.
 *
 * @param metric one of {@link org.stowbench.scorer.protocols.Protocol#CONSISTENT}'s
 * @param relation {@code ABOVE} or {@code AT_LEAST}
 * @param least how much better, in the metric's own unit, 0 or more
 * @param text as it was written
 */
public record Gain(Metric metric, Requirement.Relation relation, double least, String text) {

  public Gain {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(text, "text");
    if (!(least >= 0 && Double.isFinite(least))) {
      throw new IllegalArgumentException(
          "gain of %s by %s: must be 0 or more".formatted(metric.name(), least));
    }
  }

  /**
   * Reads {@code METRIC>AMOUNT} or {@code METRIC>=AMOUNT}.
   *
   * @throws InvalidInputException if it is not that; names the part that does not fit, and what
   *     does
   */
  public static Gain parse(String text) {
    Requirement parts = Requirement.parse(text);
    if (parts.relation() != Requirement.Relation.ABOVE
        && parts.relation() != Requirement.Relation.AT_LEAST) {
      throw Requirement.refused(text, "must be METRIC>AMOUNT or METRIC>=AMOUNT, such as hit@1>0");
    }
    if (parts.bound() < 0) {
      throw Requirement.refused(text, "amount " + parts.bound() + ": must be 0 or more");
    }
    return new Gain(parts.metric(), parts.relation(), parts.bound(), parts.text());
  }

  /** Whether the first of a comparison is so much better than the second. */
  boolean holds(Comparison comparison) {
    Optional<Interval> interval = comparison.interval();
    if (interval.isEmpty() || !comparison.isToldApart()) {
      return false;
    }
    double low =
        metric.direction() == Direction.HIGHER_IS_BETTER
            ? interval.get().low()
            : -interval.get().high();
    return relation.holds(low, least);
  }
}
