package org.stowbench.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.testing.HostileRegions;

/** Clients that send what they should not, too much of it, too slowly, or too often. */
class HostileClientsTest {

  private static final String GOOD = "{\"scene_id\":\"row\",\"item\":\"whisk\"}";

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.onLoopback();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | - | expected JSON",
        "[] | - | expected an object",
        "{\"item\":\"x\"} | - | exactly one of scene and scene_id, found neither",
        "{\"scene_id\":\"row\",\"item\":7} | item | expected a text, found 7",
        "{\"scene_id\":\"row\",\"item\":\" \"} | item | not blank",
        "{\"scene_id\":\"none\",\"item\":\"x\"} | scene_id | in /v1/scenes, found the text"
            + " \"none\"",
        "{\"scene_id\":\"row\",\"item\":\"x\",\"top\":0} | top | expected 1 to 1000, found 0",
        "{\"scene_id\":\"row\",\"item\":\"x\",\"predictor\":\"y\"} | predictor | one of reverse",
        "{\"scene_id\":\"row\",\"itm\":\"x\"} | itm | allowed: scene, scene_id, item",
        "{\"scene\":{\"id\":\"a\"},\"item\":\"x\"} | scene.containers | missing",
        "{\"scene\":{\"id\":\"a\",\"containers\":[{\"id\":0,\"region\":[[1e9,0]]}]},\"item\":\"x\"}"
            + " | scene | coordinates within 1000000",
        "{\"scene\":{\"id\":\"a\",\"containers\":[{\"id\":4,\"region\":[[1,0]]}]},\"item\":\"x\"}"
            + " | scene | the id must be the place",
      })
  void badBodiesAreToldWhatIsWrong(String body, String field, String message) throws Exception {
    HttpResponse<String> response = served.rank(body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains(message.replace("\"", "\\\""));
    if (!field.equals("-")) {
      assertThat(response.body()).contains("\"field\":\"" + field + "\"");
    }
    assertThat(served.trouble).isEmpty();
  }

  @Test
  void refusesWhatIsTooLargeTooDeepOrNotText() throws Exception {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(served.rank(deep).statusCode()).isEqualTo(400);
    assertThat(tooLarge().statusCode()).isEqualTo(413);
    assertThat(served.rank(containers(301)).body()).contains("at most 300, found 301");
    assertThat(served.rank(containers(300)).statusCode()).isEqualTo(200);
    HttpRequest.Builder request = served.rankRequest("");
    request.POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xff, '"'}));
    assertThat(served.send(request).body()).contains("the body is not UTF-8");
    assertThat(served.rank(GOOD).statusCode()).isEqualTo(200);
  }

  /** A server that does not read on closes; a busy client may see that before the answer. */
  private HttpResponse<String> tooLarge() throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return served.rank("x".repeat(10_000_000));
      } catch (IOException e) {
        if (attempt == 5) {
          throw e;
        }
      }
    }
  }

  @Test
  void aBodyWithoutItsLengthIsLimitedToo() throws Exception {
    String answer =
        served.raw(
            out -> {
              out.accept(
                  ("POST /v1/rank HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                          + "Transfer-Encoding: chunked\r\n\r\n")
                      .getBytes(StandardCharsets.US_ASCII));
              byte[] chunk =
                  ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
              for (int i = 0; i < 20; i++) {
                out.accept(chunk);
              }
            },
            true);
    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void aClientThatNeverSendsItsBodyIsSentAway() throws Exception {
    try (Served impatient = new Served(small(Duration.ofMillis(200)));
        Socket socket = new Socket("127.0.0.1", impatient.at("/").getPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST /v1/rank HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 100000\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      // Slowly, but never silent, until the server has had enough.
      try {
        while (socket.getInputStream().available() == 0) {
          socket.getOutputStream().write(' ');
          LockSupport.parkNanos(10_000_000);
        }
      } catch (SocketException e) {
        // It closed between the look and the byte; what it said is here.
      }
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 408".length());
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
    }
  }

  @Test
  void bodiesThatDripHoldConnectionsButNoThread() throws Exception {
    Crowd crowd = new Crowd();
    try (Served patient = new Served(small(Duration.ofSeconds(60)))) {
      for (int i = 0; i < 300; i++) {
        crowd.join(
            patient,
            "POST /v1/rank HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100000\r\n\r\n ");
      }
      crowd.each(out -> out.write(' '));
      assertThat(patient.rank(GOOD).statusCode()).isEqualTo(200);
      // Those who have owed a request for longest make room for all beyond the address's limit.
      int most = ServerSettings.CONNECTIONS_OF_ONE_ADDRESS;
      assertThat(Stream.generate(crowd::stillThere).anyMatch(there -> there <= most)).isTrue();
    } finally {
      crowd.leave();
    }
  }

  @Test
  void bodiesThatStopBeforeTheirEndTakeLittleMemory() throws Exception {
    int most = ServerSettings.LARGEST_BODY;
    String half =
        "POST /v1/rank HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: %d\r\n\r\n%s".formatted(most, " ".repeat(most - 1));
    Crowd crowd = new Crowd();
    try (Served patient = new Served(small(Duration.ofSeconds(60)))) {
      for (long held = 0; held < 2 * ServerSettings.MOST_BEGUN; held += most) {
        try {
          crowd.join(patient, half);
        } catch (IOException e) {
          // Sent away before all was said.
        }
      }
      String sentAway = "stowbench_requests_total{route=\"none\",status=\"503\"}";
      while (!patient.get("/metrics").body().contains(sentAway)) {
        LockSupport.parkNanos(10_000_000);
      }
      assertThat(patient.rank(GOOD).statusCode()).isEqualTo(200);
      String head =
          "POST /v1/rank HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                  .formatted(GOOD.length());
      String inTwoPieces =
          patient.raw(
              client -> {
                client.accept(head.getBytes(UTF_8));
                LockSupport.parkNanos(100_000_000);
                client.accept(GOOD.getBytes(UTF_8));
              },
              false);
      assertThat(inTwoPieces).startsWith("HTTP/1.1 200");
    } finally {
      crowd.leave();
    }
  }

  @Test
  void photosThatNobodyTakesHoldFewThreads() throws Exception {
    Crowd crowd = new Crowd();
    try (Served patient = new Served(small(Duration.ofSeconds(60)))) {
      for (int i = 0; i < 40; i++) {
        crowd.join(patient, "GET /v1/photos/large HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      assertThat(patient.rank(GOOD).statusCode()).isEqualTo(200);
      HttpResponse<String> photo = patient.get("/v1/photos/large");
      while (photo.statusCode() == 200) {
        photo = patient.get("/v1/photos/large");
      }
      assertThat(photo.statusCode()).isEqualTo(503);
      crowd.leave();
      while (photo.statusCode() == 503) {
        photo = patient.get("/v1/photos/large");
      }
      assertThat(photo.statusCode()).isEqualTo(200);
    } finally {
      crowd.leave();
    }
  }

  @Test
  void longAnswersThatNobodyTakesMakeRoomForOthers() throws Exception {
    int length = served.get("/v1/scenes/long").body().length();
    long most = ServerSettings.MOST_UNTAKEN / length;
    Crowd crowd = new Crowd();
    try (Served patient = new Served(small(Duration.ofSeconds(60)))) {
      for (int i = 0; i < most + 4; i++) {
        crowd.join(patient, "GET /v1/scenes/long HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      while (crowd.stillThere() > most) {
        LockSupport.parkNanos(10_000_000);
      }
      HttpResponse<String> taken = patient.get("/v1/scenes/long");
      assertThat(taken.body()).hasSize(length);
      assertThat(taken.headers().firstValueAsLong("Content-Length")).hasValue(length);
    } finally {
      crowd.leave();
    }
  }

  private static ServerSettings small(Duration patience) {
    return new ServerSettings("127.0.0.1", 0, 1, 0, patience, Access.LOCAL);
  }

  /** Clients that keep their connections, and take next to nothing of what comes. */
  private static final class Crowd {

    private interface Saying {
      void to(OutputStream out) throws IOException;
    }

    private final List<Socket> sockets = new ArrayList<>();

    void join(Served served, String first) throws IOException {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress("127.0.0.1", served.at("/").getPort()));
      socket.setSoTimeout(1);
      sockets.add(socket);
      socket.getOutputStream().write(first.getBytes(StandardCharsets.US_ASCII));
    }

    void each(Saying saying) {
      for (Socket socket : sockets) {
        try {
          saying.to(socket.getOutputStream());
        } catch (IOException e) {
          // Already sent away.
        }
      }
    }

    int stillThere() {
      int there = 0;
      for (Socket socket : sockets) {
        try {
          socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
          there++;
        } catch (IOException e) {
          // Sent away.
        }
      }
      return there;
    }

    void leave() throws IOException {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}}}}}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}",
        "Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
        "Content-Length: 100\r\n\r\n{}",
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "Content-Length: -2\r\n\r\n{}",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
      })
  void bodiesThatAreNotSentAsHttpAsksForAre400(String rest) throws IOException {
    String answer =
        served.raw(
            "POST /v1/rank HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\n"
                + rest);
    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"error\"");
    assertThat(served.trouble).isEmpty();
  }

  @Test
  void connectionsThatOweARequestTooLongAreClosedThoughTheyDrip() throws Exception {
    Server bare = new Server();
    Duration longest = Duration.ofMillis(200);
    Connections connections = new Connections(bare.getScheduler(), longest, longest);
    bare.addBean(connections);
    ServerConnector connector = new ServerConnector(bare);
    connector.addEventListener(connections);
    bare.addConnector(connector);
    bare.start();
    try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
      socket.setSoTimeout(20);
      socket.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
      for (boolean open = true; open; ) {
        try {
          socket.getOutputStream().write('x');
          open = socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
          // Nothing was said.
        } catch (SocketException e) {
          open = false;
        }
      }
    } finally {
      bare.stop();
    }
  }

  @Test
  void refusesWhatAForeignPageCouldSend() throws Exception {
    assertThat(served.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(
            served
                .send(served.rankRequest(GOOD).setHeader("Content-Type", "text/plain"))
                .statusCode())
        .isEqualTo(415);
    HttpResponse<String> page = served.get("/");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void wrongPathsAndMethodsAndLinesGetJsonWithoutTheServersInside() throws Exception {
    List<String> answers = new ArrayList<>();
    answers.add(served.get("/nothing").body());
    answers.add(served.get("/v1/rank").body());
    for (String path :
        List.of("/../etc/passwd", "/v1/scenes/..%2f..%2fx", "/%00", "/page/page.js")) {
      String answer =
          served.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(answer).as(path).startsWith("HTTP/1.1 4");
      answers.add(answer);
    }
    answers.add(served.raw("HELLO\r\n\r\n"));
    answers.add(
        served.raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"));
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer).contains("\"error\"").doesNotContain("jetty", "Exception"));
  }

  @Test
  void aPredictorsFailureIsTheClientsToKnowAndABugIsNot() throws Exception {
    HttpResponse<String> failed = served.rank("{\"scene_id\":\"row\",\"item\":\"failure\"}");
    assertThat(failed.statusCode()).isEqualTo(502);
    assertThat(failed.body()).contains("predictor reverse failed: no idea");
    HttpResponse<String> bug = served.rank("{\"scene_id\":\"row\",\"item\":\"bug\"}");
    assertThat(bug.statusCode()).isEqualTo(502);
    assertThat(bug.body()).doesNotContain("secret", "at org");
    assertThat(served.trouble).hasSize(1).allMatch(line -> line.contains("secret"));
  }

  /** Answers only when it is let. */
  private static final class Waiting implements Predictor {

    private final CountDownLatch begun;
    private final CountDownLatch go = new CountDownLatch(1);

    Waiting(int questions) {
      begun = new CountDownLatch(questions);
    }

    @Override
    public Prediction predict(Query query, PredictionContext context) throws InterruptedException {
      begun.countDown();
      go.await();
      return Prediction.of(query, Ranking.of(Answer.NOT_HERE));
    }
  }

  @Test
  void scribblesThatCannotBeComparedAreRefusedAndLeaveTheServerFree() throws Exception {
    for (int vertices : new int[] {1000, 15_000}) {
      List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        asked.add(
            ask(
                served,
                "{\"item\":\"x\",\"scene\":{\"id\":\"s\",\"containers\":[{\"id\":0,\"region\":%s}]}}"
                    .formatted(HostileRegions.json(HostileRegions.random(vertices)))));
      }
      assertThat(served.rank(GOOD).statusCode()).isEqualTo(200);
      for (CompletableFuture<HttpResponse<String>> one : asked) {
        assertThat(one.join().statusCode()).isEqualTo(400);
        assertThat(one.join().body())
            .contains("\"field\":\"scene.containers[0].region\"", "1001 places or more");
      }
    }
  }

  @Test
  void aPredictorThatTakesAllMemoryFailsItsQuestionAlone() throws Exception {
    Predictor hungry =
        (query, context) -> Prediction.failed("x", "" + new long[Integer.MAX_VALUE].length);
    try (Served hungrily = new Served(ServerSettings.onLoopback(0, 2), hungry)) {
      assertThat(hungrily.rank(SLOW).statusCode()).isEqualTo(502);
      assertThat(hungrily.trouble).anyMatch(line -> line.contains("memory ran out"));
      assertThat(hungrily.rank(GOOD).statusCode()).isEqualTo(200);
    }
  }

  private static final String SLOW =
      "{\"scene_id\":\"row\",\"item\":\"whisk\",\"predictor\":\"other\"}";

  @Test
  void whoComesWhenAllIsBusyIsSentAwayAndTheOthersAreAnswered() throws Exception {
    Waiting waiting = new Waiting(1);
    try (Served served = new Served(small(Duration.ofSeconds(60)), waiting)) {
      CompletableFuture<HttpResponse<String>> first = ask(served, SLOW);
      waiting.begun.await();
      HttpResponse<String> second = served.rank(SLOW);
      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.headers().firstValue("Retry-After")).contains("1");
      assertThat(served.get("/metrics").body()).contains("stowbench_questions_in_flight 1.0");
      waiting.go.countDown();
      assertThat(first.join().statusCode()).isEqualTo(200);
      assertThat(served.get("/metrics").body())
          .contains("stowbench_requests_total{route=\"/v1/rank\",status=\"503\"} 1.0");
    }
  }

  @Test
  void whoWouldWaitForLongIsSentAwayThoughThereIsRoomToWait() throws Exception {
    Predictor slow =
        (query, context) -> {
          Thread.sleep(50);
          return Prediction.of(query, Ranking.of(Answer.NOT_HERE));
        };
    try (Served served = new Served(ServerSettings.onLoopback(0, 1), slow)) {
      for (int i = 0; i < 5; i++) {
        assertThat(served.rank(SLOW).statusCode()).isEqualTo(200);
      }
      List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        asked.add(ask(served, SLOW));
      }
      List<Integer> statuses = asked.stream().map(one -> one.join().statusCode()).toList();
      assertThat(statuses).containsOnly(200, 503);
      assertThat(statuses).filteredOn(status -> status == 200).hasSizeLessThan(40);
    }
  }

  @Test
  void aQuestionThatTakesTooLongIsGivenUpAndItsThreadIsFreed() throws Exception {
    try (Served served = new Served(small(Duration.ofSeconds(2)), new Waiting(1))) {
      assertThat(served.rank(SLOW).statusCode()).isEqualTo(504);
      HttpResponse<String> next = served.rank(GOOD);
      while (next.statusCode() == 503) {
        next = served.rank(GOOD);
      }
      assertThat(next.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void closingAnswersWhatWasAskedAndFreesThePort() throws Exception {
    Waiting waiting = new Waiting(1);
    Served closing = new Served(ServerSettings.onLoopback(0, 2), waiting);
    CompletableFuture<HttpResponse<String>> asked = ask(closing, SLOW);
    waiting.begun.await();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(closing::close);

    waiting.go.countDown();
    assertThat(asked.join().statusCode()).isEqualTo(200);
    closed.join();
    new ServerSocket(closing.server.address().getPort()).close();
  }

  @Test
  void aStormOfBadRequestsLeavesNoThreadBehind() throws Exception {
    long before = threads();
    try (Served stormed = Served.onLoopback()) {
      for (int i = 0; i < 300; i++) {
        stormed.rank("{\"broken\":" + i);
        stormed.raw("nonsense " + i + "\r\n\r\n");
      }
      assertThat(threads()).isLessThan(before + 2 + 128 + 16);
      assertThat(stormed.rank(GOOD).statusCode()).isEqualTo(200);
    }
    for (int i = 0; i < 500 && threads() != before; i++) {
      Thread.sleep(20); // a thread that was told to end may still be doing so
    }
    assertThat(threads()).isEqualTo(before);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("stowbench-"))
        .count();
  }

  private static CompletableFuture<HttpResponse<String>> ask(Served served, String body) {
    return served
        .client()
        .sendAsync(served.rankRequest(body).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String containers(int count) throws IOException {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < count; i++) {
      list.append(i == 0 ? "" : ",").append("{\"id\":%d,\"region\":[[%d,0]]}".formatted(i, i));
    }
    return "{\"item\":\"x\",\"scene\":{\"id\":\"many\",\"containers\":[%s]}}".formatted(list);
  }
}
