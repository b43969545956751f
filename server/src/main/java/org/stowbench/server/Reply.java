package org.stowbench.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.stowbench.io.ImageBytes;
import org.stowbench.io.Json;

/**
 * What a route answers with.
 *
 * @param type what it is, such as {@code application/json}
 * @param bytes its content
 * @param large whether only a few are sent at once, since who is slow to take one keeps a thread
 */
public record Reply(String type, byte[] bytes, boolean large) {

  static final String JSON = "application/json";

  public Reply {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(bytes, "bytes");
  }

  /** A JSON document. */
  public static Reply json(JsonNode value) {
    return new Reply(JSON, Json.line(value).getBytes(StandardCharsets.UTF_8), false);
  }

  /** A picture. */
  public static Reply picture(ImageBytes picture) {
    return new Reply(picture.mediaType(), picture.bytes(), true);
  }
}
