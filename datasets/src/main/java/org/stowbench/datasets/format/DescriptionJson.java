package org.stowbench.datasets.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;

/** What its maker says about a dataset as JSON: the first fields of {@code dataset.json}. */
public final class DescriptionJson {

  private DescriptionJson() {}

  /** Writes a description. */
  public static ObjectNode write(DatasetDescription description) {
    ObjectNode json = Json.object();
    json.put("id", description.id());
    json.put("name", description.name());
    json.put("description", description.description());
    json.put("licence", description.licence());
    json.put("citation", description.citation());
    json.set("source", description.source());
    json.put("simulated", description.simulated());
    json.put("default_split", description.defaultSplit());
    return json;
  }

  /**
   * Reads a description from an object that may have other fields too.
   *
   * @throws org.stowbench.io.InvalidInputException if a field is missing or does not fit
   */
  public static DatasetDescription read(JsonInput json) {
    ObjectNode source = json.optional("source").map(JsonInput::object).orElseGet(Json::object);
    return json.build(
        o ->
            new DatasetDescription(
                o.field("id").name(),
                o.field("name").name(),
                o.optionalText("description").orElse(""),
                o.field("licence").name(),
                o.field("citation").name(),
                source,
                o.optional("simulated").map(JsonInput::bool).orElse(false),
                o.field("default_split").name()));
  }
}
