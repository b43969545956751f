package org.stowbench.predictors.llm.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a request took, as its provider counts.
 *
 * @param in what was sent, cached or not
 * @param out what came back, thoughts among it
 * @param addUp whether both make up the total that the provider tells, if it does
 */
record Tokens(long in, long out, boolean addUp) {

  /** Those that a body tells, of a reply or a refusal; empty where it tells none. */
  static Optional<Tokens> in(String body) {
    return Bodies.json(body).flatMap(Tokens::in);
  }

  /** Those that a body tells, in whichever provider's form. */
  static Optional<Tokens> in(JsonNode body) {
    JsonNode usage = body.path("usage");
    JsonNode gemini = body.path("usageMetadata");
    if (has(usage, "prompt_tokens", "completion_tokens")) {
      return of(
          count(usage, "prompt_tokens"), count(usage, "completion_tokens"), usage, "total_tokens");
    }
    if (has(usage, "input_tokens", "output_tokens")) {
      // Anthropic counts what its cache was written and read beside the rest.
      return of(
          count(usage, "input_tokens")
              + count(usage, "cache_creation_input_tokens")
              + count(usage, "cache_read_input_tokens"),
          count(usage, "output_tokens"),
          usage,
          "total_tokens");
    }
    if (gemini.hasNonNull("promptTokenCount")) {
      // And Gemini thoughts beside the reply.
      return of(
          count(gemini, "promptTokenCount") + count(gemini, "toolUsePromptTokenCount"),
          count(gemini, "candidatesTokenCount") + count(gemini, "thoughtsTokenCount"),
          gemini,
          "totalTokenCount");
    }
    return has(body, "prompt_eval_count", "eval_count")
        ? of(count(body, "prompt_eval_count"), count(body, "eval_count"), body, "total")
        : Optional.empty();
  }

  /** What the parts leave out of the total is taken for output, which costs more. */
  private static Optional<Tokens> of(long in, long out, JsonNode usage, String totalField) {
    long total = count(usage, totalField);
    return Optional.of(new Tokens(in, Math.max(out, total - in), total == 0 || total == in + out));
  }

  private static boolean has(JsonNode usage, String in, String out) {
    return usage.path(in).isNumber() && usage.path(out).isNumber();
  }

  private static long count(JsonNode usage, String field) {
    return Math.max(0, usage.path(field).asLong());
  }
}
