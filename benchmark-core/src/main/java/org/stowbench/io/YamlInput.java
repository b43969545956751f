package org.stowbench.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
    JsonInput json = JsonInput.of(parse(file), file.location());
    refuseOthers(json, fields);
    return json;
  }

  /**
   * Reads a document of somebody else's, of the same size, who may write what they like into it.
   *
   * @throws InvalidInputException if it cannot be read, is not YAML, or has a field twice
   */
  public static JsonInput readAny(InputFile file) {
    return JsonInput.of(parse(file), file.location());
  }

  /**
   * Reads a document whose top is a list of objects, of the same size.
   *
   * @param each what an element is called in messages, where they are numbered from 0
   * @param fields all that may stand in an element
   * @throws InvalidInputException as {@link #read}, or if it is no list
   */
  public static List<JsonInput> readList(InputFile file, String each, List<String> fields) {
    List<JsonInput> elements = new ArrayList<>();
    JsonNode list = parse(file);
    JsonInput.of(list, file.location()).elements(); // refuses what is no list
    for (JsonNode element : list) {
      InputLocation place =
          new InputLocation(file.location().source(), each + " " + elements.size(), "");
      JsonInput json = JsonInput.of(element, place);
      refuseOthers(json, fields);
      elements.add(json);
    }
    return elements;
  }

  private static JsonNode parse(InputFile file) {
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
      return node == null ? MissingNode.getInstance() : node;
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
