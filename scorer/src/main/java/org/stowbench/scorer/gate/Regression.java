package org.stowbench.scorer.gate;

import java.util.Objects;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scorer.metrics.Metric;

/**
 * How much worse than the baseline a run's figure may be, such as {@code hit@1:0.02}. Worse is
 * lower, but for metrics where lower is better, such as {@code openings}: there it is higher.
 *
 * @param metric one of {@link org.stowbench.scorer.protocols.Protocol#CONSISTENT}'s
 * @param most how much worse, in the metric's own unit, 0 or more
 * @param text as it was written
 */
public record Regression(Metric metric, double most, String text) {

  public Regression {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(text, "text");
    if (!(most >= 0 && Double.isFinite(most))) {
      throw new IllegalArgumentException(
          "regression of %s by %s: must be 0 or more".formatted(metric.name(), most));
    }
  }

  /**
   * Reads {@code METRIC:AMOUNT}.
   *
   * @throws InvalidInputException if it is not that; names the part that does not fit, and what
   *     does
   */
  public static Regression parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw Requirement.refused(text, "must be METRIC:AMOUNT, such as hit@1:0.02");
    }
    Metric metric = Requirement.metric(text, text.substring(0, colon).strip());
    double most = Requirement.number(text, text.substring(colon + 1).strip());
    if (most < 0) {
      throw Requirement.refused(text, "amount " + most + ": must be 0 or more");
    }
    return new Regression(metric, most, text.strip());
  }
}
