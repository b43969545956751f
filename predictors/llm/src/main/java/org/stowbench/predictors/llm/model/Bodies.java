package org.stowbench.predictors.llm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.stream.Stream;

/** What servers send back, whatever it may be. */
final class Bodies {

  /** What says a thing twice, or goes on after its end, is no reply. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

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
