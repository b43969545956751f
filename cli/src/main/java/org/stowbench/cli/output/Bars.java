package org.stowbench.cli.output;

/** Small pictures made of characters, for terminals. */
public final class Bars {

  private static final String LEVELS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

  private Bars() {}

  /**
   * An interval on an axis, with the value within and the axis' zero where it has one: {@code
   * ─┼──}.
   *
   * @param axisLow left end of the axis
   * @param axisHigh right end, above {@code axisLow}
   * @param width in characters, 2 or more
   */
  public static String interval(
      double low, double value, double high, double axisLow, double axisHigh, int width) {
    if (!(axisLow < axisHigh) || width < 2) {
      throw new IllegalArgumentException(
          "axis from %s to %s in %d characters: must have a length"
              .formatted(axisLow, axisHigh, width));
    }
    StringBuilder bar = new StringBuilder(" ".repeat(width));
    if (axisLow < 0 && axisHigh > 0) {
      bar.setCharAt(place(0, axisLow, axisHigh, width), '\u2502');
    }
    for (int i = place(low, axisLow, axisHigh, width);
        i <= place(high, axisLow, axisHigh, width);
        i++) {
      bar.setCharAt(i, bar.charAt(i) == '\u2502' ? '\u253c' : '\u2500');
    }
    bar.setCharAt(place(value, axisLow, axisHigh, width), '\u25cf');
    return bar.toString();
  }

  private static int place(double value, double low, double high, int width) {
    long place = Math.round((value - low) / (high - low) * (width - 1));
    return (int) Math.max(0, Math.min(width - 1, place));
  }

  /** A line of values between 0 and 1, a character each; a blank for NaN. */
  public static String sparkline(double... shares) {
    StringBuilder line = new StringBuilder();
    for (double share : shares) {
      int level = (int) Math.max(0, Math.min(7, Math.floor(share * 8)));
      line.append(Double.isNaN(share) ? ' ' : LEVELS.charAt(level));
    }
    return line.toString();
  }
}
