package org.stowbench.predictors.external.protocol;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Checks messages against the published schemas, with somebody else's validator. */
public final class Schemas {

  private static final String FOLDER = "classpath:org/stowbench/predictors/external/protocol/";
  private static final Map<String, JsonSchema> READ = new ConcurrentHashMap<>();

  private Schemas() {}

  /** What a schema says against a message; empty if it fits. */
  public static List<String> errors(String schema, byte[] json) {
    return errors(schema, new String(json, StandardCharsets.UTF_8));
  }

  /** What a schema says against a message; empty if it fits. */
  public static List<String> errors(String schema, String json) {
    return READ.computeIfAbsent(schema, Schemas::read).validate(json, InputFormat.JSON).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static JsonSchema read(String name) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(SchemaLocation.of(FOLDER + name + ".schema.json"));
  }
}
