package org.stowbench.predictors.llm.model;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a call had no reply, and what that means for the next.
 *
 * @param kind what to do about it
 * @param reason one line for the user, may quote the provider
 * @param retryAfter how long the provider asks to wait
 */
record CallFailure(Kind kind, String reason, Optional<Duration> retryAfter) {

  /** What to do about a failure. */
  enum Kind {
    /** Ask again in a while. */
    MAY_PASS,
    /** Ask again in a while, and less often from now on. */
    THROTTLED,
    /** Ask again in a while; if that never helps, nobody is there. */
    UNREACHABLE,
    /** This request will never get a reply. */
    REFUSED,
    /** No request will. */
    HOPELESS,
    /** Nor this, since the key is wrong. */
    WRONG_KEY
  }

  private static final int LONGEST_QUOTE = 200;

  static CallFailure of(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpFailure http) {
        return ofStatus(http);
      }
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnresolvedAddressException) {
        return new CallFailure(Kind.UNREACHABLE, "no connection", Optional.empty());
      }
      if (cause instanceof HttpTimeoutException) {
        return passing(cause.getMessage());
      }
      if (cause instanceof IOException
          && !(cause instanceof com.fasterxml.jackson.core.JacksonException)) {
        return passing("the connection broke");
      }
    }
    // The response was a success by its status, but the client could not make sense of its body.
    return passing("a response that is not in the provider's form");
  }

  private static CallFailure passing(String reason) {
    return new CallFailure(Kind.MAY_PASS, reason, Optional.empty());
  }

  private static CallFailure ofStatus(HttpFailure http) {
    int status = http.statusCode();
    String body = String.valueOf(http.getMessage());
    String reason = "HTTP " + status + quote(body);
    Kind kind =
        switch (status) {
          case 401 -> Kind.WRONG_KEY;
          // Gemini says so in its own way.
          case 400 -> body.contains("API_KEY_INVALID") ? Kind.WRONG_KEY : Kind.REFUSED;
          case 402, 403, 404 -> Kind.HOPELESS;
          case 408, 409, 425 -> Kind.MAY_PASS;
          case 429 -> body.contains("insufficient_quota") ? Kind.HOPELESS : Kind.THROTTLED;
          default -> status >= 500 ? throttlesAt(status) : Kind.REFUSED;
        };
    return new CallFailure(kind, reason, http.retryAfter());
  }

  /** 503 and Anthropic's 529 say "overloaded". */
  private static Kind throttlesAt(int status) {
    return status == 503 || status == 529 ? Kind.THROTTLED : Kind.MAY_PASS;
  }

  private static String quote(String body) {
    String line = body.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
    return line.isEmpty()
        ? ""
        : ": " + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line);
  }
}
