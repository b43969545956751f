package org.stowbench.predictors.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.testing.JavaWords;

/** Asking real servers, and through a real proxy. */
class BoundedClientTest {

  private static final URI FAR = URI.create("http://planner.invalid:8000/plan");
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Queue<String> targets = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private volatile HttpHandler handler =
      exchange -> {
        byte[] body = "hello".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
      };

  /** A server, and a proxy too: that is one whose requests name whole addresses. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          targets.add(exchange.getRequestURI().toString());
          handler.handle(exchange);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static String ask(URI uri, Map<String, String> environment) throws Exception {
    BoundedClient client = new BoundedClient(uri, 1000, environment);
    return new String(
        client.send(HttpRequest.newBuilder(uri).build(), LONG).body(), StandardCharsets.US_ASCII);
  }

  /** What a server does with a connection. */
  private interface Answer {
    void give(Socket socket) throws IOException;
  }

  /**
   * A bare server. Until it is closed it answers every connection: the client may try again, and
   * must not be left waiting.
   */
  private static ServerSocket answering(Answer answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  answer.give(socket);
                } catch (IOException e) {
                  // The client is gone, or the test has ended.
                }
              }
            });
    thread.start();
    return server;
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"})
  void theProxyOfTheEnvironmentIsUsed(String variable) throws Exception {
    assertThat(ask(FAR, Map.of(variable, address()))).isEqualTo("hello");
    assertThat(targets).containsExactly(FAR.toString());
  }

  @Test
  void whatIsSecureIsAskedThroughTheProxyToo() throws Exception {
    try (ServerSocket proxy =
        answering(
            socket -> {
              byte[] head = new byte[200];
              int length = socket.getInputStream().read(head);
              targets.add(
                  new String(head, 0, length, StandardCharsets.US_ASCII)
                      .lines()
                      .findFirst()
                      .orElseThrow());
            })) {
      URI secure = URI.create("https://models.invalid/v1");
      Map<String, String> environment =
          Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort());

      assertThatThrownBy(() -> ask(secure, environment)).isInstanceOf(PassingFailure.class);
      assertThat(targets).contains("CONNECT models.invalid:443 HTTP/1.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://models.invalid/v1", "https://models.invalid/v1"})
  void aProxyThatWantsAPasswordStopsTheRunAndIsNamed(String uri) throws Exception {
    try (ServerSocket proxy =
        answering(
            socket -> {
              BufferedReader head =
                  new BufferedReader(
                      new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
              String line = head.readLine();
              while (line != null && !line.isEmpty()) {
                line = head.readLine();
              }
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 407 Who asks?\r\nContent-Length: 0\r\n\r\n"
                          .getBytes(StandardCharsets.US_ASCII));
            })) {
      String address = "127.0.0.1:" + proxy.getLocalPort();

      assertThatThrownBy(() -> ask(URI.create(uri), Map.of("ALL_PROXY", address)))
          .isInstanceOf(RunStoppedException.class)
          .hasMessageContainingAll(uri, address, "password");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO_PROXY", "no_proxy"})
  void hostsWithoutProxyAreAskedDirectly(String variable) throws Exception {
    Map<String, String> environment =
        Map.of("HTTP_PROXY", "http://127.0.0.1:1", variable, "localhost,127.0.0.1");

    assertThat(ask(URI.create(address() + "/plan"), environment)).isEqualTo("hello");
    assertThat(targets).containsExactly("/plan");
  }

  @Test
  void theProcessOwnEnvironmentCounts() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Asker.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.matches("(?i).*_proxy"));
    builder.environment().put("HTTP_PROXY", address());
    Process asker = builder.start();

    assertThat(asker.inputReader().readLine()).isEqualTo("200");
    assertThat(targets).containsExactly(FAR.toString());
  }

  /** Asks, in a process of its own. */
  static final class Asker {

    private Asker() {}

    public static void main(String[] arguments) throws Exception {
      BoundedClient client = new BoundedClient(FAR, 1000);
      System.out.println(client.send(HttpRequest.newBuilder(FAR).build(), LONG).status());
    }
  }

  @Test
  void aProxyThatIsNoneIsRefusedBeforeAnythingIsAsked() {
    assertThatThrownBy(() -> new BoundedClient(FAR, 1, Map.of("HTTP_PROXY", "socks5://a:1")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("http://HOST:PORT");
  }

  private static PassingFailure failure(URI uri, Map<String, String> environment, Duration wait) {
    BoundedClient client = new BoundedClient(uri, 1000, environment);
    PassingFailure failure =
        catchThrowableOfType(
            PassingFailure.class, () -> client.send(HttpRequest.newBuilder(uri).build(), wait));
    assertThat(JavaWords.in(failure.getMessage())).isEmpty();
    return failure;
  }

  @Test
  void aProxyThatIsNotThereIsNamed() {
    Map<String, String> environment = Map.of("HTTP_PROXY", "127.0.0.1:1");

    assertThat(failure(FAR, environment, LONG).kind()).isEqualTo(PassingFailure.Kind.UNREACHABLE);
    assertThat(new BoundedClient(FAR, 1, environment).route())
        .isEqualTo(FAR + " through the proxy 127.0.0.1:1");
  }

  @Test
  void everyFailureIsToldInPlainWords() {
    URI here = URI.create(address());
    assertThat(failure(URI.create("http://127.0.0.1:1"), Map.of(), LONG).getMessage())
        .isEqualTo("no connection");
    assertThat(failure(URI.create("http://planner.invalid"), Map.of(), LONG).getMessage())
        .isEqualTo("no connection");
    handler =
        exchange -> {
          exchange.sendResponseHeaders(200, 1001);
          exchange.getResponseBody().write(new byte[1001]);
          exchange.close();
        };
    assertThat(failure(here, Map.of(), LONG).getMessage())
        .isEqualTo("the connection broke: a reply of more than 1000 bytes");
    handler =
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.close();
        };
    assertThat(failure(here, Map.of(), LONG).getMessage()).isEqualTo("the connection broke");
    handler =
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    assertThat(failure(here, Map.of(), Duration.ofMillis(200)).getMessage())
        .isEqualTo("no response within 0.2 s");
  }

  @Test
  void whoeverIsNotTrustedIsToldApartFromNobody() throws Exception {
    try (ServerSocket plain =
        answering(
            socket -> {
              socket.getInputStream().read(new byte[1 << 14]);
              socket.getOutputStream().write("HTTP/1.1 400 What?\r\n\r\n".getBytes());
              // Closed with something unread, the connection would be reset instead.
              socket.shutdownOutput();
              socket.getInputStream().readAllBytes();
            })) {
      URI secure = URI.create("https://127.0.0.1:" + plain.getLocalPort());

      assertThat(failure(secure, Map.of(), LONG).getMessage()).startsWith("no secure connection");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry-after    | 3                             | PT3S",
        "retry-after    | 0                             | PT0S",
        "retry-after    | Fri, 02 Jan 2026 00:00:10 GMT | PT10S",
        "retry-after    | Thu, 01 Jan 2026 00:00:00 GMT | PT0S",
        "retry-after-ms | 1500                          | PT1.5S",
        "retry-after-ms | -5                            | PT0S",
      })
  void whatAServerAsksForIsRead(String header, String value, Duration wait) {
    HttpHeaders headers = HttpHeaders.of(Map.of(header, List.of(value)), (name, text) -> true);

    assertThat(BoundedClient.retryAfter(headers, Instant.parse("2026-01-02T00:00:00Z")))
        .contains(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "1.2.3"})
  void whatNobodyUnderstandsIsNoRequestToWait(String value) {
    HttpHeaders headers =
        HttpHeaders.of(Map.of("retry-after", List.of(value)), (name, text) -> true);

    assertThat(BoundedClient.retryAfter(headers, Instant.EPOCH)).isEmpty();
  }
}
