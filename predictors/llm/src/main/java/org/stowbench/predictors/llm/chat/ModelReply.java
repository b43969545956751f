package org.stowbench.predictors.llm.chat;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.stowbench.io.JsonInput;
import org.stowbench.io.UsageJson;
import org.stowbench.prediction.Usage;

/**
 * What a model replied.
 *
 * @param text as it came; may be empty; hostile input
 * @param thoughts what the model thought, where the provider tells it apart from the text; hostile
 *     input too
 * @param usage what it consumed when it was first given; empty where the provider does not say
 * @param finishReason why it ended: a word of {@link Finish}, or the provider's own where that is
 *     not known
 * @param model the model's version as the provider reports it
 * @param latency from the request that succeeded to its reply
 * @param free whether nothing kept it to the schema of its request
 * @param cached whether it was paid for before
 */
public record ModelReply(
    String text,
    Optional<String> thoughts,
    Optional<Usage> usage,
    Optional<String> finishReason,
    Optional<String> model,
    Duration latency,
    boolean free,
    boolean cached) {

  /** The field of a kept reply that says that it is free. */
  public static final String FREE = "free";

  public ModelReply {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(thoughts, "thoughts");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(finishReason, "finishReason");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(latency, "latency");
  }

  /** A text of which nothing else is known. */
  public static ModelReply of(String text) {
    return new ModelReply(
        text,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        false,
        false);
  }

  /**
   * Reads a reply that was given before, from a journal or a cache.
   *
   * @param latency reads it; each has a unit of its own
   */
  public static ModelReply read(JsonInput json, Function<JsonInput, Duration> latency) {
    return new ModelReply(
        json.field("text").text(),
        json.optionalText("thoughts"),
        json.optional("input_tokens").map(tokens -> UsageJson.read(json)),
        json.optionalText("finish_reason"),
        json.optionalText("model"),
        latency.apply(json),
        json.optional(FREE).isPresent(),
        true);
  }

  /** This reply after another that was paid for and of no use. */
  public ModelReply after(ModelReply useless) {
    return new ModelReply(
        text,
        thoughts,
        usage.flatMap(mine -> useless.usage().map(mine::plus)),
        finishReason,
        model,
        latency,
        free,
        cached);
  }
}
