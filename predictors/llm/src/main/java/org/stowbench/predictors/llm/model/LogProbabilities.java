package org.stowbench.predictors.llm.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.stowbench.predictors.llm.chat.FirstTokens;
import org.stowbench.predictors.llm.chat.FirstTokens.Candidate;
import org.stowbench.predictors.llm.chat.FirstTokens.Position;

/**
 * The log probabilities in a response: in OpenAI's form, which vLLM and llama.cpp have too; in
 * Ollama's own, which is the same list without the wrapper; or in the older form of completions.
 */
final class LogProbabilities {

  private LogProbabilities() {}

  /**
   * Reads the first few tokens.
   *
   * @param logprobs the field of that name; anything may be there
   * @return none where there are none
   */
  static List<Position> in(JsonNode logprobs) {
    if (logprobs.path("tokens").isArray()) {
      return completions(logprobs);
    }
    JsonNode list = logprobs.isArray() ? logprobs : logprobs.path("content");
    List<Position> positions = new ArrayList<>();
    for (JsonNode position : list) {
      if (positions.size() < FirstTokens.TOKENS && position.path("token").isTextual()) {
        List<Candidate> candidates = new ArrayList<>();
        position.path("top_logprobs").forEach(c -> add(c, candidates));
        positions.add(position(position, candidates));
      }
    }
    return positions;
  }

  /** The token that was drawn is a candidate, too. */
  private static Position position(JsonNode drawn, List<Candidate> candidates) {
    String token = drawn.path("token").textValue();
    if (candidates.stream().noneMatch(candidate -> candidate.token().equals(token))) {
      add(drawn, candidates);
    }
    return new Position(token, candidates);
  }

  private static void add(JsonNode candidate, List<Candidate> candidates) {
    if (candidate.path("token").isTextual() && candidate.path("logprob").isNumber()) {
      candidates.add(
          new Candidate(
              candidate.path("token").textValue(), candidate.path("logprob").doubleValue()));
    }
  }

  private static List<Position> completions(JsonNode logprobs) {
    List<Position> positions = new ArrayList<>();
    int tokens = Math.min(FirstTokens.TOKENS, logprobs.path("tokens").size());
    for (int i = 0; i < tokens; i++) {
      String token = logprobs.path("tokens").path(i).asText("");
      List<Candidate> candidates = new ArrayList<>();
      logprobs
          .path("top_logprobs")
          .path(i)
          .properties()
          .forEach(c -> candidates.add(new Candidate(c.getKey(), c.getValue().asDouble())));
      JsonNode drawn = logprobs.path("token_logprobs").path(i);
      if (drawn.isNumber() && candidates.stream().noneMatch(c -> c.token().equals(token))) {
        candidates.add(new Candidate(token, drawn.doubleValue()));
      }
      positions.add(new Position(token, candidates));
    }
    return positions;
  }
}
