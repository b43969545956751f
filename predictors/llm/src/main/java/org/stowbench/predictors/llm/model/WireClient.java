package org.stowbench.predictors.llm.model;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The wire under LangChain4j's models. Unlike LangChain4j's own client it keeps {@code
 * Retry-After}, and its timeout covers the body too: a server that stalls in mid-answer must not
 * hold a worker for ever. Redirects are not followed, for the key would go along.
 */
final class WireClient implements dev.langchain4j.http.client.HttpClient {

  /** A reply is short; a server that sends more than this is broken or hostile. */
  private static final int LONGEST_BODY = 16 << 20;

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final Duration timeout;

  private WireClient(HttpClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /** A builder for LangChain4j's models; they may not change the timeout. */
  static HttpClientBuilder builder(String url, Duration timeout) {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            // Local servers often stumble over the offer to upgrade that comes with version 2.
            .version(
                url.startsWith("https:") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    return new Builder(new WireClient(client, timeout));
  }

  private record Builder(WireClient client) implements HttpClientBuilder {
    @Override
    public Duration connectTimeout() {
      return CONNECT;
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
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request.headers().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
    sent.method(
        request.method().name(),
        request.body() == null
            ? java.net.http.HttpRequest.BodyPublishers.noBody()
            : java.net.http.HttpRequest.BodyPublishers.ofString(request.body()));
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(sent.build(), LimitedBody.handler(LONGEST_BODY));
    try {
      HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() / 100 != 2) {
        throw new HttpFailure(
            response.statusCode(),
            new String(response.body(), StandardCharsets.UTF_8),
            retryAfter(response.headers(), Instant.now()));
      }
      return SuccessfulHttpResponse.builder()
          .statusCode(response.statusCode())
          .headers(response.headers().map())
          .body(response.body())
          .build();
    } catch (TimeoutException e) {
      throw new UncheckedIOException(
          new HttpTimeoutException("no reply within " + timeout.toMillis() + " ms"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io
          ? new UncheckedIOException(io)
          : new IllegalStateException(e.getCause());
    } finally {
      pending.cancel(true);
    }
  }

  /** How long to wait by the header {@code retry-after-ms} or {@code retry-after} (RFC 9110). */
  static Optional<Duration> retryAfter(HttpHeaders headers, Instant now) {
    try {
      Optional<String> millis = headers.firstValue("retry-after-ms");
      if (millis.isPresent()) {
        return Optional.of(Duration.ofMillis((long) Double.parseDouble(millis.get())));
      }
      Optional<String> after = headers.firstValue("retry-after").map(String::strip);
      if (after.isEmpty()) {
        return Optional.empty();
      }
      Duration wait =
          after.get().matches("[0-9.]+")
              ? Duration.ofMillis((long) (Double.parseDouble(after.get()) * 1000))
              : Duration.between(
                  now,
                  ZonedDateTime.parse(after.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                      .toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("replies are not streamed here");
  }
}
