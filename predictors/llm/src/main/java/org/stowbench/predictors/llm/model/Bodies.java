package org.stowbench.predictors.llm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.stream.Stream;

/** What servers send back, whatever it may be. */
final class Bodies {

  private static final JsonMapper JSON = new JsonMapper();

  private Bodies() {}

  /** The JSON that a body is; empty where it is none. */
  static Optional<JsonNode> json(String body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(json -> !json.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whether a text holds any of some words. */
  static boolean holds(String text, String... words) {
    return Stream.of(words).anyMatch(text::contains);
  }
}
