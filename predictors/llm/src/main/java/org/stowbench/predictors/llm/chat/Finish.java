package org.stowbench.predictors.llm.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Why a reply ended, whatever its provider calls it. Only the first is an end that an answer can
 * have; a word that nobody knows says nothing, and the text decides.
 */
public enum Finish {
  /** The model was done. */
  STOP(
      "end_turn",
      "stop_sequence",
      "eos",
      "eos_token",
      "end",
      "complete",
      "completed",
      "finished",
      "done",
      "normal"),
  /** The limit of output tokens, or of the model's context, was reached. */
  LENGTH(
      "max_tokens",
      "max_output_tokens",
      "max_completion_tokens",
      "max_length",
      "max_new_tokens",
      "model_length",
      "model_context_window_exceeded",
      "context_length",
      "context_length_exceeded",
      "context_window_exceeded",
      "token_limit",
      "tokens_limit",
      "limit",
      "stopped_limit",
      "truncated",
      "incomplete"),
  /** The provider's filter took it away, or a part of it. */
  CONTENT_FILTER(
      "content_filtered",
      "filtered",
      "safety",
      "recitation",
      "blocklist",
      "prohibited_content",
      "spii",
      "image_safety",
      "image_prohibited_content",
      "image_recitation",
      "language",
      "sensitive",
      "guardrail_intervened",
      "model_armor",
      "blocked",
      "error_toxic"),
  /** The model declined. */
  REFUSAL("refused"),
  /** It ended with an error, or somebody ended it. */
  FAILED(
      "error",
      "abort",
      "aborted",
      "cancel",
      "cancelled",
      "canceled",
      "pause_turn",
      "timeout",
      "malformed_function_call",
      "malformed_response",
      "unexpected_tool_call",
      "insufficient_system_resource",
      "network_error",
      "unload");

  private static final int LONGEST_WORD = 40;

  private final Set<String> words;

  Finish(String... words) {
    this.words = Set.of(words);
  }

  /** As journals say it: {@code stop}, {@code length}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a word means; empty for one that is not known. */
  public static Optional<Finish> of(String word) {
    String plain = plain(word);
    return Arrays.stream(values())
        .filter(finish -> finish.word().equals(plain) || finish.words.contains(plain))
        .findFirst();
  }

  /** A provider's word as journals say it: ours, where it is known, else its own. */
  public static String word(String providers) {
    return of(providers).map(Finish::word).orElseGet(() -> plain(providers));
  }

  private static String plain(String word) {
    String plain =
        word.strip()
            .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_|_$", "");
    return plain.length() > LONGEST_WORD ? plain.substring(0, LONGEST_WORD) : plain;
  }
}
