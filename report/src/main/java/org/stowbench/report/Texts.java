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
    return numbers.computeIfAbsent(shortened(text), t -> numbers.size());
  }

  /** All texts, by number. */
  Set<String> all() {
    return numbers.keySet();
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    // Not between the two halves of a character.
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + " [cut: " + text.length() + " characters in all]";
  }
}
