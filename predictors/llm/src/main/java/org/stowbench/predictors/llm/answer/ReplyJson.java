package org.stowbench.predictors.llm.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The JSON in a reply, wherever it stands: alone, in a code fence, between words.
 *
 * @param values objects and lists, in the reply's order, none inside of another
 * @param damage what is wrong with the JSON after them; empty where nothing is
 */
record ReplyJson(List<Value> values, Optional<String> damage) {

  /**
   * One of them.
   *
   * @param start where it begins in the text
   * @param end where it is over
   */
  record Value(JsonNode node, int start, int end) {

    /**
     * Whether it is meant: not what is called a thought or an example; and a list of anything but
     * objects occurs in prose, too.
     */
    boolean isMeant(String text, int from) {
      if (DRAFT.matcher(text.substring(from, start)).find()) {
        return false;
      }
      return node.isObject()
          || (!node.isEmpty() && node.get(0).isObject())
          || FENCES.matcher(text.substring(from, start) + text.substring(end)).matches();
    }
  }

  /** What is called one is no answer. */
  private static final Pattern DRAFT =
      Pattern.compile(
          "(?:^|[\\s*_#>])(?:thoughts?|thinking|draft|example|e\\.g\\.)[\\s*_]{0,5}:[\\s*_]{0,5}(?:```\\s*(?:json)?\\s*)?\\z",
          Pattern.CASE_INSENSITIVE);

  /** What may stand around a list that is a whole reply. */
  private static final Pattern FENCES = Pattern.compile("[\\s`]*(?:json)?[\\s`]*");

  /** Models write trailing commas, comments and names in quotes of their own; all clear enough. */
  private static final JsonMapper LENIENT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  /** A reply may be hostile: beyond this many brackets nothing is looked for. */
  private static final int MOST_ATTEMPTS = 200;

  /** Brackets occur in prose; these begin what was meant to be JSON. */
  private static final Pattern MEANT = Pattern.compile("\\A(?:\\{\\s*(?:[\"'“”]|\\z)|\\[\\s*\\{)");

  /** Whether a text is JSON from its first character to its last. */
  static boolean isWhole(String text) {
    String stripped = text.strip();
    if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
      return false;
    }
    ReplyJson json = in(stripped);
    return json.values().size() == 1
        && json.values().get(0).start() == 0
        && json.values().get(0).end() == stripped.length();
  }

  /** What a text says that is a string in JSON as a whole; another stays as it is. */
  static String unquoted(String text) {
    String stripped = text.strip();
    if (!stripped.startsWith("\"{") && !stripped.startsWith("\"[")) {
      return text;
    }
    try (JsonParser parser = LENIENT.createParser(stripped)) {
      JsonNode node = LENIENT.readTree(parser);
      return parser.nextToken() == null ? node.textValue() : text;
    } catch (IOException e) {
      return text;
    }
  }

  static ReplyJson in(String text) {
    List<Value> values = new ArrayList<>();
    int attempts = 0;
    for (int at = next(text, 0); at >= 0 && attempts++ < MOST_ATTEMPTS; at = next(text, at)) {
      String rest = text.substring(at);
      try (JsonParser parser = LENIENT.createParser(rest)) {
        JsonNode node = LENIENT.readTree(parser);
        int length = (int) Math.max(1, parser.currentLocation().getCharOffset());
        values.add(new Value(node, at, at + length));
        at += length;
      } catch (IOException e) {
        if (MEANT.matcher(rest).find()) {
          return new ReplyJson(values, Optional.of(damage(e)));
        }
        at++; // brackets that are not JSON
      }
    }
    return new ReplyJson(values, Optional.empty());
  }

  private static int next(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      if (text.charAt(at) == '{' || text.charAt(at) == '[') {
        return at;
      }
    }
    return -1;
  }

  private static String damage(IOException e) {
    if (e instanceof JsonEOFException) {
      return "the JSON breaks off before its end";
    }
    if (e.getMessage() != null && e.getMessage().startsWith("Duplicate")) {
      return "the JSON holds a field twice";
    }
    Optional<JsonLocation> where =
        e instanceof JsonProcessingException json
            ? Optional.ofNullable(json.getLocation())
            : Optional.empty();
    return "the JSON is damaged"
        + where
            .map(at -> " at its line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()))
            .orElse("");
  }
}
