package org.stowbench.predictors.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends each request on a connection of its own, which is closed after its response. For servers
 * that close connections without saying so, as those of HTTP/1.0 do (Python's {@code http.server}
 * among them): Java's HTTP client takes such a connection for one that can be used again.
 */
final class SingleUse {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "stowbench-http");
            thread.setDaemon(true);
            return thread;
          });

  private final Proxy proxy;
  private final int longestBody;

  SingleUse(Proxy proxy, int longestBody) {
    this.proxy = proxy;
    this.longestBody = longestBody;
  }

  /**
   * Sends a request and waits for the whole response, whatever its status.
   *
   * @throws ExecutionException if there is none, with the reason as its cause
   * @throws TimeoutException if it takes longer
   */
  BoundedClient.Response send(HttpRequest request, Duration timeout)
      throws ExecutionException, TimeoutException, InterruptedException {
    HttpURLConnection connection;
    try {
      connection = prepared(request, timeout);
    } catch (IOException e) {
      throw new ExecutionException(e);
    }
    Future<BoundedClient.Response> pending = THREADS.submit(() -> exchange(connection, request));
    try {
      return pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      pending.cancel(true);
      connection.disconnect();
    }
  }

  private HttpURLConnection prepared(HttpRequest request, Duration timeout) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection(proxy);
    connection.setRequestMethod(request.method());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout((int) BoundedClient.CONNECT.toMillis());
    connection.setReadTimeout((int) Math.min(Integer.MAX_VALUE, timeout.toMillis()));
    request
        .headers()
        .map()
        .forEach(
            (name, values) -> values.forEach(value -> connection.addRequestProperty(name, value)));
    connection.setRequestProperty("Connection", "close");
    return connection;
  }

  private BoundedClient.Response exchange(HttpURLConnection connection, HttpRequest request)
      throws IOException {
    if (request.bodyPublisher().isPresent()) {
      byte[] body = bytes(request.bodyPublisher().get());
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length); // so that it repeats nothing by itself
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    int status;
    try {
      status = connection.getResponseCode();
    } catch (HttpRetryException e) {
      status = e.responseCode(); // it would ask for a name and a password, if it could
    }
    return new BoundedClient.Response(status, headers(connection), body(connection));
  }

  private static HttpHeaders headers(HttpURLConnection connection) {
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    connection
        .getHeaderFields()
        .forEach(
            (name, values) -> {
              if (name != null) {
                fields.put(name, values);
              }
            });
    return HttpHeaders.of(fields, (name, value) -> true);
  }

  private byte[] body(HttpURLConnection connection) throws IOException {
    InputStream in;
    try {
      in = connection.getInputStream();
    } catch (IOException e) {
      in = connection.getErrorStream();
    }
    if (in == null) {
      return new byte[0];
    }
    try (InputStream body = in) {
      byte[] bytes = body.readNBytes(longestBody + 1);
      if (bytes.length > longestBody) {
        throw new LimitedBody.TooLong(longestBody);
      }
      return bytes;
    }
  }

  /** A body is made in memory, so all of it is there at once. */
  private static byte[] bytes(HttpRequest.BodyPublisher publisher) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    publisher.subscribe(
        new Flow.Subscriber<ByteBuffer>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ByteBuffer buffer) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
          }

          @Override
          public void onError(Throwable error) {
            throw new IllegalStateException("a body that is not in memory", error);
          }

          @Override
          public void onComplete() {
            // All is there.
          }
        });
    return bytes.toByteArray();
  }
}
