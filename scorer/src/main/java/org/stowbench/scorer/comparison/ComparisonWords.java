package org.stowbench.scorer.comparison;

import java.util.Locale;
import java.util.Optional;
import org.stowbench.scorer.metrics.Direction;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.Detectable;
import org.stowbench.scorer.statistics.Interval;

/**
 * A comparison in a sentence, such as {@code ranker finds 10 points more than rules [2, 18]; with
 * 100 queries a difference of 11 points is found in four studies of five}. Where it does not rest
 * on all queries, it says on how many, and who left out the others. Names are as the runs have
 * them: whoever prints them escapes them.
 */
public final class ComparisonWords {

  /** From this many points down, points are said with a decimal. */
  private static final double FINE = 3;

  private ComparisonWords() {}

  /** The sentence, without a full stop. */
  public static String of(Comparison comparison) {
    Comparison seen =
        comparison.difference() != 0 && !comparison.firstIsBetter()
            ? comparison.reversed()
            : comparison;
    Wording wording = Wording.of(seen);
    return verdict(seen, wording)
        + seen.basis().words(seen.first(), seen.second())
        + limits(seen, wording);
  }

  private static String verdict(Comparison seen, Wording wording) {
    if (seen.detectable().isEmpty() && seen.difference() == 0) {
      return "%s and %s have the same %s, query by query"
          .formatted(seen.first(), seen.second(), seen.metric().name());
    }
    if (seen.isToldApart()) {
      return "%s %s %s".formatted(seen.first(), wording.more(seen.second()), wording.interval());
    }
    String words = "%s and %s cannot be told apart".formatted(seen.first(), seen.second());
    if (seen.permutation().p() <= Comparison.LEVEL) {
      words += " once corrected for all comparisons";
    }
    return seen.difference() == 0
        ? words + ": the same %s %s".formatted(seen.metric().name(), wording.interval())
        : words + ": %s %s %s".formatted(seen.first(), wording.more(""), wording.interval());
  }

  /**
   * What a study of this size can find, whatever it found: luck can show a difference that most
   * such studies would miss, and hide one that most would show.
   */
  private static String limits(Comparison seen, Wording wording) {
    if (seen.detectable().isEmpty()) {
      return "";
    }
    Detectable detectable = seen.detectable().get();
    String words =
        String.format(
            Locale.ROOT,
            "; with %,d %s a difference of %s is found in four studies of five",
            seen.queries(),
            seen.queries() == 1 ? "query" : "queries",
            wording.amount(detectable.difference()));
    boolean tooSmall = Math.abs(seen.difference()) < detectable.difference();
    return tooSmall && !seen.isToldApart() && detectable.queriesNeeded().isPresent()
        ? words
            + String.format(
                Locale.ROOT, ", for this one it takes %,d", detectable.queriesNeeded().getAsLong())
        : words;
  }

  /**
   * How a metric's amounts are said.
   *
   * @param verb what a predictor does that has a good figure
   * @param unit after an amount, in the plural, with a space before it; may be empty
   * @param comparative more or fewer
   * @param scale of the said numbers
   * @param decimals of the said numbers
   */
  private record Wording(
      Comparison seen, String verb, String unit, String comparative, double scale, int decimals) {

    static Wording of(Comparison seen) {
      Metric metric = seen.metric();
      boolean lower = metric.direction() == Direction.LOWER_IS_BETTER;
      String verb = metric.verb().orElse("has");
      return switch (metric.unit()) {
        case SHARE, RATE -> {
          double least = 100 * seen.detectable().map(Detectable::difference).orElse(1.0);
          String in = metric.verb().isPresent() ? "" : " in " + metric.name();
          yield new Wording(
              seen, verb, " points", (lower ? "fewer" : "more") + in, 100, least < FINE ? 1 : 0);
        }
        case CONTAINERS -> new Wording(seen, verb, " containers", lower ? "fewer" : "more", 1, 1);
        case LENGTH, PHOTO_WIDTHS, METRES, NATS, NUMBER ->
            new Wording(
                seen, verb, "", (seen.difference() < 0 ? "less " : "more ") + metric.name(), 1, 3);
      };
    }

    String more(String than) {
      String words = "%s %s %s".formatted(verb, amount(Math.abs(seen.difference())), comparative);
      return than.isEmpty() ? words : words + " than " + than;
    }

    String amount(double value) {
      String number = number(value);
      return number.equals("1") && unit.endsWith("s")
          ? number + unit.substring(0, unit.length() - 1)
          : number + unit;
    }

    /** Of the amount that is said: of how many fewer, where fewer is better. */
    String interval() {
      Optional<Interval> interval = seen.interval();
      if (interval.isEmpty()) {
        return "(no interval: " + seen.uncertainty().words() + ")";
      }
      boolean down = seen.difference() < 0;
      double low = down ? -interval.get().high() : interval.get().low();
      double high = down ? -interval.get().low() : interval.get().high();
      return "[%s, %s]".formatted(number(low), number(high));
    }

    private String number(double value) {
      String text = String.format(Locale.ROOT, "%,." + decimals + "f", scale * value);
      return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
    }
  }
}
