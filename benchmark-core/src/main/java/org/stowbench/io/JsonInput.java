package org.stowbench.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A JSON value together with where it stands, so that whatever does not fit is reported with file,
 * record and field. All methods throw {@link InvalidInputException} where the value is not what
 * they expect, and where a text or the name of a field holds half of a character, as {@code
 * "\}{@code ud800"} does: nothing could write it down again.
 */
public final class JsonInput {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Double.toString writes some numbers differently before JDK 19; this writer never does.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build());
  }

  private final JsonNode node;
  private final Supplier<InputLocation> location; // asked only where something does not fit

  private JsonInput(JsonNode node, Supplier<InputLocation> location) {
    this.node = node;
    this.location = location;
  }

  /** A value that was already parsed. */
  public static JsonInput of(JsonNode node, InputLocation location) {
    return new JsonInput(node, () -> location);
  }

  /** Parses one JSON value; nothing may follow it. */
  public static JsonInput parse(String text, InputLocation location) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isMissingNode()) {
        throw new InvalidInputException(location, "expected JSON, found nothing");
      }
      return of(node, location);
    } catch (JsonProcessingException e) {
      throw notJson(location, e);
    }
  }

  /** As {@link #parse(String, InputLocation)}, of a line's bytes. */
  static JsonInput parse(byte[] line, InputLocation location) {
    if (isPlain(line)) {
      try {
        JsonNode node = MAPPER.readTree(line);
        if (!node.isMissingNode()) {
          return of(node, location);
        }
      } catch (IOException e) {
        // Read as text, it is refused in the words of everything else.
      }
    }
    return parse(InputFile.text(line, location), location);
  }

  /** Whether these are characters of ASCII, which need not be made text before they are read. */
  private static boolean isPlain(byte[] bytes) {
    for (byte b : bytes) {
      if (b <= 0) {
        return false;
      }
    }
    return true;
  }

  /** The error for text that is not JSON. */
  public static InvalidInputException notJson(InputLocation location, JsonProcessingException e) {
    String at =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return new InvalidInputException(
        location, "not JSON%s: %s".formatted(at, ParserWords.of(e)), e);
  }

  /** A parser over bytes that hold many values, with the same rules as {@link #parse}. */
  public static JsonParser parser(java.io.InputStream in) throws IOException {
    return many(MAPPER.createParser(in));
  }

  /** As {@link #parser(java.io.InputStream)}, over text. */
  static JsonParser parser(java.io.Reader in) {
    try {
      return many(MAPPER.createParser(in));
    } catch (IOException e) {
      throw new UncheckedIOException("creating a parser reads nothing", e);
    }
  }

  private static JsonParser many(JsonParser parser) {
    // Here something does follow each value: the next one.
    parser.setCodec(MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
    return parser;
  }

  /** Where this value stands. */
  public InputLocation location() {
    return location.get();
  }

  /** The error that something else was expected here. */
  public InvalidInputException unexpected(String expected) {
    return InvalidInputException.expected(location(), expected, describe());
  }

  /** The error that this value breaks a rule. */
  public InvalidInputException invalid(String problem) {
    return new InvalidInputException(location(), problem);
  }

  private String describe() {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list of " + node.size();
      case STRING -> "the text \"" + node.textValue() + "\"";
      case NULL -> "null";
      case MISSING -> "nothing";
      case NUMBER ->
          Double.isInfinite(node.doubleValue()) ? "a number that is too large" : node.toString();
      default -> node.toString();
    };
  }

  /** A field that must be there. */
  public JsonInput field(String name) {
    return optional(name)
        .orElseThrow(
            () -> new InvalidInputException(location().child(name), "missing: must be there"));
  }

  /** A field that may be absent or null. */
  public Optional<JsonInput> optional(String name) {
    if (!node.isObject()) {
      throw unexpected("an object");
    }
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(child(name, value));
  }

  /** An object as a tree; a copy, so that changing it changes nothing here. */
  public ObjectNode object() {
    if (!(node instanceof ObjectNode object)) {
      throw unexpected("an object");
    }
    requireWhole();
    return object.deepCopy();
  }

  /** Refuses half of a character anywhere in this value. */
  private void requireWhole() {
    if (node.isTextual()) {
      text();
    } else if (node.isArray()) {
      elements().forEach(JsonInput::requireWhole);
    } else if (node.isObject()) {
      names().forEach(name -> child(name, node.get(name)).requireWhole());
    }
  }

  private JsonInput child(String name, JsonNode value) {
    return new JsonInput(value, () -> location().child(name));
  }

  /** Whether an object has a field of this name, be it null. */
  public boolean has(String name) {
    if (!node.isObject()) {
      throw unexpected("an object");
    }
    return node.has(name);
  }

  /** The names of an object's fields, in the file's order. */
  public List<String> names() {
    if (!node.isObject()) {
      throw unexpected("an object");
    }
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (TextForm.hasHalves(name)) {
        throw invalid("the name of a field holds half of a character: " + name);
      }
    }
    return names;
  }

  /** The elements of a list. */
  public List<JsonInput> elements() {
    if (!node.isArray()) {
      throw unexpected("a list");
    }
    List<JsonInput> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      int index = i;
      elements.add(new JsonInput(node.get(i), () -> location().element(index)));
    }
    return elements;
  }

  /** Whether this is a text. */
  public boolean isText() {
    return node.isTextual();
  }

  /** Whether this is a number. */
  public boolean isNumber() {
    return node.isNumber();
  }

  /** Whether this says nothing: null or a text of blanks. */
  public boolean isBlank() {
    return node.isNull() || node.isTextual() && TextForm.isBlank(node.textValue());
  }

  /** Whether this is an object. */
  public boolean isObject() {
    return node.isObject();
  }

  /** Whether this is a list. */
  public boolean isList() {
    return node.isArray();
  }

  /** A text. */
  public String text() {
    if (!node.isTextual()) {
      throw unexpected("a text");
    }
    if (TextForm.hasHalves(node.textValue())) {
      throw unexpected("a text of whole characters");
    }
    return node.textValue();
  }

  /** A text that is not blank. */
  public String name() {
    String text = text();
    if (TextForm.isBlank(text)) {
      throw unexpected("a text that is not blank");
    }
    return text;
  }

  /** A text or a number that stands for something: 7, 7.0 and "7" stand for the same. */
  public String key() {
    if (isWhole() && node.canConvertToLong()) {
      return Long.toString(node.longValue());
    }
    return node.isNumber() ? Double.toString(number()) : TextForm.strip(name());
  }

  /** A whole number that fits 32 bits; 4.0 is 4, as JSON Schema has it. */
  public int integer() {
    if (!isWhole() || !node.canConvertToInt()) {
      throw unexpected("a whole number");
    }
    return node.intValue();
  }

  /** A whole number that fits 64 bits; 4.0 is 4. */
  public long longInteger() {
    if (!isWhole() || !node.canConvertToLong()) {
      throw unexpected("a whole number");
    }
    return node.longValue();
  }

  private boolean isWhole() {
    return node.isNumber() && node.canConvertToExactIntegral();
  }

  /** A finite number. */
  public double number() {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw unexpected("a finite number");
    }
    return node.doubleValue();
  }

  /** Whether this is true; what is neither true nor false is not. */
  public boolean isTrue() {
    return node.isBoolean() && node.booleanValue();
  }

  /** This value as one line of JSON. */
  public String line() {
    return node.toString();
  }

  /** True or false. */
  public boolean bool() {
    if (!node.isBoolean()) {
      throw unexpected("true or false");
    }
    return node.booleanValue();
  }

  /** A text field that may be absent. */
  public Optional<String> optionalText(String name) {
    return optional(name).map(JsonInput::text);
  }

  /** A number field that may be absent. */
  public OptionalDouble optionalNumber(String name) {
    Optional<JsonInput> value = optional(name);
    return value.isPresent() ? OptionalDouble.of(value.get().number()) : OptionalDouble.empty();
  }

  /** A whole-number field that may be absent. */
  public OptionalInt optionalInteger(String name) {
    Optional<JsonInput> value = optional(name);
    return value.isPresent() ? OptionalInt.of(value.get().integer()) : OptionalInt.empty();
  }

  /** One of an enum's constants, written in lower case. */
  public <E extends Enum<E>> E constant(Class<E> type) {
    String text = text();
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = Json.name(constant);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw unexpected("one of " + String.join(", ", names));
  }

  /**
   * Builds a value from this input; where the value's constructor refuses, its reason is reported
   * with this place.
   */
  public <T> T build(Function<JsonInput, T> builder) {
    try {
      return builder.apply(this);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(location(), e.getMessage(), e);
    }
  }
}
