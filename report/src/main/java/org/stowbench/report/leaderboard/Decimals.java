package org.stowbench.report.leaderboard;

import java.util.Locale;
import java.util.OptionalDouble;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Unit;

/** How a leaderboard's pages write numbers. */
final class Decimals {

  private Decimals() {}

  /** As {@link #number(Metric, double)} does; a dash for what is undefined. */
  static String number(Metric metric, OptionalDouble number) {
    return number.isPresent() ? number(metric, number.getAsDouble()) : "–";
  }

  /** Three decimals; two for containers that are opened. */
  static String number(Metric metric, double number) {
    return String.format(Locale.ROOT, metric.unit() == Unit.CONTAINERS ? "%.2f" : "%.3f", number);
  }

  /** Such as {@code [0.100, 0.200]}; empty where there is none. */
  static String interval(Metric metric, Figure figure) {
    return figure
        .uncertainty()
        .interval()
        .map(i -> "[%s, %s]".formatted(number(metric, i.low()), number(metric, i.high())))
        .orElse("");
  }
}
