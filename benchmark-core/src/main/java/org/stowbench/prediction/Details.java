package org.stowbench.prediction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apiguardian.api.API;

/**
 * How a prediction came about, in whatever fields its predictor has for that: a language model's
 * raw answers, say. Stands in a run's journal; nothing that scores reads it.
 *
 * @param json a JSON object, a copy of its own
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Details(ObjectNode json) {

  public Details {
    json = json.deepCopy();
  }

  @Override
  public ObjectNode json() {
    return json.deepCopy();
  }
}
