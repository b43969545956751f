package org.stowbench.predictors.net;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key. Shows itself to nobody who does not ask for it by name.
 *
 * @param value the key itself, not blank, of printable ASCII: what a header of HTTP can carry
 */
public record Secret(String value) {

  /** Servers that need no key are given a word for one, which may well stand in a reply. */
  private static final int SHORTEST = 6;

  public Secret {
    if (value.isBlank() || !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException("a key must be printable ASCII, and not blank");
    }
  }

  /**
   * A text from outside without the key in it, plain or escaped as in JSON or an address: providers
   * quote what they were sent. A key of fewer than 6 characters is a placeholder and stays.
   */
  public String removedFrom(String text) {
    return remover().apply(text);
  }

  /** What does {@link #removedFrom}, for many texts. */
  public UnaryOperator<String> remover() {
    if (value.length() < SHORTEST) {
      return UnaryOperator.identity();
    }
    Pattern forms =
        Pattern.compile(
            value.chars().mapToObj(Secret::forms).collect(Collectors.joining()),
            Pattern.CASE_INSENSITIVE);
    return text -> forms.matcher(text).replaceAll("[key]");
  }

  /** A character as it is, as in JSON, perhaps within JSON ({@code \/}), or as {@code %2f}. */
  private static String forms(int character) {
    String plain = Pattern.quote(Character.toString(character));
    return "(?:%s%s|\\\\+u%04x|%%%02x)"
        .formatted(
            Character.isLetterOrDigit(character) ? "" : "\\\\*", plain, character, character);
  }

  @Override
  public String toString() {
    return "[key]";
  }
}
