package org.stowbench.predictors.llm.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A probability as it is written.
 *
 * @param value 0 or more
 * @param percent whether it says that it is a percentage
 */
record Share(double value, boolean percent) {

  /** A number with a point or a comma. */
  static final String NUMBER = "(?:\\d{1,3}(?:[.,]\\d{1,20})?|[.,]\\d{1,20})";

  static final String ABOUT = "(?:(?:about|approximately|approx\\.?|circa|ca\\.?|~|≈)\\s*)?";

  private static final Pattern SHARE =
      Pattern.compile(
          "\\s*" + ABOUT + "(?<number>" + NUMBER + ")\\s*(?<percent>%|per\\s?cent\\b)?\\s*",
          Pattern.CASE_INSENSITIVE);

  /** Reads one; empty for a text that is none. */
  static Optional<Share> of(String text) {
    Matcher share = SHARE.matcher(Plain.of(text));
    return share.matches()
        ? Optional.of(of(share.group("number"), share.group("percent") != null))
        : Optional.empty();
  }

  static Share of(String number, boolean percent) {
    return new Share(Double.parseDouble(number.replace(',', '.')), percent);
  }
}
