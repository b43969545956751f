package org.stowbench.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;

/** A request that is not answered as asked, and what the client is told instead. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Optional<String> field;

  private Refusal(int status, String message, Optional<String> field) {
    super(message, null, false, false);
    this.status = status;
    this.field = field;
  }

  /** A refusal with an HTTP status and a sentence for the person who reads the client's log. */
  public static Refusal of(int status, String message) {
    return new Refusal(status, message, Optional.empty());
  }

  /** Input that does not fit: 400, with the field and what is allowed. */
  static Refusal of(InvalidInputException e) {
    return new Refusal(
        400, e.problem(), e.where().map(InputLocation::field).filter(field -> !field.isEmpty()));
  }

  int status() {
    return status;
  }

  /** What a client's program may act on. */
  Map<String, String> headers() {
    return switch (status) {
      case 401 -> Map.of("WWW-Authenticate", "Bearer");
      // The rest of the body was not read, so that nothing that follows on it can be understood.
      case 408, 413 -> Map.of("Connection", "close");
      case 503 -> Map.of("Retry-After", "1");
      default -> Map.of();
    };
  }

  /** Sends it where no route is asked. */
  void send(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put("Content-Type", "application/json");
    headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(text()), callback);
  }

  /** What is sent, as bytes. */
  byte[] text() {
    return Json.line(json()).getBytes(StandardCharsets.UTF_8);
  }

  /** What is sent: {@code {"error": {"status": 400, "field": "item", "message": "..."}}}. */
  private ObjectNode json() {
    ObjectNode json = Json.object();
    ObjectNode error = json.putObject("error").put("status", status);
    field.ifPresent(name -> error.put("field", name));
    error.put("message", getMessage());
    return json;
  }
}
