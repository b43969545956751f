package org.stowbench.predictors.llm.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stowbench.io.InvalidInputException;

/** Who serves models, and how to reach them. */
public enum Provider {
  /** OpenAI, and with {@code base-url=} whatever speaks its protocol. */
  OPENAI("https://api.openai.com/v1", "OPENAI_API_KEY", 2048),
  /** Models on this machine; Ollama speaks OpenAI's protocol under {@code /v1}. */
  OLLAMA("http://localhost:11434/v1", "", 1344),
  /** Google's Gemini. */
  GEMINI("https://generativelanguage.googleapis.com/v1beta", "GEMINI_API_KEY", 2048),
  /** Anthropic. */
  ANTHROPIC("https://api.anthropic.com/v1", "ANTHROPIC_API_KEY", 1568),
  /** Mistral, which speaks OpenAI's protocol. */
  MISTRAL("https://api.mistral.ai/v1", "MISTRAL_API_KEY", 1540);

  private final String url;
  private final String keyVariable;
  private final int longestSide;

  Provider(String url, String keyVariable, int longestSide) {
    this.url = url;
    this.keyVariable = keyVariable;
    this.longestSide = longestSide;
  }

  /** As it stands before the slash of a model: {@code openai}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where it is reached unless {@code base-url=} says otherwise. */
  public String url() {
    return url;
  }

  /** The environment variable that holds its key; empty where it needs none. */
  public Optional<String> keyVariable() {
    return Optional.of(keyVariable).filter(name -> !name.isEmpty());
  }

  /** Beyond this many pixels a side, pictures are scaled down, by us or by the provider. */
  public int longestSide() {
    return longestSide;
  }

  /** Whether its protocol has a number of replies that one request may ask for. */
  boolean givesSeveral() {
    // Ollama's server speaks the protocol without it.
    return this == OPENAI || this == MISTRAL;
  }

  /**
   * The provider with this id.
   *
   * @throws InvalidInputException if there is none
   */
  static Provider of(String id) {
    return Arrays.stream(values())
        .filter(provider -> provider.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "model provider '%s': must be one of %s"
                        .formatted(
                            InvalidInputException.excerpt(id),
                            Arrays.stream(values())
                                .map(Provider::id)
                                .collect(Collectors.joining(", ")))));
  }
}
