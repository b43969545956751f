package org.stowbench.predictors.llm.model;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.stowbench.io.Masker;
import org.stowbench.predictors.net.BoundedClient;
import org.stowbench.predictors.net.PassingFailure;
import org.stowbench.predictors.net.Secret;

/**
 * The wire under LangChain4j's models, which write the requests. Unlike LangChain4j's own client it
 * keeps {@code Retry-After}; and what comes back is read here, since theirs fail on what models
 * really send, or leave it out. So {@link #execute} never returns: it throws a {@link Received}, or
 * what went wrong.
 */
final class WireClient implements dev.langchain4j.http.client.HttpClient {

  /** A reply is short; a server that sends more than this is broken or hostile. */
  private static final int LONGEST_BODY = 16 << 20;

  /** Where the models put the key by themselves. */
  private static final Set<String> KEY_HEADERS =
      Set.of("authorization", "x-api-key", "x-goog-api-key");

  /** A reply on its way past LangChain4j's own reading. */
  static final class Received extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<WireReply> replies;

    private Received(List<WireReply> replies) {
      super("a reply", null, false, false);
      this.replies = replies;
    }

    /** The replies behind what a model threw; empty where that is a failure. */
    static Optional<List<WireReply>> in(RuntimeException thrown) {
      for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
        if (cause instanceof Received received) {
          return Optional.of(received.replies);
        }
      }
      return Optional.empty();
    }
  }

  private final BoundedClient client;
  private final Duration timeout;
  private final Extras extras;
  private final boolean keyElsewhere;
  private final UnaryOperator<String> withKey;
  private final UnaryOperator<String> withoutKey;

  private record Next(int sample, int replies) {}

  /** LangChain4j's models send in the thread that asks them, and know nothing of samples. */
  private final ThreadLocal<Next> next = ThreadLocal.withInitial(() -> new Next(0, 1));

  /**
   * A wire.
   *
   * @param settings where it leads, and what is sent besides what the models write
   * @param key what is sent as one; what comes back passes on without it
   */
  WireClient(ModelSettings settings, Optional<Secret> key) {
    this.client = new BoundedClient(URI.create(settings.url()), LONGEST_BODY);
    this.timeout = settings.timeout();
    this.extras = settings.extras();
    this.keyElsewhere = extras.sendsKey();
    this.withKey = Extras.withKey(key.map(Secret::value).orElse(""));
    UnaryOperator<String> others = Masker.environment()::mask;
    this.withoutKey =
        key.map(Secret::masker)
            .<UnaryOperator<String>>map(own -> text -> others.apply(own.mask(text)))
            .orElse(others);
  }

  /** Where requests go, for messages. */
  String route() {
    return client.route();
  }

  /** Says which of several replies to the same messages this thread asks for next, and how many. */
  void nextIs(int sample, int replies) {
    next.set(new Next(sample, replies));
  }

  /** Gives itself to LangChain4j's models; they may not change the timeout. */
  HttpClientBuilder builder() {
    return new Builder(this);
  }

  private record Builder(WireClient client) implements HttpClientBuilder {
    @Override
    public Duration connectTimeout() {
      return BoundedClient.CONNECT;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return client.timeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
      return this;
    }

    @Override
    public dev.langchain4j.http.client.HttpClient build() {
      return client;
    }
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    java.net.http.HttpRequest.Builder sent =
        java.net.http.HttpRequest.newBuilder(URI.create(extras.address(request.url(), withKey)));
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!keyElsewhere || !KEY_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> sent.header(name, value));
              }
            });
    extras.headers().forEach((name, value) -> sent.setHeader(name, withKey.apply(value)));
    sent.method(
        request.method().name(),
        request.body() == null
            ? java.net.http.HttpRequest.BodyPublishers.noBody()
            : java.net.http.HttpRequest.BodyPublishers.ofString(
                extras.changed(request.body(), next.get().sample(), next.get().replies())));
    try {
      BoundedClient.Response response = client.send(sent.build(), timeout);
      String body = withoutKey.apply(new String(response.body(), StandardCharsets.UTF_8));
      if (response.status() / 100 != 2) {
        throw new HttpFailure(response.status(), body, response.retryAfter());
      }
      List<WireReply> replies = WireReply.in(body);
      if (replies.isEmpty()) {
        throw new PassingFailure(
            PassingFailure.Kind.MAY_PASS, "a response that is not in the provider's form");
      }
      // Parts that are put together may make up the key.
      throw new Received(replies.stream().map(reply -> reply.map(withoutKey)).toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (PassingFailure e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("replies are not streamed here");
  }
}
