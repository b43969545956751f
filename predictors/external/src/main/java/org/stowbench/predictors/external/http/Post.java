package org.stowbench.predictors.external.http;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Masker;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictors.external.planner.Fault;
import org.stowbench.predictors.external.planner.Faults;
import org.stowbench.predictors.external.planner.NoAnswerException;
import org.stowbench.predictors.net.BoundedClient;
import org.stowbench.predictors.net.PassingFailure;
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

  /**
   * Posts a message, or a list of messages.
   *
   * @return the response, without the key if that stood in it
   * @throws NoAnswerException if there is no response that is a success
   * @throws RunStoppedException if there will be none to others either
   */
  byte[] send(byte[] body) throws InterruptedException {
    RetryPolicy patience = settings.patience();
    try {
      return patience.repeat(
          new Sending(body), (failure, wait) -> faults.add(Fault.REPEATED, failure.getMessage()));
    } catch (PassingFailure failure) {
      if (failure.kind() == PassingFailure.Kind.UNREACHABLE) {
        throw new RunStoppedException(
            "nobody answers at %s: is the planner running?".formatted(client.route()));
      }
      if (patience.asksTooLong(failure)) {
        throw new RunStoppedException(
            "the planner asks to wait %d minutes (%s)"
                .formatted(failure.asked().orElseThrow().toMinutes(), failure.getMessage()));
      }
      throw new NoAnswerException(
          "the planner gave no answer, after repeats: " + failure.getMessage());
    }
  }

  /** One message on its way, perhaps more than once. */
  private final class Sending implements RetryPolicy.Attempt<byte[]> {

    private final HttpRequest request;
    private int timeouts;

    Sending(byte[] body) {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(settings.url())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body));
      settings.authentication().ifPresent(a -> builder.header(a.header(), a.value().value()));
      this.request = builder.build();
    }

    @Override
    public byte[] make() throws PassingFailure, InterruptedException {
      try {
        BoundedClient.Response response = client.send(request, settings.timeout());
        if (response.status() / 100 != 2) {
          throw failure(response);
        }
        return withoutKey(response.body());
      } catch (PassingFailure failure) {
        if (failure.kind() == PassingFailure.Kind.TIMEOUT && ++timeouts == MOST_TIMEOUTS) {
          throw new NoAnswerException(
              "the planner gave no answer, after repeats: " + failure.getMessage());
        }
        throw failure;
      }
    }
  }

  private PassingFailure failure(BoundedClient.Response response) {
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
      case 429, 503 ->
          new PassingFailure(PassingFailure.Kind.THROTTLED, reason, response.retryAfter());
      default -> {
        if (status < 500 && status != 408 && status != 425) {
          throw new NoAnswerException("the planner refused the request: " + reason);
        }
        yield new PassingFailure(PassingFailure.Kind.MAY_PASS, reason, response.retryAfter());
      }
    };
  }

  private String quoted(byte[] body) {
    String text = new String(withoutKey(body), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "" : ": " + InvalidInputException.excerpt(text);
  }

  /** Servers quote what they were sent; the key must not get into predictions or messages. */
  private byte[] withoutKey(byte[] body) {
    byte[] without =
        settings.authentication().map(sent -> sent.value().masker().mask(body)).orElse(body);
    return Masker.environment().mask(without);
  }
}
