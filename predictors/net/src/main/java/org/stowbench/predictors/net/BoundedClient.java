package org.stowbench.predictors.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.stowbench.io.EnvironmentProxies;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.RunStoppedException;

/**
 * A client for one server. Its timeout covers the body too: a server that stalls in mid-answer must
 * not hold a thread for ever. A connection is used again. Servers of HTTP/1.0 (Python's {@code
 * http.server} among them) close it without saying so, and Java's client cannot be told to keep
 * none for one server: so a request that finds it closed goes out again at once, a few times.
 * Redirects are not followed, for a key would go along. Proxies are those of the environment
 * ({@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY}).
 */
public final class BoundedClient {

  /** How long a connection may take. */
  public static final Duration CONNECT = Duration.ofSeconds(10);

  /**
   * How often a request goes out while kept connections turn out to be closed. Of 36,000 to servers
   * that close each, with up to 32 at once, 1.4 % went out twice, 9 three times, none more often.
   */
  private static final int SENDS = 5;

  private static final int PROXY_AUTHENTICATION = 407;

  private final URI server;
  private final Proxy proxy;
  private final HttpClient client;
  private final int longestBody;

  /** Whether a response came, so that a connection may have been kept for the next request. */
  private volatile boolean answered;

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
   * @throws InvalidInputException if the environment names a proxy that is none
   */
  public BoundedClient(URI server, int longestBody) {
    this(server, longestBody, System.getenv());
  }

  BoundedClient(URI server, int longestBody, Map<String, String> environment) {
    EnvironmentProxies proxies = new EnvironmentProxies(environment);
    this.server = server;
    this.proxy = proxies.select(server).get(0);
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
            .proxy(proxies)
            .build();
  }

  /**
   * Sends a request and waits for the whole response, whatever its status.
   *
   * @throws PassingFailure if there is none
   * @throws RunStoppedException if the proxy wants to know who asks
   */
  public Response send(HttpRequest request, Duration timeout)
      throws PassingFailure, InterruptedException {
    try {
      Response response = sendUntilOpen(request, timeout);
      if (response.status() == PROXY_AUTHENTICATION) {
        throw new RunStoppedException(
            "%s: the proxy wants a name and a password (HTTP 407)".formatted(route()));
      }
      answered = true;
      return response;
    } catch (TimeoutException e) {
      throw new PassingFailure(
          PassingFailure.Kind.TIMEOUT, "no response within %s s".formatted(seconds(timeout)));
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private Response sendUntilOpen(HttpRequest request, Duration timeout)
      throws ExecutionException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    // A connection that was closed meanwhile answers nothing; a response that breaks off is another
    // fault.
    AtomicBoolean begun = new AtomicBoolean();
    for (int send = 1; ; send++) {
      try {
        return sendOnce(request, deadline - System.nanoTime(), begun);
      } catch (ExecutionException e) {
        if (send == SENDS
            || !answered
            || begun.get()
            || !"http".equalsIgnoreCase(server.getScheme())
            || !isBroken(e)) {
          throw e;
        }
      }
    }
  }

  private Response sendOnce(HttpRequest request, long nanos, AtomicBoolean begun)
      throws ExecutionException, TimeoutException, InterruptedException {
    HttpResponse.BodyHandler<byte[]> handler = LimitedBody.handler(longestBody);
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(
            request,
            head -> {
              begun.set(true);
              return handler.apply(head);
            });
    try {
      HttpResponse<byte[]> response = pending.get(nanos, TimeUnit.NANOSECONDS);
      // None where the way through the proxy could not be opened.
      byte[] body = Optional.ofNullable(response.body()).orElse(new byte[0]);
      return new Response(response.statusCode(), response.headers(), body);
    } finally {
      pending.cancel(true);
    }
  }

  /** Whether a connection broke off that may have been one to use again. */
  private static boolean isBroken(ExecutionException e) {
    return e.getCause() instanceof IOException
        && !(e.getCause() instanceof ConnectException)
        && !(e.getCause() instanceof HttpConnectTimeoutException)
        && !(e.getCause() instanceof LimitedBody.TooLong);
  }

  private static String seconds(Duration timeout) {
    return timeout.toMillis() % 1000 == 0
        ? Long.toString(timeout.toSeconds())
        : Double.toString(timeout.toMillis() / 1000.0);
  }

  /** In words of our own: the library's are for programmers, and some have none. */
  private PassingFailure failure(ExecutionException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnresolvedAddressException) {
        return new PassingFailure(PassingFailure.Kind.UNREACHABLE, "no connection");
      }
      if (cause instanceof SSLException) {
        return new PassingFailure(
            PassingFailure.Kind.MAY_PASS,
            "no secure connection: its certificate is not trusted, or it does not speak TLS");
      }
      if (cause instanceof LimitedBody.TooLong) {
        return new PassingFailure(
            PassingFailure.Kind.MAY_PASS, "the connection broke: " + cause.getMessage());
      }
    }
    if (e.getCause() instanceof IOException) {
      return new PassingFailure(PassingFailure.Kind.MAY_PASS, "the connection broke");
    }
    throw new IllegalStateException("an unforeseen failure of the HTTP client", e.getCause());
  }

  /** Where requests go, for messages: the address, and the proxy on the way if there is one. */
  public String route() {
    return proxy.address() instanceof InetSocketAddress address
        ? "%s through the proxy %s:%d".formatted(server, address.getHostString(), address.getPort())
        : server.toString();
  }

  /** How long to wait by the header {@code retry-after-ms} or {@code retry-after} (RFC 9110). */
  static Optional<Duration> retryAfter(HttpHeaders headers, Instant now) {
    try {
      Optional<String> millis = headers.firstValue("retry-after-ms");
      if (millis.isPresent()) {
        return Optional.of(notNegative(Duration.ofMillis((long) Double.parseDouble(millis.get()))));
      }
      Optional<String> after = headers.firstValue("retry-after").map(String::strip);
      if (after.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          notNegative(
              after.get().matches("[0-9.]+")
                  ? Duration.ofMillis((long) (Double.parseDouble(after.get()) * 1000))
                  : Duration.between(
                      now,
                      ZonedDateTime.parse(after.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                          .toInstant())));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration notNegative(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
