package org.stowbench.predictors.llm.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a reply ended, whatever its provider calls it. Only the first is an end that an answer can
 * have; a word that nobody knows says nothing, and the text decides.
 */
public enum Finish {
  /** The model was done. */
  STOP(
      "(?:stop|end|eos)(?:_(?:turn|of_turn|sequence|token))?|complete|completed|finished|done|normal"),
  /** The limit of output tokens, or of the model's context, was reached. */
  LENGTH(".*(?:length|limit|context|budget|truncat|incomplete|\\bmax|_max).*"),
  /** The provider's filter took it away, or a part of it. */
  CONTENT_FILTER(
      ".*(?:filter|safety|recitation|block|prohibit|spii|language|sensitive|guardrail|model_armor"
          + "|toxic|moderat|policy).*"),
  /** The model declined. */
  REFUSAL(".*(?:refus|declin).*"),
  /** It ended with an error, or somebody ended it. */
  FAILED(
      ".*(?:error|fail|abort|cancel|interrupt|pause|timeout|timed_out|malform|unexpected|insufficient"
          + "|unload|repetition|too_many|missing|unspecified).*|no_image|other");

  private static final int LONGEST_WORD = 40;

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern EDGE = Pattern.compile("^_|_$");

  private final Pattern words;

  Finish(String words) {
    this.words = Pattern.compile(words);
  }

  /** As journals say it: {@code stop}, {@code length}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a word means; empty for one that is not known. */
  public static Optional<Finish> of(String word) {
    String plain = plain(word);
    return Arrays.stream(values())
        .filter(finish -> finish.words.matcher(plain).matches())
        .findFirst();
  }

  /** A provider's word as journals say it: ours, where it is known, else its own. */
  public static String word(String providers) {
    return of(providers).map(Finish::word).orElseGet(() -> plain(providers));
  }

  private static String plain(String word) {
    String small = HUMP.matcher(word.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
    String plain = EDGE.matcher(BETWEEN_WORDS.matcher(small).replaceAll("_")).replaceAll("");
    return plain.length() > LONGEST_WORD ? plain.substring(0, LONGEST_WORD) : plain;
  }
}
