package org.stowbench.scorer.reproduce;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure as it was printed, such as {@code 23.0 %} or {@code 0.230}. It stands for every value
 * that rounds to it: its digits are its precision.
 *
 * @param printed digits with or without a point, and a percent sign if it is a percentage
 */
public record PublishedFigure(String printed) {

  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)( ?%)?");

  public PublishedFigure {
    if (!FORM.matcher(printed).matches()) {
      throw new IllegalArgumentException(
          "published figure '%s': must be digits such as 0.230 or 23.0 %%".formatted(printed));
    }
  }

  /** The value, a percentage as a fraction. */
  public double value() {
    return number().doubleValue();
  }

  /** How many decimals of the value are published. */
  int decimals() {
    return Math.max(0, number().scale());
  }

  /** Half a unit of the last printed digit. */
  public double tolerance() {
    return number().ulp().doubleValue() / 2;
  }

  /** Whether a value rounds to this figure; a last-bit excess over a half still does. */
  public boolean agrees(double value) {
    return Math.abs(value - value()) <= tolerance() + 1e-12;
  }

  private BigDecimal number() {
    Matcher form = FORM.matcher(printed);
    if (!form.matches()) {
      throw new IllegalStateException("checked when made: " + printed);
    }
    BigDecimal number = new BigDecimal(form.group(1));
    return form.group(2) == null ? number : number.movePointLeft(2);
  }
}
