package org.stowbench.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The words of predictors, each kept once however often it is said, and none without end. */
final class Texts {

  /** Characters of a text that are kept. */
  private static final int LONGEST = 2_000;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** The number of a text, from 0. */
  int number(String text) {
    return keep(shortened(text, LONGEST));
  }

  /** Takes all texts of others, and says which numbers they have here, by their own. */
  int[] addAll(Texts others) {
    return others.all().stream().mapToInt(this::keep).toArray();
  }

  private int keep(String text) {
    return numbers.computeIfAbsent(text, t -> numbers.size());
  }

  /** All texts, by number. */
  Set<String> all() {
    return numbers.keySet();
  }

  /** A text, or its beginning and how long it is. */
  static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    // Not between the two halves of a character.
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + " [cut: " + text.length() + " characters in all]";
  }
}
