package org.stowbench.predictors.external.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictor.Seeds;
import org.stowbench.predictors.external.planner.Fault;
import org.stowbench.predictors.external.planner.Faults;
import org.stowbench.predictors.external.planner.NoAnswerException;
import org.stowbench.predictors.net.BoundedClient;
import org.stowbench.predictors.net.RetryPolicy;

/** Posts messages, again where a failure may pass. */
final class Post {

  /** A request that nobody answered in time is posted so often; more would be a long time. */
  private static final int MOST_TIMEOUTS = 2;

  private final HttpSettings settings;
  private final BoundedClient client;
  private final Faults faults;

  Post(HttpSettings settings, Faults faults) {
    this.settings = settings;
    this.client =
        new BoundedClient(
            settings.url(),
            (int) Math.min(Integer.MAX_VALUE, (long) settings.longestMessage() * settings.batch()));
    this.faults = faults;
  }

  /** What one attempt came to. */
  private sealed interface Outcome {

    /** A response that is a success. */
    record Success(byte[] body) implements Outcome {}

    /** A failure that may pass. */
    record Failure(String reason, Kind kind, Optional<Duration> asked) implements Outcome {}

    /** What a failure is, for how often to try again. */
    enum Kind {
      MAY_PASS,
      THROTTLED,
      TIMEOUT,
      UNREACHABLE
    }
  }

  /**
   * Posts a message, or a list of messages.
   *
   * @return the response, without the key if that stood in it
   * @throws NoAnswerException if there is no response that is a success
   * @throws RunStoppedException if there will be none to others either
   */
  byte[] send(byte[] body) throws InterruptedException {
    RetryPolicy patience = settings.patience();
    SplittableRandom random = new SplittableRandom(Seeds.derive(body.length, "post"));
    int throttles = 0;
    int timeouts = 0;
    for (int attempt = 0; ; attempt++) {
      Outcome outcome = attempt(body);
      if (outcome instanceof Outcome.Success success) {
        return success.body();
      }
      Outcome.Failure failure = (Outcome.Failure) outcome;
      throttles += failure.kind() == Outcome.Kind.THROTTLED ? 1 : 0;
      timeouts += failure.kind() == Outcome.Kind.TIMEOUT ? 1 : 0;
      if (throttles > patience.throttles()
          || timeouts >= MOST_TIMEOUTS
          || attempt - throttles >= patience.repeats()) {
        throw giveUp(failure);
      }
      if (failure.asked().filter(w -> w.compareTo(patience.longestAsked()) > 0).isPresent()) {
        throw new RunStoppedException(
            "the planner asks to wait %d minutes (%s)"
                .formatted(failure.asked().get().toMinutes(), failure.reason()));
      }
      faults.add(Fault.REPEATED, failure.reason());
      Thread.sleep(patience.before(attempt, failure.asked(), random).toMillis());
    }
  }

  private Outcome attempt(byte[] body) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    settings.authentication().ifPresent(a -> request.header(a.header(), a.value().value()));
    try {
      BoundedClient.Response response = client.send(request.build(), settings.timeout());
      return response.status() / 100 == 2
          ? new Outcome.Success(withoutKey(response.body()))
          : failure(response);
    } catch (HttpConnectTimeoutException e) {
      return unreachable();
    } catch (HttpTimeoutException e) {
      return failed(
          "no response within %d s".formatted(settings.timeout().toSeconds()),
          Outcome.Kind.TIMEOUT);
    } catch (IOException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ConnectException
            || cause instanceof UnknownHostException
            || cause instanceof UnresolvedAddressException) {
          return unreachable();
        }
      }
      return failed(
          "the connection broke: " + InvalidInputException.excerpt(String.valueOf(e.getMessage())),
          Outcome.Kind.MAY_PASS);
    }
  }

  private static Outcome unreachable() {
    return failed("no connection", Outcome.Kind.UNREACHABLE);
  }

  private static Outcome failed(String reason, Outcome.Kind kind) {
    return new Outcome.Failure(reason, kind, Optional.empty());
  }

  private Outcome failure(BoundedClient.Response response) {
    int status = response.status();
    String reason = "HTTP " + status + quoted(response.body());
    return switch (status) {
      case 401, 403 ->
          throw new RunStoppedException(
              settings
                  .authentication()
                  .map(a -> "the planner does not accept what stands in " + a.variable())
                  .orElse("the planner wants to know who asks: give auth-env="));
      case 301, 302, 303, 307, 308 ->
          throw new RunStoppedException(
              "the planner is elsewhere (HTTP %d): give its own address".formatted(status));
      case 408, 425 -> new Outcome.Failure(reason, Outcome.Kind.MAY_PASS, response.retryAfter());
      case 429, 503 -> new Outcome.Failure(reason, Outcome.Kind.THROTTLED, response.retryAfter());
      default -> {
        if (status < 500) {
          throw new NoAnswerException("the planner refused the request: " + reason);
        }
        yield new Outcome.Failure(reason, Outcome.Kind.MAY_PASS, response.retryAfter());
      }
    };
  }

  private RuntimeException giveUp(Outcome.Failure failure) {
    return failure.kind() == Outcome.Kind.UNREACHABLE
        ? new RunStoppedException(
            "nobody answers at %s: is the planner running?".formatted(settings.url()))
        : new NoAnswerException(
            "the planner gave no answer, after repeats: %s".formatted(failure.reason()));
  }

  private String quoted(byte[] body) {
    String text = new String(withoutKey(body), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "" : ": " + InvalidInputException.excerpt(text);
  }

  /** Servers quote what they were sent; the key must not get into predictions or messages. */
  private byte[] withoutKey(byte[] body) {
    if (settings.authentication().isEmpty()) {
      return body;
    }
    return settings
        .authentication()
        .get()
        .value()
        .removedFrom(new String(body, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }
}
