package org.stowbench.io;

import java.nio.file.Path;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Where a piece of input stands, for messages.
 *
 * @param source the file or stream as the user knows it, such as {@code queries.jsonl}
 * @param position the line or record in it, such as {@code line 12}; empty for the whole source
 * @param field the path of the field in the record, such as {@code containers[3].region}; empty for
 *     the whole record
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public record InputLocation(String source, String position, String field) {

  public InputLocation {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(field, "field");
  }

  /** The whole of a file. */
  public static InputLocation of(Path file) {
    return of(file.toString());
  }

  /** The whole of a named source. */
  public static InputLocation of(String source) {
    return new InputLocation(source, "", "");
  }

  /** A line of this source; {@code number} counts from 1. */
  public InputLocation line(long number) {
    return new InputLocation(source, "line " + number, "");
  }

  /** A record of this source; {@code number} counts from 1. */
  public InputLocation record(long number) {
    return new InputLocation(source, "record " + number, "");
  }

  /** A field of what this location names. */
  public InputLocation child(String name) {
    return new InputLocation(source, position, field.isEmpty() ? name : field + "." + name);
  }

  /** An element of the list that this location names; {@code index} counts from 0. */
  public InputLocation element(int index) {
    return new InputLocation(source, position, field + "[" + index + "]");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(source);
    if (!position.isEmpty()) {
      text.append(": ").append(position);
    }
    if (!field.isEmpty()) {
      text.append(position.isEmpty() ? ": " : ", ").append("field ").append(field);
    }
    return text.toString();
  }
}
