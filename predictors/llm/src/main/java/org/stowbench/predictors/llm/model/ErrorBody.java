package org.stowbench.predictors.llm.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.exception.HttpException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An error that came with the status of a success. It is the error that it says it is: by the
 * status in its body, else by its words.
 */
final class ErrorBody extends HttpException {

  private static final long serialVersionUID = 1;

  /** What a status that is not told is taken for: something that may pass. */
  private static final int UNKNOWN = 500;

  private static final int LOWEST_ERROR = 400;
  private static final int HIGHEST_ERROR = 599;

  private static final int PREFIX = 1000;

  /** Where errors stand that are not called one. */
  private static final List<String> COMPLAINTS =
      List.of(
          "errors",
          "message",
          "Message",
          "detail",
          "msg",
          "error_message",
          "error_msg",
          "errorMessage",
          "fault",
          "title",
          "reason");

  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]{1,100})", Pattern.CASE_INSENSITIVE);

  private final transient Optional<Tokens> tokens;

  private ErrorBody(int status, String words, Optional<Tokens> tokens) {
    super(status, words);
    this.tokens = tokens;
  }

  /** What it took all the same, where its sender counts that. */
  Optional<Tokens> tokens() {
    return tokens;
  }

  /** Throws the error that a body is which is no JSON, if it is one. */
  static void throwIfError(String body) {
    String text = body.strip();
    String start = text.substring(0, Math.min(text.length(), PREFIX)).toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype") || (start.startsWith("<") && start.contains("<html"))) {
      Matcher title = TITLE.matcher(text);
      throw new ErrorBody(
          UNKNOWN,
          "a web page%s in place of a reply; is that a login, or a proxy on the way?"
              .formatted(title.find() ? " (" + title.group(1).strip() + ")" : ""),
          Optional.empty());
    }
    if (start.startsWith("data:") || start.startsWith("event:")) {
      throw new ErrorBody(UNKNOWN, "a stream of events, which nobody asked for", Optional.empty());
    }
  }

  /** Throws the error that a body holds in place of a reply, if it does. */
  static void throwIfError(JsonNode body) {
    JsonNode json = body.isArray() ? body.path(0) : body;
    JsonNode choice = json.path("choices").path(0);
    Optional<JsonNode> error =
        Stream.of(json.path("error"), choice.path("error"), choice.path("message").path("error"))
            .filter(ErrorBody::says)
            .findFirst()
            .or(
                () ->
                    isReply(json)
                        ? Optional.empty()
                        : COMPLAINTS.stream()
                            .map(json::path)
                            .filter(field -> says(field) && !field.has("content"))
                            .map(field -> json)
                            .findFirst());
    if (error.isPresent()) {
      throw new ErrorBody(
          status(error.get(), json, error.get().toString()), words(error.get()), Tokens.in(json));
    }
  }

  private static boolean isReply(JsonNode json) {
    return json.path("choices").path(0).isObject()
        || json.path("candidates").path(0).isObject()
        || json.path("content").isArray();
  }

  private static boolean says(JsonNode field) {
    return (field.isTextual() && !field.textValue().isBlank())
        || (field.isContainerNode() && !field.isEmpty());
  }

  private static String words(JsonNode error) {
    JsonNode message = error.path("message");
    return error.isTextual()
        ? error.textValue()
        : message.isTextual() ? message.textValue() : error.toString();
  }

  private static int status(JsonNode error, JsonNode body, String words) {
    for (JsonNode place : new JsonNode[] {error, body}) {
      for (String field : new String[] {"code", "status", "status_code", "statusCode"}) {
        int status = place.path(field).asInt(0);
        if (status >= LOWEST_ERROR && status <= HIGHEST_ERROR) {
          return status;
        }
      }
    }
    return status(words.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", ""));
  }

  /** By the words that providers use for it. */
  private static int status(String words) {
    if (Bodies.holds(
        words, "insufficientquota", "billing", "insufficientbalance", "insufficientcredit")) {
      return 402;
    }
    if (Bodies.holds(
        words, "ratelimit", "toomany", "throttl", "resourceexhausted", "overload", "quota")) {
      return 429;
    }
    if (Bodies.holds(
        words,
        "authentication",
        "unauthorized",
        "unauthenticated",
        "notauthenticated",
        "invalidapikey",
        "incorrectapikey",
        "apikeyinvalid",
        "apikeynotvalid")) {
      return 401;
    }
    if (Bodies.holds(words, "permission", "forbidden", "accessdenied")) {
      return 403;
    }
    if (Bodies.holds(words, "notfound", "doesnotexist", "unknownmodel", "nosuchmodel")) {
      return 404;
    }
    if (Bodies.holds(
        words,
        "invalidrequest",
        "badrequest",
        "invalidargument",
        "unsupported",
        "notsupport",
        "contextlength",
        "maximumcontext",
        "unprocessable",
        "validation")) {
      return LOWEST_ERROR;
    }
    return UNKNOWN;
  }
}
