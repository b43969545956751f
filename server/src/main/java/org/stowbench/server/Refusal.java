package org.stowbench.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;

/** A request that is not answered as asked, and what the client is told instead. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Optional<String> field;

  private Refusal(int status, String message, Optional<String> field) {
    super(message, null, false, false);
    this.status = status;
    this.field = field;
  }

  /** A refusal with an HTTP status and a sentence for the person who reads the client's log. */
  static Refusal of(int status, String message) {
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

  /** Whether the same request may do better soon. */
  boolean isTemporary() {
    return status == 503;
  }

  /** Whether the connection is of no more use, since what is on it was not read. */
  boolean leavesBodyUnread() {
    return status == 408 || status == 413;
  }

  /** What is sent: {@code {"error": {"status": 400, "field": "item", "message": "..."}}}. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    ObjectNode error = json.putObject("error").put("status", status);
    field.ifPresent(name -> error.put("field", name));
    error.put("message", getMessage());
    return json;
  }
}
