package org.stowbench.prediction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How a prediction came about, in whatever fields its predictor has for that: a language model's
 * raw answers, say. Stands in a run's journal; nothing that scores reads it. The run reads one
 * field: {@code incomplete}, a text that says what is missing in a prediction that counts all the
 * same. A run that is resumed asks for such a prediction again.
 *
 * @param json a JSON object, a copy of its own
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Details(ObjectNode json) {

  /** The field that says what is missing. */
  public static final String INCOMPLETE = "incomplete";

  public Details {
    json = json.deepCopy();
  }

  @Override
  public ObjectNode json() {
    return json.deepCopy();
  }

  /** What is missing in the prediction; empty where nothing is. */
  public Optional<String> incomplete() {
    return Optional.of(json.path(INCOMPLETE)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }
}
