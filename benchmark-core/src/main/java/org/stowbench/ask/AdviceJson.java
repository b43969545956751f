package org.stowbench.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;

/**
 * Advice as JSON:
 *
 * <pre>{@code
 * {"scene": "left", "item": "whisk", "answers": [
 *   {"rank": 1, "container": 3, "also": [7], "probability": 0.31,
 *    "where": "drawer, lower left, near the sink", "reason": "..."},
 *   {"rank": 2, "not_here": true, "probability": 0.2, "where": "in none of the containers in view"}]}
 * }</pre>
 *
 * <p>Places that are equally likely have the same rank. A {@code rationale} of the predictor, and a
 * {@code warning} where the answers are not to be relied on, stand beside the answers.
 */
public final class AdviceJson {

  private AdviceJson() {}

  /** Writes advice; what is unknown is left out. */
  public static ObjectNode write(Advice advice) {
    ObjectNode json = Json.object();
    json.put("scene", advice.query().scene().id());
    json.put("item", advice.query().item());
    ArrayNode answers = json.putArray("answers");
    for (Suggestion suggestion : advice.suggestions()) {
      ObjectNode answer = answers.addObject().put("rank", suggestion.rank());
      answer.setAll(place(suggestion));
      suggestion.probability().ifPresent(p -> answer.put("probability", p));
      answer.put("where", suggestion.where());
      suggestion.reason().ifPresent(reason -> answer.put("reason", reason));
    }
    advice.rationale().ifPresent(text -> json.put("rationale", text));
    advice.warning().ifPresent(text -> json.put("warning", text));
    return json;
  }

  private static ObjectNode place(Suggestion suggestion) {
    ObjectNode place = QueryJson.write(suggestion.answer());
    if (!suggestion.also().isEmpty()) {
      suggestion.also().forEach(place.putArray("also")::add);
    }
    return place;
  }
}
