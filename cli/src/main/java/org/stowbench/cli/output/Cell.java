package org.stowbench.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import org.stowbench.io.Json;

/**
 * One cell of a table: short for people, exact for programs.
 *
 * @param text what a person reads
 * @param value what JSON and CSV hold
 */
public record Cell(String text, JsonNode value) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A text. */
  public static Cell of(String text) {
    return new Cell(text, NODES.textNode(text));
  }

  /** A whole number. */
  public static Cell of(long number) {
    return new Cell(String.format(Locale.ROOT, "%,d", number), NODES.numberNode(number));
  }

  /** A number that people read with so many decimals; nothing, where it is not finite. */
  public static Cell of(double number, int decimals) {
    if (!Double.isFinite(number)) {
      return none();
    }
    return new Cell(
        String.format(Locale.ROOT, "%." + decimals + "f", number), NODES.numberNode(number));
  }

  /** Yes or no. */
  public static Cell of(boolean flag) {
    return new Cell(flag ? "yes" : "no", NODES.booleanNode(flag));
  }

  /** A value that is exact as given and reads differently. */
  public static Cell of(String text, JsonNode value) {
    return new Cell(text, value);
  }

  /** Nothing to show: a dash, or null. */
  public static Cell none() {
    return new Cell("-", NODES.nullNode());
  }

  boolean isNumber() {
    return value.isNumber();
  }

  /**
   * The values as CSV has them: numbers or texts, which are empty where there is none.
   *
   * @param fields that the value has, one value each; empty for a value of its own
   */
  List<Object> plain(List<String> fields) {
    return fields.isEmpty()
        ? List.of(plain(value))
        : fields.stream().map(field -> plain(value.path(field))).toList();
  }

  private static Object plain(JsonNode value) {
    if (value.isNumber()) {
      return value.numberValue();
    }
    return value.isContainerNode() ? Json.line(value) : value.isNull() ? "" : value.asText();
  }
}
