package org.stowbench.io;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.stowbench.prediction.Usage;

/**
 * The fields {@code input_tokens}, {@code output_tokens} and, where it is known, {@code cost_usd}.
 */
public final class UsageJson {

  private UsageJson() {}

  /** Adds the fields to an object. */
  public static void write(Usage usage, ObjectNode json) {
    json.put("input_tokens", usage.inputTokens());
    json.put("output_tokens", usage.outputTokens());
    usage.cost().ifPresent(cost -> json.put("cost_usd", cost));
  }

  /**
   * Reads the fields of an object.
   *
   * @throws org.stowbench.io.InvalidInputException if one of the tokens is missing, or a value is
   *     out of range
   */
  public static Usage read(JsonInput json) {
    return json.build(
        object ->
            new Usage(
                object.field("input_tokens").longInteger(),
                object.field("output_tokens").longInteger(),
                object.optionalNumber("cost_usd")));
  }
}
