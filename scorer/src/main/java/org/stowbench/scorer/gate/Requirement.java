package org.stowbench.scorer.gate;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;

/**
 * What a run's figure must be, such as {@code hit@1>=0.30}. The figure itself is held against the
 * bound, exactly and without rounding; its interval plays no part.
 *
 * @param metric one of {@link Protocol#CONSISTENT}'s scorecards
 * @param relation of the figure to the bound
 * @param bound finite
 * @param text as it was written
 */
public record Requirement(Metric metric, Relation relation, double bound, String text) {

  private static final Pattern FORM = Pattern.compile("\\s*([^<>=\\s]*)\\s*([<>=]*)\\s*(.*?)\\s*");

  /** How a figure may relate to a bound. */
  public enum Relation {
    AT_LEAST(">="),
    ABOVE(">"),
    AT_MOST("<="),
    BELOW("<"),
    EQUAL("=");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    boolean holds(double value, double bound) {
      return switch (this) {
        case AT_LEAST -> value >= bound;
        case ABOVE -> value > bound;
        case AT_MOST -> value <= bound;
        case BELOW -> value < bound;
        case EQUAL -> value == bound;
      };
    }
  }

  public Requirement {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(text, "text");
    if (!Double.isFinite(bound)) {
      throw new IllegalArgumentException("bound " + bound + ": must be finite");
    }
  }

  /**
   * Reads a requirement: a metric, {@code >=}, {@code >}, {@code <=}, {@code <} or {@code =}, and a
   * number. Spaces do not matter.
   *
   * @throws InvalidInputException if it is not one; names the part that does not fit, and what does
   */
  public static Requirement parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw refused(text, "must be METRIC>=NUMBER, such as hit@1>=0.30");
    }
    Metric metric = metric(text, parts.group(1));
    return new Requirement(
        metric, relation(text, parts.group(2)), number(text, parts.group(3)), text.strip());
  }

  static Relation relation(String text, String sign) {
    for (Relation relation : Relation.values()) {
      if (relation.sign.equals(sign)) {
        return relation;
      }
    }
    throw refused(
        text,
        "\"%s\" behind the metric: must be one of >=, >, <=, <, ="
            .formatted(InvalidInputException.excerpt(sign)));
  }

  /** A metric of the scorecard, by its name. */
  static Metric metric(String text, String name) {
    List<Metric> known = Metrics.of(Protocol.CONSISTENT);
    return Metrics.find(name, Protocol.CONSISTENT)
        .filter(known::contains)
        .orElseThrow(
            () ->
                refused(
                    text,
                    "metric \"%s\": must be one of %s"
                        .formatted(InvalidInputException.excerpt(name), Metrics.names(known))));
  }

  static double number(String text, String number) {
    if (number.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?")) {
      double value = Double.parseDouble(number);
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw refused(
        text,
        "\"%s\": must be a number, such as 0.30".formatted(InvalidInputException.excerpt(number)));
  }

  static InvalidInputException refused(String text, String why) {
    return new InvalidInputException(
        "\"%s\": %s".formatted(InvalidInputException.excerpt(text), why));
  }
}
