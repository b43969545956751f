package org.stowbench.predictors.llm.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.stowbench.predictors.llm.chat.ModelRequest;

/**
 * What a server was found to want otherwise. Models and servers differ in which parameters they
 * take, and say so by refusing the first request; what such a refusal names is changed once, for
 * the rest of the run.
 */
final class Adaptation {

  /** What may be changed. */
  enum Change {
    NO_TEMPERATURE(
        "takes no temperature like this: it was not sent; omit=temperature says so at once"),
    OTHER_NAME_OF_LIMIT("has another name for the limit of output tokens, which was used"),
    NO_SCHEMA(
        "refuses JSON by a schema: from then on the prompt alone asked for JSON; output=text asks for"
            + " words at once"),
    ONE_REPLY(
        "gives one reply a request and passes over n=: samples were asked for one by one, and the"
            + " prompt is counted for each"),
    NO_SEVERAL(
        "refuses n=, several replies a request: samples were asked for one by one, and the prompt is"
            + " counted for each");

    private final String notice;

    Change(String notice) {
      this.notice = notice;
    }
  }

  /** Fields that say what is wrong; others may quote the whole request. */
  private static final Set<String> TELLING =
      Set.of(
          "error",
          "errors",
          "message",
          "msg",
          "detail",
          "details",
          "param",
          "loc",
          "reason",
          "description",
          "title",
          "code",
          "type");

  private static final int LONGEST = 2000;

  private static final String[] SCHEMA = {
    "responseformat",
    "jsonschema",
    "schema",
    "structuredoutput",
    "responsemimetype",
    "outputconfig",
    "outputformat",
    "jsonmode",
    "grammar",
    "guideddecoding",
    "jsonobject"
  };

  private static final String[] UNKNOWN = {
    "unsupported",
    "notsupport",
    "unrecognized",
    "unrecognised",
    "unknown",
    "unexpected",
    "extra",
    "notpermitted",
    "notallowed",
    "deprecated",
    "instead",
    "invalidparameter",
    "noeffect"
  };

  private static final String[] TOO_MUCH = {
    "toolarge", "toohigh", "atmost", "exceed", "greater", "lessthan", "maximumof", "range"
  };

  private final ModelSettings settings;
  private final Set<Change> made = EnumSet.noneOf(Change.class);

  Adaptation(ModelSettings settings) {
    this.settings = settings;
  }

  /** What to change in the next request. */
  synchronized Set<Change> changes() {
    return EnumSet.copyOf(made);
  }

  /**
   * Learns from a refusal.
   *
   * @param body of the response
   * @param sent what had been changed in the request already
   * @return whether the request may succeed with {@link #changes} as they are now
   */
  synchronized boolean learn(String body, Set<Change> sent, ModelRequest request) {
    Optional<Change> wanted =
        complaints(body)
            .flatMap(complaint -> Stream.of(Change.values()).filter(of(complaint, request)))
            .findFirst()
            .filter(change -> !sent.contains(change));
    wanted.ifPresent(made::add);
    return wanted.isPresent();
  }

  /** Learns from what became of a request. */
  synchronized void learn(Change change) {
    made.add(change);
  }

  private Predicate<Change> of(String complaint, ModelRequest request) {
    return change ->
        switch (change) {
          case NO_TEMPERATURE ->
              settings.temperature().isPresent()
                  && !settings.extras().has("temperature")
                  && complaint.contains("temperature");
          case ONE_REPLY, NO_SEVERAL -> false;
          case OTHER_NAME_OF_LIMIT -> speaksOpenAis() && isAboutLimitsName(complaint);
          case NO_SCHEMA ->
              request.schema().isPresent()
                  && !request.asksForLikelihoods()
                  && !settings.extras().has("response-format")
                  && Bodies.holds(complaint, SCHEMA);
        };
  }

  private boolean speaksOpenAis() {
    return switch (settings.provider()) {
      case OPENAI, OLLAMA, MISTRAL -> !settings.extras().has("max-output-tokens");
      case GEMINI, ANTHROPIC -> false;
    };
  }

  /** And not about its value. */
  private static boolean isAboutLimitsName(String complaint) {
    boolean old = complaint.contains("maxtokens");
    boolean anew = complaint.contains("maxcompletiontokens");
    return (old && anew)
        || ((old || anew)
            && Bodies.holds(complaint, UNKNOWN)
            && !Bodies.holds(complaint, TOO_MUCH));
  }

  /** What a body complains of, in letters alone: first the parameter that it names, if it does. */
  private static Stream<String> complaints(String body) {
    StringBuilder words = new StringBuilder();
    StringBuilder parameter = new StringBuilder();
    Bodies.json(body)
        .ifPresentOrElse(
            json -> {
              gather(json, words);
              json.findValues("param").forEach(param -> parameter.append(param.asText("")));
            },
            () -> words.append(body));
    return Stream.of(parameter, words)
        .map(text -> text.substring(0, Math.min(text.length(), LONGEST)))
        .map(text -> text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", ""));
  }

  private static void gather(JsonNode json, StringBuilder words) {
    if (json.isValueNode()) {
      words.append(json.asText()).append(' ');
    } else if (json.isArray()) {
      json.forEach(inner -> gather(inner, words));
    } else {
      json.properties()
          .forEach(
              field -> {
                if (TELLING.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                  gather(field.getValue(), words);
                }
              });
    }
  }

  /** What the user should know, a line each. */
  synchronized List<String> notices() {
    return made.stream().map(change -> settings.model() + " " + change.notice).toList();
  }
}
