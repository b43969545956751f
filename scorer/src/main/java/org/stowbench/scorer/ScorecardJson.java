package org.stowbench.scorer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.stowbench.io.Json;

/**
 * Scorecards as JSON:
 *
 * <pre>{@code
 * {"dataset": "shic:eval", "protocol": "consistent", "protocol_version": 2, "scorecards": [
 *   {"predictor": "...", "queries": 100, "answered": 99,
 *    "metrics": {
 *      "hit@1": {"value": 0.23, "low": 0.15, "high": 0.32, "interval": "korn_graubard"}, ...},
 *    "by_item": {"Whisk": {"queries": 10, "metrics": {...}}},
 *    "iou_threshold": 0.5}]}
 * }</pre>
 *
 * <p>A simulated dataset has {@code "simulated": true} beside its name. What is undefined is null;
 * where there is no interval, {@code interval} says why.
 */
public final class ScorecardJson {

  private ScorecardJson() {}

  /**
   * Writes scorecards of one split under one protocol.
   *
   * @param scorecards one or more
   */
  public static ObjectNode write(List<Scorecard> scorecards) {
    if (scorecards.isEmpty()) {
      throw new IllegalArgumentException("no scorecards: must be one or more");
    }
    Scorecard first = scorecards.get(0);
    ObjectNode json = Json.object();
    json.put("dataset", first.dataset());
    if (first.simulated()) {
      json.put("simulated", true);
    }
    first.protocol().writeTo(json);
    ArrayNode list = json.putArray("scorecards");
    for (Scorecard scorecard : scorecards) {
      if (!scorecard.dataset().equals(first.dataset())
          || scorecard.protocol() != first.protocol()) {
        throw new IllegalArgumentException(
            "scorecards of %s, %s and of %s, %s: must be of one split and protocol"
                .formatted(
                    first.dataset(), first.protocol(), scorecard.dataset(), scorecard.protocol()));
      }
      list.add(write(scorecard));
    }
    return json;
  }

  private static ObjectNode write(Scorecard scorecard) {
    ObjectNode json = Json.object();
    json.put("predictor", scorecard.predictor());
    json.put("queries", scorecard.queries());
    json.put("answered", scorecard.answered());
    json.set("metrics", write(scorecard.metrics()));
    ObjectNode items = json.putObject("by_item");
    scorecard
        .byItem()
        .forEach(
            (item, figures) -> {
              ObjectNode object = items.putObject(item);
              object.put("queries", figures.queries());
              object.set("metrics", write(figures.metrics()));
            });
    json.put("iou_threshold", scorecard.threshold());
    return json;
  }

  private static ObjectNode write(Map<String, Figure> metrics) {
    ObjectNode json = Json.object();
    metrics.forEach(
        (name, figure) -> {
          ObjectNode object = json.putObject(name);
          put(object, "value", figure.value());
          put(object, "low", figure.low());
          put(object, "high", figure.high());
          object.put("interval", figure.method());
        });
    return json;
  }

  private static void put(ObjectNode object, String field, OptionalDouble number) {
    if (number.isPresent()) {
      object.put(field, number.getAsDouble());
    } else {
      object.putNull(field);
    }
  }
}
