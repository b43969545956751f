package org.stowbench.predictors.llm.model;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Optional;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictors.llm.chat.Quote;
import org.stowbench.predictors.net.PassingFailure;

/** Why a call had no reply, and what that means for the next. */
sealed interface CallFailure {

  /** Ask again in a while. */
  record Passing(PassingFailure failure) implements CallFailure {}

  /**
   * This request will never get a reply.
   *
   * @param reason one line for the user, may quote the provider
   * @param body what the provider said
   */
  record Refused(String reason, String body) implements CallFailure {}

  /**
   * No request will.
   *
   * @param reason one line for the user, may quote the provider
   */
  record Hopeless(String reason) implements CallFailure {}

  /** Nor this, since the key is wrong. */
  record WrongKey() implements CallFailure {}

  /** In characters. */
  int LONGEST_QUOTE = 200;

  /** What an exception means that came out of a provider's client. */
  static CallFailure of(RuntimeException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpFailure http) {
        return ofStatus(http.statusCode(), "HTTP " + http.statusCode(), http, http.retryAfter());
      }
      if (cause instanceof ErrorBody body) {
        return ofStatus(
            body.statusCode(), "a success by its status, which holds", body, Optional.empty());
      }
      if (cause instanceof RunStoppedException stopped) {
        throw stopped;
      }
      if (cause instanceof PassingFailure passing) {
        return new Passing(passing);
      }
    }
    throw error;
  }

  private static CallFailure ofStatus(
      int status, String introduction, HttpException error, Optional<Duration> retryAfter) {
    String body = String.valueOf(error.getMessage());
    String reason = introduction + Quote.after(body, LONGEST_QUOTE);
    return switch (status) {
      case 401 -> new WrongKey();
      // Gemini says so in its own way.
      case 400 -> body.contains("API_KEY_INVALID") ? new WrongKey() : new Refused(reason, body);
      case 402, 403, 404 -> new Hopeless(reason);
      case 408, 409, 425 -> passing(PassingFailure.Kind.MAY_PASS, reason, retryAfter);
      case 429 ->
          body.contains("insufficient_quota")
              ? new Hopeless(reason)
              : passing(PassingFailure.Kind.THROTTLED, reason, retryAfter);
      // So says Anthropic's 529: "overloaded".
      case 503, 529 -> passing(PassingFailure.Kind.THROTTLED, reason, retryAfter);
      default ->
          status >= 500 && !isAboutSchemas(body)
              ? passing(PassingFailure.Kind.MAY_PASS, reason, retryAfter)
              : new Refused(reason, body);
    };
  }

  /** So say servers that cannot make a grammar of one. */
  private static boolean isAboutSchemas(String body) {
    return body.matches("(?is).*(response_format|json.?schema|grammar).*");
  }

  private static Passing passing(
      PassingFailure.Kind kind, String reason, Optional<Duration> retryAfter) {
    return new Passing(new PassingFailure(kind, reason, retryAfter));
  }
}
