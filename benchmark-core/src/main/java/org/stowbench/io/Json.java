package org.stowbench.io;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How this project writes JSON: the same value gives the same bytes, everywhere. What would steer a
 * terminal is escaped, see {@link TextForm}, except by {@link #exact}. Half of a character, which
 * only code can have put there, stands as U+FFFD.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class Json {

  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private static final ObjectMapper RECORDS =
      JsonInput.MAPPER
          .copy()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
          .registerModule(new Jdk8Module());

  private static final ObjectWriter LINE = JsonInput.MAPPER.writer();
  private static final ObjectWriter LINES = LINE.with(PRETTY);

  private Json() {}

  /**
   * A record of ours: a field for each component, in their order, {@code notHere} as {@code
   * not_here}; what is absent is left out. Only for writing: what comes from outside is read with
   * {@link JsonInput}, which knows where each value stands.
   */
  public static ObjectNode object(Record value) {
    return RECORDS.valueToTree(value);
  }

  /** An empty object; fields keep the order in which they are put. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An empty list. */
  public static ArrayNode list() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** A value on one line, without a line end. */
  public static String line(JsonNode value) {
    return TextForm.inJson(written(LINE, value));
  }

  /**
   * The same with every character that JSON allows as it is: what a dataset's files hold and what
   * checksums are of, which are to stay the same bytes from version to version.
   */
  public static String exact(JsonNode value) {
    return written(LINE, value);
  }

  /** A value for people to read: an object's fields on lines of their own, and a line end. */
  public static String pretty(JsonNode value) {
    return TextForm.inJson(written(LINES, value)) + "\n";
  }

  private static String written(ObjectWriter writer, JsonNode value) {
    try {
      return TextForm.whole(writer.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  /** How an enum's constant is written: {@code NO_AREA} as {@code no_area}. */
  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A number without a needless fraction: 12.0 is written as 12. */
  public static JsonNode number(double value) {
    long whole = (long) value;
    return whole == value
        ? JsonNodeFactory.instance.numberNode(whole)
        : JsonNodeFactory.instance.numberNode(value);
  }
}
