package org.stowbench.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;
import org.stowbench.predictor.LearnedFromJson;
import org.stowbench.query.Answer;

/**
 * Advice as JSON:
 *
 * <pre>{@code
 * {"scene": "left", "item": "whisk", "answers": [
 *   {"rank": 1, "container": 3, "also": [7], "probability": 0.31,
 *    "where": "drawer, lower left, near the sink", "reason": "..."},
 *   {"rank": 2, "not_here": true, "probability": 0.2, "where": "in none of the containers in view"}],
 *  "left_out": 0.12, "learned_from": {"declared": true, "sources": [...]}}
 * }</pre>
 *
 * <p>Places that are equally likely have the same rank. {@code left_out} is how likely the item is
 * in a container that may not be named. A {@code rationale} of the predictor, and a {@code warning}
 * where the answers are not to be relied on, stand beside the answers.
 */
public final class AdviceJson {

  private AdviceJson() {}

  /** Writes a ranking; what is unknown is left out. */
  public static ObjectNode write(Advice advice) {
    return write(advice, asked(advice));
  }

  /**
   * Writes what to do next before the ranking: {@code "next": {"open": 3, "also": [7], ...}} or
   * {@code "next": {"not_here": true, ...}}.
   */
  public static ObjectNode writeNext(Advice advice) {
    ObjectNode json = asked(advice);
    Suggestion next = advice.next();
    ObjectNode move = json.putObject("next");
    if (next.answer() instanceof Answer.InContainer in) {
      move.put("open", in.id());
    } else {
      move.put("not_here", true);
    }
    describe(next, move);
    return write(advice, json);
  }

  private static ObjectNode asked(Advice advice) {
    return Json.object()
        .put("scene", advice.query().scene().id())
        .put("item", advice.query().item());
  }

  private static ObjectNode write(Advice advice, ObjectNode json) {
    ArrayNode answers = json.putArray("answers");
    for (Suggestion suggestion : advice.suggestions()) {
      ObjectNode answer = answers.addObject().put("rank", suggestion.rank());
      answer.setAll(QueryJson.write(suggestion.answer()));
      describe(suggestion, answer);
    }
    advice.leftOut().ifPresent(p -> json.put("left_out", p));
    advice.rationale().ifPresent(text -> json.put("rationale", text));
    advice.warning().ifPresent(text -> json.put("warning", text));
    LearnedFromJson.writeShort(advice.learnedFrom(), json);
    return json;
  }

  private static void describe(Suggestion suggestion, ObjectNode place) {
    if (!suggestion.also().isEmpty()) {
      suggestion.also().forEach(place.putArray("also")::add);
    }
    suggestion.probability().ifPresent(p -> place.put("probability", p));
    place.put("where", suggestion.where());
    suggestion.reason().ifPresent(reason -> place.put("reason", reason));
  }
}
