package org.stowbench.predictors.llm.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON objects in a reply, wherever they stand: alone, in a code fence, between words.
 *
 * @param objects those with the field that was looked for, in the reply's order
 * @param cutOff whether an object begins that does not end
 */
record ReplyJson(List<ObjectNode> objects, boolean cutOff) {

  /** Models write trailing commas and comments; both are clear enough. */
  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  static {
    LENIENT
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build());
  }

  /** A reply may be hostile: beyond this many opening braces nothing is looked for. */
  private static final int MOST_ATTEMPTS = 200;

  static ReplyJson in(String text, String field) {
    List<ObjectNode> objects = new ArrayList<>();
    boolean cutOff = false;
    int attempts = 0;
    for (int at = text.indexOf('{');
        at >= 0 && attempts++ < MOST_ATTEMPTS;
        at = text.indexOf('{', at)) {
      String rest = text.substring(at);
      try (JsonParser parser = LENIENT.createParser(rest)) {
        JsonNode node = LENIENT.readTree(parser);
        if (node instanceof ObjectNode object && object.has(field)) {
          objects.add(object);
        }
        at += (int) Math.max(1, parser.currentLocation().getCharOffset());
      } catch (JsonEOFException e) {
        cutOff = true;
        at++;
      } catch (IOException e) {
        at++; // braces that are not JSON
      }
    }
    return new ReplyJson(objects, cutOff);
  }
}
