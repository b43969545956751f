package org.stowbench.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** YAML that people write, read as strictly as JSON. */
public final class YamlInput {

  private YamlInput() {}

  /**
   * Reads a document whose top is an object, of at most 1 MiB: a long line takes a parser of YAML
   * time that grows with its square.
   *
   * @param fields all that may stand there: another is refused, so that a misspelt field is not a
   *     field left out
   * @throws InvalidInputException if it cannot be read, is not YAML, or has a field twice or
   *     another field
   */
  public static JsonInput read(InputFile file, List<String> fields) {
    InputLocation location = file.location();
    String yaml = file.text();
    YAMLMapper mapper =
        YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (JsonParser parser = mapper.createParser(yaml)) {
      JsonNode node = mapper.readTree(parser);
      if (parser.nextToken() != null) {
        throw new InvalidInputException(
            location, "a second document begins in it: must be one, without lines of ---");
      }
      JsonInput json = JsonInput.of(node == null ? MissingNode.getInstance() : node, location);
      refuseOthers(json, fields);
      return json;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          location,
          "not YAML at line %d: %s"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(), ParserWords.of(e)),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory can always be read
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
