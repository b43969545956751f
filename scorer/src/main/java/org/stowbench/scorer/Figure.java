package org.stowbench.scorer;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.scorer.statistics.Interval;
import org.stowbench.scorer.statistics.Uncertainty;

/**
 * A metric's value with its 95 % interval over households.
 *
 * @param value empty where the metric is not defined, such as a precision of nothing
 * @param low lower end of the interval; empty where there is none
 * @param high upper end; empty exactly when {@code low} is
 * @param method of the interval, such as {@code korn_graubard}; where there is none, the reason,
 *     such as {@code too few households}
 */
public record Figure(OptionalDouble value, OptionalDouble low, OptionalDouble high, String method) {

  public Figure {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(method, "method");
    if (low.isPresent() != high.isPresent() || (low.isPresent() && value.isEmpty())) {
      throw new IllegalArgumentException(
          "figure %s in [%s, %s]: must have both ends or none, and none without a value"
              .formatted(words(value), words(low), words(high)));
    }
    if (low.isPresent() && !(low.getAsDouble() <= high.getAsDouble())) {
      throw new IllegalArgumentException(
          "interval [%s, %s]: must not run backwards"
              .formatted(low.getAsDouble(), high.getAsDouble()));
    }
  }

  private static String words(OptionalDouble end) {
    return end.isPresent() ? Double.toString(end.getAsDouble()) : "nothing";
  }

  /** A value, NaN where it is undefined, and how far it can be trusted. */
  public static Figure of(double value, Uncertainty uncertainty) {
    OptionalDouble none = OptionalDouble.empty();
    return Double.isNaN(value)
        ? new Figure(none, none, none, Uncertainty.UNDEFINED.words())
        : new Figure(
            OptionalDouble.of(value),
            uncertainty.interval().map(i -> OptionalDouble.of(i.low())).orElse(none),
            uncertainty.interval().map(i -> OptionalDouble.of(i.high())).orElse(none),
            uncertainty.words());
  }

  /** How far the value can be trusted. */
  public Uncertainty uncertainty() {
    return new Uncertainty(
        low.isPresent()
            ? Optional.of(new Interval(low.getAsDouble(), high.orElseThrow()))
            : Optional.empty(),
        method);
  }
}
