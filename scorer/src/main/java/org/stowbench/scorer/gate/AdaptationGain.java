package org.stowbench.scorer.gate;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.io.InvalidInputException;

/**
 * What knowing a household must be worth, such as {@code gain@3>=0.02}: how much more often the
 * first answer is right with so many known placements than with the fewest. Like a {@link
 * Requirement} it is held against the figure itself; its interval plays no part.
 *
 * @param known how many placements, 1 or more
 * @param relation of the gain to the bound
 * @param bound finite, in shares of all queries
 * @param text as it was written
 */
public record AdaptationGain(int known, Requirement.Relation relation, double bound, String text) {

  private static final String NAME = "gain@";

  private static final Pattern FORM =
      Pattern.compile(NAME + "([1-9][0-9]{0,5})\\s*([<>=]*)\\s*(.*?)");

  public AdaptationGain {
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(text, "text");
    if (known < 1 || !Double.isFinite(bound)) {
      throw new IllegalArgumentException(
          "gain with %d known of %s: must be 1 or more, and finite".formatted(known, bound));
    }
  }

  /** Whether a rule is one of these. */
  public static boolean isOne(String text) {
    return text.strip().startsWith(NAME);
  }

  /**
   * Reads {@code gain@K>=NUMBER}, with one of the relations of a {@link Requirement}.
   *
   * @throws InvalidInputException if it is not that; names the part that does not fit, and what
   *     does
   */
  public static AdaptationGain parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw Requirement.refused(
          text, "must be gain@K>=NUMBER with a K of 1 or more, such as gain@3>=0.02");
    }
    return new AdaptationGain(
        Integer.parseInt(parts.group(1)),
        Requirement.relation(text, parts.group(2)),
        Requirement.number(text, parts.group(3)),
        text.strip());
  }
}
