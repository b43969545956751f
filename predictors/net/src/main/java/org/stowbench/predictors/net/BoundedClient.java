package org.stowbench.predictors.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
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
 * A client for one server. Its timeout covers the body too: a server that stalls in mid-answer must
 * not hold a thread for ever. Redirects are not followed, for a key would go along.
 */
public final class BoundedClient {

  /** How long a connection may take. */
  public static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final int longestBody;

  /**
   * A response.
   *
   * @param status its HTTP status
   * @param headers its headers
   * @param body all of it
   */
  public record Response(int status, HttpHeaders headers, byte[] body) {

    /** How long its sender asks to wait. */
    public Optional<Duration> retryAfter() {
      return BoundedClient.retryAfter(headers, Instant.now());
    }
  }

  /**
   * A client.
   *
   * @param server the address of the server
   * @param longestBody in bytes; a longer response counts as a broken connection
   */
  public BoundedClient(URI server, int longestBody) {
    this.longestBody = longestBody;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            // Local servers often stumble over the offer to upgrade that comes with version 2.
            .version(
                "https".equalsIgnoreCase(server.getScheme())
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Sends a request and waits for the whole response, whatever its status.
   *
   * @throws HttpTimeoutException if it is not there in time
   * @throws IOException if the connection breaks, or the response is too long
   */
  public Response send(HttpRequest request, Duration timeout)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(request, LimitedBody.handler(longestBody));
    try {
      HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Response(response.statusCode(), response.headers(), response.body());
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no reply within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
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
}
