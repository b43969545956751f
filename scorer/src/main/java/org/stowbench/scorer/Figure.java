package org.stowbench.scorer;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.scorer.statistics.Interval;

/**
 * A metric's value with its 95 % interval over households.
 *
 * @param value empty where the metric is not defined, such as a precision of nothing
 * @param low lower end of the interval; empty where there is no value, or fewer than two households
 *     to resample
 * @param high upper end; empty exactly when {@code low} is
 */
public record Figure(OptionalDouble value, OptionalDouble low, OptionalDouble high) {

  public Figure {
    Objects.requireNonNull(value, "value");
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

  /** A value, NaN where it is undefined, with its interval. */
  public static Figure of(double value, Optional<Interval> interval) {
    return Double.isNaN(value)
        ? new Figure(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty())
        : new Figure(
            OptionalDouble.of(value),
            interval.map(i -> OptionalDouble.of(i.low())).orElse(OptionalDouble.empty()),
            interval.map(i -> OptionalDouble.of(i.high())).orElse(OptionalDouble.empty()));
  }
}
