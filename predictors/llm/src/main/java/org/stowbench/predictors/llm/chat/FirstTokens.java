package org.stowbench.predictors.llm.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.stowbench.io.Json;

/**
 * What a reply began with and might have begun with. As a line of JSON it stands in the place of a
 * reply's text, so that caches, journals and whoever plays them back keep it like any other.
 *
 * @param said what the model did say
 * @param positions the first tokens, in their order; none where the provider does not tell
 */
public record FirstTokens(String said, List<Position> positions) {

  private static final JsonMapper JSON = new JsonMapper();

  /** How many tokens are looked at: a blank, and the two that some models make of "12". */
  public static final int TOKENS = 3;

  /** How many candidates a token has at most: what OpenAI and vLLM give. */
  public static final int CANDIDATES = 20;

  /**
   * A token.
   *
   * @param token the one that was drawn
   * @param candidates the likeliest, this one among them where it is known
   */
  public record Position(String token, List<Candidate> candidates) {
    public Position {
      candidates = List.copyOf(candidates);
    }

    /** This token with all texts changed. */
    public Position map(UnaryOperator<String> change) {
      return new Position(
          change.apply(token),
          candidates.stream()
              .map(c -> new Candidate(change.apply(c.token()), c.logProbability()))
              .toList());
    }
  }

  /**
   * What a token might be.
   *
   * @param token its text, perhaps with blanks
   * @param logProbability natural, 0 or less
   */
  public record Candidate(String token, double logProbability) {}

  public FirstTokens {
    positions = List.copyOf(positions);
  }

  /** As a line of JSON. */
  public String line() {
    ObjectNode json = Json.object().put("said", said);
    ArrayNode list = json.putArray("first_tokens");
    for (Position position : positions) {
      ObjectNode object = list.addObject().put("token", position.token());
      ArrayNode candidates = object.putArray("log_probabilities");
      for (Candidate candidate : position.candidates()) {
        candidates.addArray().add(candidate.token()).add(candidate.logProbability());
      }
    }
    return Json.line(json);
  }

  /** Reads such a line; empty for another text. */
  public static Optional<FirstTokens> of(String line) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (json == null || !json.path("first_tokens").isArray()) {
      return Optional.empty();
    }
    List<Position> positions = new ArrayList<>();
    for (JsonNode position : json.path("first_tokens")) {
      List<Candidate> candidates = new ArrayList<>();
      for (JsonNode candidate : position.path("log_probabilities")) {
        candidates.add(
            new Candidate(candidate.path(0).asText(""), candidate.path(1).asDouble(Double.NaN)));
      }
      positions.add(new Position(position.path("token").asText(""), candidates));
    }
    return Optional.of(new FirstTokens(json.path("said").asText(""), positions));
  }
}
