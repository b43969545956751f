package org.stowbench.report.paper;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Where values stand along an axis. */
record Scale(PaperChart.Axis axis, double step, double max, double from, double to) {

  private static final int MOST_TICKS = 6;

  /** An axis between two places, to the largest of the values unless it ends earlier itself. */
  static Scale of(PaperChart.Axis axis, DoubleStream values, double from, double to) {
    double largest = axis.max().isPresent() ? axis.max().getAsDouble() : values.max().orElse(1);
    double span = largest > axis.min() ? largest - axis.min() : 1;
    double step = step(span);
    double max =
        axis.max().isPresent() ? largest : Math.ceil((axis.min() + span) / step - 1e-9) * step;
    return new Scale(axis, step, max, from, to);
  }

  /** The smallest of 1, 2, 5, 10, ... with few ticks. */
  private static double step(double span) {
    double ten = Math.pow(10, Math.floor(Math.log10(span)) - 1);
    while (true) {
      for (double factor : new double[] {1, 2, 5}) {
        if (span / (ten * factor) <= MOST_TICKS) {
          return ten * factor;
        }
      }
      ten *= 10;
    }
  }

  double at(double value) {
    return from + (value - axis.min()) / (max - axis.min()) * (to - from);
  }

  List<Double> ticks() {
    if (!axis.names().isEmpty()) {
      return IntStream.range(0, axis.names().size()).mapToObj(i -> (double) i).toList();
    }
    long first = (long) Math.ceil(axis.min() / step - 1e-9);
    long last = (long) Math.floor(max / step + 1e-9);
    return LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
  }

  String label(double tick) {
    if (!axis.names().isEmpty()) {
      return axis.names().get((int) tick);
    }
    double shown = axis.inPercent() ? tick * 100 : tick;
    double apart = axis.inPercent() ? step * 100 : step;
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(apart) - 1e-9));
    return String.format(Locale.ROOT, "%." + decimals + "f", shown)
        + (axis.inPercent() ? " %" : "");
  }
}
