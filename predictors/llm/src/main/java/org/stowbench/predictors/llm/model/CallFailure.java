package org.stowbench.predictors.llm.model;

import org.stowbench.predictors.net.PassingFailure;

/** Why a call had no reply, and what that means for the next. */
sealed interface CallFailure {

  /** Ask again in a while. */
  record Passing(PassingFailure failure) implements CallFailure {}

  /**
   * This request will never get a reply.
   *
   * @param reason one line for the user, may quote the provider
   */
  record Refused(String reason) implements CallFailure {}

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
        return ofStatus(http);
      }
      if (cause instanceof PassingFailure passing) {
        return new Passing(passing);
      }
    }
    // The response was a success by its status, but the client could not make sense of its body.
    return new Passing(
        new PassingFailure(
            PassingFailure.Kind.MAY_PASS, "a response that is not in the provider's form"));
  }

  private static CallFailure ofStatus(HttpFailure http) {
    String body = String.valueOf(http.getMessage());
    String reason = "HTTP " + http.statusCode() + quote(body);
    return switch (http.statusCode()) {
      case 401 -> new WrongKey();
      // Gemini says so in its own way.
      case 400 -> body.contains("API_KEY_INVALID") ? new WrongKey() : new Refused(reason);
      case 402, 403, 404 -> new Hopeless(reason);
      case 408, 409, 425 -> passing(PassingFailure.Kind.MAY_PASS, reason, http);
      case 429 ->
          body.contains("insufficient_quota")
              ? new Hopeless(reason)
              : passing(PassingFailure.Kind.THROTTLED, reason, http);
      // So says Anthropic's 529: "overloaded".
      case 503, 529 -> passing(PassingFailure.Kind.THROTTLED, reason, http);
      default ->
          http.statusCode() >= 500
              ? passing(PassingFailure.Kind.MAY_PASS, reason, http)
              : new Refused(reason);
    };
  }

  private static Passing passing(PassingFailure.Kind kind, String reason, HttpFailure http) {
    return new Passing(new PassingFailure(kind, reason, http.retryAfter()));
  }

  private static String quote(String body) {
    String line = body.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
    return line.isEmpty()
        ? ""
        : ": " + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line);
  }
}
