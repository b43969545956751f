package org.stowbench.predictors.llm;

import java.util.Optional;

/** What a model said and thought about its answer, for people who read predictions. */
final class Rationale {

  /** In characters; the journal holds all. */
  private static final int LONGEST_THOUGHTS = 4000;

  private Rationale() {}

  /** The words, then the beginning of the thoughts. */
  static String of(String words, Optional<String> thoughts) {
    return thoughts
        .map(
            all ->
                words
                    + (words.isBlank() ? "" : "\n\n")
                    + "Thoughts: "
                    + (all.length() > LONGEST_THOUGHTS ? cut(all) + "..." : all))
        .orElse(words);
  }

  private static String cut(String text) {
    int end = LONGEST_THOUGHTS;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
