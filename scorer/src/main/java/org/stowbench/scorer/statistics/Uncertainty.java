package org.stowbench.scorer.statistics;

import java.util.Objects;
import java.util.Optional;
import org.stowbench.io.Json;

/**
 * How far a figure can be trusted: its interval with the method that made it, or the reason why
 * there is none.
 *
 * @param interval empty where the data do not say enough for an honest one
 * @param words the method's name, such as {@code korn_graubard}; without an interval the reason
 */
public record Uncertainty(Optional<Interval> interval, String words) {

  /** For whom nobody asked for an interval. */
  public static final Uncertainty NOT_ASKED = none("not asked for");

  /** Of a figure without a value. */
  public static final Uncertainty UNDEFINED = none("undefined");

  /** There are too few to see how households differ. */
  public static final Uncertainty TOO_FEW = none("too few households");

  /** All that was seen is alike, and nothing bounds what was not seen. */
  public static final Uncertainty ALL_ALIKE = none("all households alike");

  public Uncertainty {
    Objects.requireNonNull(interval, "interval");
    if (words.isBlank()) {
      throw new IllegalArgumentException("words must not be blank");
    }
  }

  private static Uncertainty none(String reason) {
    return new Uncertainty(Optional.empty(), reason);
  }

  /** An interval; one without width says only that all that was seen is alike. */
  public static Uncertainty of(IntervalMethod method, Interval interval) {
    return interval.low() < interval.high()
        ? new Uncertainty(Optional.of(interval), Json.name(method))
        : ALL_ALIKE;
  }

  /** The same of a figure that is by so much higher. */
  Uncertainty movedBy(double distance) {
    return new Uncertainty(
        interval.map(i -> new Interval(i.low() + distance, i.high() + distance)), words);
  }

  /** The same of a figure of the other sign. */
  public Uncertainty negated() {
    return new Uncertainty(interval.map(i -> new Interval(-i.high(), -i.low())), words);
  }
}
