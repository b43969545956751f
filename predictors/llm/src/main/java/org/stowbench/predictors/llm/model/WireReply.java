package org.stowbench.predictors.llm.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.stowbench.predictors.llm.chat.Finish;
import org.stowbench.predictors.llm.chat.FirstTokens;

/**
 * What a successful response holds, read from whichever provider's form it is in: OpenAI's and what
 * copies it, Anthropic's, Gemini's, or Ollama's own. The forms tell themselves apart by their
 * fields. What the providers' clients leave out is here too: thoughts, contents in parts, refusals.
 *
 * @param text what is said, may be empty
 * @param thoughts what was thought before, told apart by the provider
 * @param finish why it ended, a word of {@link Finish} or the provider's own
 * @param model its version
 * @param tokens what it took
 * @param firstTokens what it began with and might have begun with, where that was asked for
 */
record WireReply(
    String text,
    Optional<String> thoughts,
    Optional<String> finish,
    Optional<String> model,
    Optional<Tokens> tokens,
    List<FirstTokens.Position> firstTokens) {

  private static final Set<String> THOUGHTS =
      Set.of("thinking", "reasoning", "thought", "reasoning_content", "redacted_thinking");

  /**
   * Reads a body.
   *
   * @return one, or as many as were asked for; each with the tokens of all. Empty if it is in no
   *     provider's form
   * @throws ErrorBody if it holds an error in place of a reply
   */
  static List<WireReply> in(String body) {
    Optional<JsonNode> known = Bodies.json(body);
    if (known.isEmpty()) {
      ErrorBody.throwIfError(body);
      return List.of();
    }
    JsonNode json = known.get();
    ErrorBody.throwIfError(json);
    if (json.path("choices").path(0).isObject()) {
      return json.path("choices")
          .valueStream()
          .filter(JsonNode::isObject)
          .sorted(Comparator.comparingInt(choice -> choice.path("index").asInt()))
          .map(choice -> openAi(json, choice))
          .toList();
    }
    if (json.path("candidates").path(0).isObject()) {
      return List.of(gemini(json, json.path("candidates").path(0)));
    }
    if (json.path("promptFeedback").hasNonNull("blockReason")) {
      return List.of(blocked(json));
    }
    if (json.path("content").isArray() || json.hasNonNull("stop_reason")) {
      return List.of(anthropic(json));
    }
    return json.path("message").isObject() ? List.of(ollama(json)) : List.of();
  }

  /** The reply with all its texts changed. */
  WireReply map(UnaryOperator<String> change) {
    return new WireReply(
        change.apply(text),
        thoughts.map(change),
        finish.map(change),
        model.map(change),
        tokens,
        firstTokens.stream().map(token -> token.map(change)).toList());
  }

  private static WireReply openAi(JsonNode json, JsonNode choice) {
    JsonNode message = choice.path("message");
    return said(
            message.isObject() ? message : choice,
            finish(choice),
            word(json, "model"),
            Tokens.in(json))
        .beginning(LogProbabilities.in(choice.path("logprobs")));
  }

  /** Some give it another name, and some put it a level deeper. */
  private static Optional<String> finish(JsonNode choice) {
    Optional<String> finish =
        Stream.of("finish_reason", "finishReason", "finish_details", "stop_reason")
            .map(choice::path)
            .map(field -> field.isObject() ? field.path("type") : field)
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .findFirst();
    // A gateway may call a stop what its provider does not.
    return word(choice, "native_finish_reason")
        .filter(word -> Finish.of(word).filter(its -> its != Finish.STOP).isPresent())
        .or(() -> finish);
  }

  private static WireReply ollama(JsonNode json) {
    boolean going = json.path("done").isBoolean() && !json.path("done").booleanValue();
    return said(
            json.path("message"),
            going ? Optional.of(Finish.FAILED.word()) : word(json, "done_reason"),
            word(json, "model"),
            Tokens.in(json))
        .beginning(LogProbabilities.in(json.path("logprobs")));
  }

  private WireReply beginning(List<FirstTokens.Position> beginning) {
    return new WireReply(text, thoughts, finish, model, tokens, beginning);
  }

  /** The reply whose text is what it might have begun with; it was to be cut off after that. */
  WireReply asLikelihoods() {
    return new WireReply(
        new FirstTokens(text, firstTokens).line(),
        thoughts,
        finish.map(word -> word.equals(Finish.LENGTH.word()) ? Finish.STOP.word() : word),
        model,
        tokens,
        firstTokens);
  }

  private static WireReply said(
      JsonNode message, Optional<String> finish, Optional<String> model, Optional<Tokens> tokens) {
    Parts parts = new Parts();
    Stream.of("reasoning_content", "reasoning", "thinking")
        .map(message::path)
        .filter(field -> field.isTextual() || field.isArray())
        .limit(1)
        .forEach(parts::think);
    parts.say(message.hasNonNull("content") ? message.path("content") : message.path("text"));
    Optional<String> refusal = word(message, "refusal").filter(r -> !r.isBlank());
    refusal.ifPresent(parts::refuse);
    return parts.reply(finish, model, tokens);
  }

  private static WireReply anthropic(JsonNode json) {
    Parts parts = new Parts();
    parts.say(json.path("content"));
    return parts.reply(word(json, "stop_reason"), word(json, "model"), Tokens.in(json));
  }

  private static WireReply gemini(JsonNode json, JsonNode candidate) {
    Parts parts = new Parts();
    for (JsonNode part : candidate.path("content").path("parts")) {
      if (part.path("thought").asBoolean()) {
        parts.think(part.path("text"));
      } else {
        parts.say(part.path("text"));
      }
    }
    return parts.reply(
        word(candidate, "finishReason"), word(json, "modelVersion"), Tokens.in(json));
  }

  private static WireReply blocked(JsonNode json) {
    return new WireReply(
        "the prompt was blocked: " + json.path("promptFeedback").path("blockReason").asText(),
        Optional.empty(),
        Optional.of(Finish.CONTENT_FILTER.word()),
        word(json, "modelVersion"),
        Tokens.in(json),
        List.of());
  }

  private static Optional<String> word(JsonNode json, String field) {
    return Optional.of(json.path(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** A message's content, whole or in parts. */
  private static final class Parts {

    private final List<String> said = new ArrayList<>();
    private final List<String> thought = new ArrayList<>();
    private boolean refused;

    void say(JsonNode content) {
      if (content.isTextual()) {
        said.add(content.textValue());
      } else if (content.isArray()) {
        content.forEach(this::part);
      } else if (content.isObject()) {
        part(content);
      }
    }

    private void part(JsonNode part) {
      String type = part.path("type").asText("text").toLowerCase(Locale.ROOT);
      if (part.isTextual()) {
        said.add(part.textValue());
      } else if (THOUGHTS.contains(type) || part.path("thought").asBoolean()) {
        think(part);
      } else if (type.equals("refusal")) {
        refuse(part.path("refusal").asText(""));
      } else if (part.hasNonNull("text") || part.hasNonNull("content")) {
        say(part.hasNonNull("text") ? part.path("text") : part.path("content"));
      } else if (!part.hasNonNull("type") && part.size() > 0) {
        // A server that unpacked the JSON that it was asked for.
        said.add(part.toString());
      }
    }

    /** Thoughts are texts, or parts within parts, under several names. */
    void think(JsonNode value) {
      if (value.isTextual()) {
        thought.add(value.textValue());
      } else if (value.isArray()) {
        value.forEach(this::think);
      } else {
        Stream.of("thinking", "reasoning", "reasoning_content", "text", "content", "summary")
            .map(value::path)
            .filter(inner -> inner.isTextual() || inner.isArray())
            .limit(1)
            .forEach(this::think);
      }
    }

    void refuse(String words) {
      refused = true;
      said.add(said.isEmpty() ? words : "\n" + words);
    }

    WireReply reply(Optional<String> finish, Optional<String> model, Optional<Tokens> tokens) {
      String thoughts = String.join("\n\n", thought).strip();
      return new WireReply(
          String.join("", said),
          thoughts.isEmpty() ? Optional.empty() : Optional.of(thoughts),
          refused ? Optional.of(Finish.REFUSAL.word()) : finish.map(Finish::word),
          model,
          tokens,
          List.of());
    }
  }
}
