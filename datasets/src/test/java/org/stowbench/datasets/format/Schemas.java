package org.stowbench.datasets.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks files against the published schemas, with somebody else's validator. */
public final class Schemas {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Schemas() {}

  /** What a schema says against a value; empty if it fits. */
  public static List<String> errors(String schema, String json) {
    try {
      return errors(schema(schema), MAPPER.readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the schemas say against a whole folder. */
  public static List<String> errors(Path folder) throws IOException {
    List<String> errors = new ArrayList<>();
    errors.addAll(errors("dataset", Files.readString(folder.resolve("dataset.json"))));
    JsonSchema scene = schema("scene");
    for (String line : Files.readAllLines(folder.resolve("scenes.jsonl"))) {
      errors.addAll(errors(scene, MAPPER.readTree(line)));
    }
    JsonSchema query = schema("query");
    for (String line : Files.readAllLines(folder.resolve("queries.jsonl"))) {
      errors.addAll(errors(query, MAPPER.readTree(line)));
    }
    return errors;
  }

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(DatasetFolder.class.getResourceAsStream(name + ".schema.json"));
  }

  private static List<String> errors(JsonSchema schema, JsonNode json) {
    return schema.validate(json).stream().map(ValidationMessage::getMessage).toList();
  }
}
