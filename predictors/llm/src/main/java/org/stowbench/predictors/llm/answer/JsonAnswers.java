package org.stowbench.predictors.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the answers in JSON, through the wrappers that models and gateways put around them: {@code
 * {"answer": ...}}, {@code {"response": "JSON as a string"}}. Fields that hold reasons are not
 * searched.
 */
final class JsonAnswers {

  /** How one form of answer is read. */
  interface Form {

    /**
     * The answer in an object.
     *
     * @param fields by the letters of their names, in lower case
     * @param bare whether it may be an answer without saying so: no other field holds it
     * @return empty if it holds none itself
     */
    Optional<Reading.Understood> inObject(
        JsonNode object, Map<String, JsonNode> fields, boolean bare);

    /** The answer that a list is, where it is nobody's field; empty if it is none. */
    Optional<Reading.Understood> inList(JsonNode list);

    /** The answer in words, where there is no JSON or in a field that is called an answer. */
    Reading.Understood inWords(String words);

    /** Whether the words after an answer in JSON leave it standing. */
    boolean agrees(String after, Reading.Understood answer);
  }

  /** What is beside an answer, besides thoughts. */
  private static final Set<String> REMARKS =
      Set.of("rationale", "explanation", "justification", "item");

  /** What the model says that its answer is not. */
  private static final Pattern REJECTED =
      Pattern.compile(
          "^(?:not|no|never)$|wrong|reject|exclude|incorrect|discard|eliminat|ruledout|worst");

  private static final Set<String> WRAPPERS =
      Set.of(
          "answer",
          "finalanswer",
          "final",
          "response",
          "result",
          "output",
          "content",
          "text",
          "message");

  private static final int DEEPEST = 8;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_-]");

  private final Form form;
  private final List<Reading.Understood> found = new ArrayList<>();

  private JsonAnswers(Form form) {
    this.form = form;
  }

  /** All answers in a value. */
  static List<Reading.Understood> in(JsonNode value, Form form) {
    JsonAnswers answers = new JsonAnswers(form);
    answers.collect(value, "", 0);
    return answers.found;
  }

  /** What an object says about its answer. */
  static Optional<String> reasons(Map<String, JsonNode> fields) {
    return List.of("reasoning", "reason", "reasons", "rationale", "explanation").stream()
        .map(fields::get)
        .filter(field -> field != null && field.isTextual())
        .map(JsonNode::textValue)
        .findFirst();
  }

  private void collect(JsonNode value, String name, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    boolean bare = depth == 0 || WRAPPERS.contains(name);
    if (value.isObject()) {
      Map<String, JsonNode> fields = fields(value);
      Optional<Reading.Understood> answer = form.inObject(value, fields, bare);
      if (answer.isPresent()) {
        fields.forEach((field, beside) -> requireNoOther(answer.get(), field, beside));
        found.add(answer.get());
        return;
      }
      fields.forEach(
          (field, inner) -> {
            if (!REMARKS.contains(field)
                && !Thoughts.isName(field)
                && !REJECTED.matcher(field).find()) {
              collect(inner, field, depth + 1);
            }
          });
    } else if (value.isArray()) {
      Optional<Reading.Understood> answer = bare ? form.inList(value) : Optional.empty();
      answer.ifPresentOrElse(
          found::add, () -> value.forEach(inner -> collect(inner, name, depth + 1)));
    } else if (value.isTextual()) {
      inText(value.textValue(), name, depth);
    } else if (value.isNumber() && WRAPPERS.contains(name)) {
      boolean whole = value.canConvertToInt() && value.doubleValue() == value.intValue();
      if (whole || value.isIntegralNumber()) {
        found.add(form.inWords(whole ? Integer.toString(value.intValue()) : value.asText()));
      }
    }
  }

  /** A field beside an answer that is called an answer, too, must not hold another. */
  private void requireNoOther(Reading.Understood answer, String field, JsonNode beside) {
    if (!WRAPPERS.contains(field)) {
      return;
    }
    JsonAnswers others = new JsonAnswers(form);
    try {
      others.collect(beside, field, 1);
    } catch (UnreadableReply e) {
      return; // It is only called one.
    }
    for (Reading.Understood other : others.found) {
      boolean same =
          other.ranking().answers().size() == 1
              ? other.ranking().first().equals(answer.ranking().first())
              : other.ranking().equals(answer.ranking());
      if (!same) {
        throw new UnreadableReply("it holds two different answers");
      }
    }
  }

  private void inText(String whole, String name, int depth) {
    Thoughts parts = Thoughts.in(whole);
    if (parts.open()) {
      throw new UnreadableReply("it ends in the middle of a thought, without an answer");
    }
    String text = parts.said();
    ReplyJson json = ReplyJson.in(text);
    if (json.damage().isPresent()) {
      throw new UnreadableReply(json.damage().get());
    }
    int before = found.size();
    json.values().forEach(value -> collect(value.node(), name, depth + 1));
    if (found.size() == before && WRAPPERS.contains(name) && !text.isBlank()) {
      found.add(form.inWords(text));
    }
  }

  /** An object's fields by the letters of their names, in lower case. */
  static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            field -> {
              String name =
                  BETWEEN_WORDS.matcher(field.getKey().toLowerCase(Locale.ROOT)).replaceAll("");
              if (fields.putIfAbsent(name, field.getValue()) != null) {
                throw new UnreadableReply("the JSON holds a field twice");
              }
            });
    return fields;
  }
}
