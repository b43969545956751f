package org.stowbench.scorer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;

/** YAML that people write, read as strictly as JSON. */
public final class YamlInput {

  private YamlInput() {}

  /**
   * Parses a document whose top is an object.
   *
   * @param fields all that may stand there: another is refused, so that a misspelt field is not a
   *     field left out
   * @throws InvalidInputException if it is not YAML, or has a field twice or another field
   */
  public static JsonInput parse(String yaml, InputLocation location, List<String> fields) {
    try {
      JsonNode node =
          YAMLMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(yaml);
      JsonInput json = JsonInput.of(node, location);
      refuseOthers(json, fields);
      return json;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          location,
          "not YAML at line %d: %s"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  InvalidInputException.excerpt(e.getOriginalMessage())),
          e);
    }
  }

  /**
   * Refuses an object with a field that is none of these.
   *
   * @throws InvalidInputException if it has one
   */
  public static void refuseOthers(JsonInput json, List<String> allowed) {
    for (String name : json.names()) {
      if (!allowed.contains(name)) {
        throw new InvalidInputException(
            json.location().child(InvalidInputException.excerpt(name)),
            "unknown field; allowed: " + String.join(", ", allowed));
      }
    }
  }
}
