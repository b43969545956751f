package org.stowbench.predictors.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.external.protocol.Schemas;
import org.stowbench.predictors.net.RetryPolicy;
import org.stowbench.run.RunStatus;
import org.stowbench.testing.Programs;

/** Planners behind a real server on loopback. */
class HttpPlannerTest {

  private static final int QUERIES = 60;
  private static final int MANY = 400;
  private static final String KEY = "Bearer s3cr3t-value";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RetryPolicy IMPATIENT =
      new RetryPolicy(Duration.ofMillis(2), Duration.ofMillis(10), 3, 5, Duration.ofSeconds(1));

  @TempDir private Path temp;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private final AtomicInteger posts = new AtomicInteger();
  private HttpServer server;
  private volatile Misbehaviour misbehaviour = (exchange, post, body) -> false;
  private volatile UnaryOperator<String> change = UnaryOperator.identity();

  /** Answers a post in its own way, or says that it does not. */
  private interface Misbehaviour {
    boolean answers(HttpExchange exchange, int post, String body) throws IOException;
  }

  static {
    // Else the JDK's server holds back the end of each response for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/plan", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    heard.add(body);
    if (!misbehaviour.answers(exchange, posts.incrementAndGet(), body)) {
      respond(exchange, 200, change.apply(answer(JSON.readTree(body))));
    }
  }

  private static void respond(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String answer(JsonNode message) {
    if (message.isArray()) {
      List<String> answers = new ArrayList<>();
      message.forEach(one -> answers.add(0, answer(one))); // backwards
      return answers.toString();
    }
    return message.get("type").textValue().equals("hello")
        ? "{\"type\":\"hello\",\"protocol\":1,\"name\":\"web\",\"wants\":[\"regions\"]}"
        : TestPlanner.answer(message.get("id").textValue(), message.get("seed").longValue());
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/plan";
  }

  private PlannerRun run(String options) throws IOException {
    HttpProvider provider = new HttpProvider();
    PredictorSpec spec = PredictorSpec.parse("http:" + options + url(), provider.options(), true);
    return PlannerRun.of(
        temp, HttpProvider.create(spec, PlannerRun.environment(temp), IMPATIENT), spec, QUERIES, 8);
  }

  private List<String> expected() throws IOException {
    return PlannerRun.expected(temp, QUERIES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "batch=8,", "batch=8,posts=1,"})
  void answers_are_those_of_the_rule_one_by_one_and_together(String options) throws IOException {
    PlannerRun run = run(options);

    assertThat(run.predictions()).isEqualTo(expected());
    assertThat(run.notices()).isEmpty();
    if (options.isEmpty()) {
      assertThat(heard).hasSize(1 + QUERIES);
      assertThat(heard).filteredOn(b -> b.contains("\"rank\"")).hasSize(QUERIES);
      assertThat(heard).allMatch(body -> errors(body).isEmpty());
    }
  }

  /** Python's server closes each connection, and says so only as HTTP/1.1. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0", "HTTP/1.1"})
  void a_connection_that_the_server_closes_breaks_no_question(String version) throws IOException {
    Programs.require("python3");
    Path script =
        Files.writeString(
            temp.resolve("closing.py"),
            """
            import json, re, sys
            from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

            class Handler(BaseHTTPRequestHandler):
                protocol_version = sys.argv[1]

                def do_POST(self):
                    asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                    said = {"type": "hello", "protocol": 1, "name": "closing"}
                    if asked["type"] != "hello":
                        seed = asked["seed"]
                        said = {"type": "answer", "id": asked["id"], "ranking": [
                            {"container": seed % 3, "score": seed % 1000},
                            {"not_here": True, "score": -1}]}
                    body = json.dumps(said).encode()
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    if sys.argv[1] == "HTTP/1.1":
                        self.send_header("Connection", "close")
                    self.end_headers()
                    self.wfile.write(body)

                def log_message(self, *_):
                    pass

            server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            print(server.server_port, flush=True)
            server.serve_forever()
            """);
    Process python =
        new ProcessBuilder("python3", script.toString(), version)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = python.inputReader(StandardCharsets.UTF_8)) {
      String spec = "http:retries=0,http://127.0.0.1:" + out.readLine() + "/";
      PlannerRun run = PlannerRun.of(temp, new HttpProvider(), spec, MANY, 8);

      assertThat(run.notices()).isEmpty();
      assertThat(run.predictions()).isEqualTo(PlannerRun.expected(temp, MANY));
    } finally {
      python.destroyForcibly();
    }
  }

  private static List<String> errors(String body) {
    return Schemas.errors(body.contains("\"rank\"") ? "rank" : "hello", body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | HTTP 500: out of order",
        "503 | HTTP 503: out of order",
        "429 | HTTP 429: out of order",
      })
  void a_failure_that_passes_is_asked_again(int status, String reason) throws IOException {
    Set<String> failed = ConcurrentHashMap.newKeySet();
    misbehaviour =
        (exchange, post, body) -> {
          if (post % 7 != 0 || !failed.add(body)) {
            return false;
          }
          exchange.getResponseHeaders().add("Retry-After", "0");
          respond(exchange, status, "out of order");
          return true;
        };

    PlannerRun run = run("");

    assertThat(run.predictions()).isEqualTo(expected());
    assertThat(run.notices()).singleElement().asString().endsWith("the first: " + reason);
  }

  @Test
  void a_connection_that_breaks_is_made_again() throws IOException {
    misbehaviour =
        (exchange, post, body) -> {
          boolean breaks = post == 9;
          if (breaks) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            // Java 23 and later keep even the status until then.
            exchange.getResponseBody().flush();
            exchange.close();
          }
          return breaks;
        };

    PlannerRun run = run("");

    assertThat(run.predictions()).isEqualTo(expected());
    assertThat(run.notices()).singleElement().asString().contains("the connection broke");
  }

  @Test
  void a_batch_that_is_refused_is_asked_one_by_one() throws IOException {
    misbehaviour =
        (exchange, post, body) -> {
          boolean batch = body.startsWith("[");
          if (batch) {
            respond(exchange, 413, "too much");
          }
          return batch;
        };

    assertThat(run("batch=8,posts=1,").predictions()).isEqualTo(expected());
  }

  @Test
  void answers_that_a_batch_lacks_are_asked_for_again() throws IOException {
    change = text -> text.startsWith("[") ? "[{\"type\":\"answer\",\"id\":\"0\"}]" : text;

    PlannerRun run = run("batch=8,");

    assertThat(run.predictions()).isEqualTo(expected());
    assertThat(run.notices())
        .singleElement()
        .asString()
        .matches("the planner gave \\d+ answers to questions that nobody asked; the first: id 0");
  }

  @ParameterizedTest
  @CsvSource({"7,id 7", "\"other\",id other", "null,no id"})
  void an_answer_to_another_question_is_told_in_plain_words(String id, String example)
      throws IOException {
    change = text -> text.contains("hello") ? text : "{\"type\":\"answer\",\"id\":" + id + "}";

    assertThat(run("").notices()).singleElement().asString().endsWith("the first: " + example);
  }

  @Test
  void the_proxy_of_the_environment_is_used() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FarPlanner.class.getName(),
                temp.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.matches("(?i).*_proxy"));
    builder.environment().put("http_proxy", url().replace("/plan", ""));

    assertThat(builder.start().inputReader().readLine()).isEqualTo(RunStatus.COMPLETE.toString());
    assertThat(heard).hasSize(4);
  }

  /** A run with a planner that only the proxy knows. Arguments: a folder. */
  static final class FarPlanner {

    private FarPlanner() {}

    public static void main(String[] arguments) throws IOException {
      PlannerRun run =
          PlannerRun.of(
              Path.of(arguments[0]), new HttpProvider(), "http:http://planner.invalid/plan", 3, 1);
      System.out.println(run.manifest().status());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no JSON | answer: not JSON .*",
        "{\"type\":\"answer\",\"id\":\"0\"} | the planner answered with another id than the"
            + " question's",
        "{} | message: field type: missing: must be there",
        "[] | message: expected an object, found a list of 0",
      })
  void a_response_that_is_no_answer_fails_its_prediction(String response, String reason)
      throws IOException {
    change = text -> text.contains("hello") ? text : response;

    PlannerRun run = run("");

    assertThat(run.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(run.failures()).hasSize(QUERIES);
    assertThat(run.failures().get("q0")).matches(reason);
  }

  @Test
  void a_response_without_end_is_cut_off() throws IOException {
    change = text -> text.contains("hello") ? text : " ".repeat(3 << 10) + text;

    PlannerRun run = run("longest-answer=1,");

    assertThat(run.failures().get("q0"))
        .isEqualTo(
            "the planner gave no answer, after repeats: the connection broke: a reply of more than"
                + " 1024 bytes");
  }

  @Test
  void a_server_that_stalls_costs_its_prediction_only() throws IOException {
    misbehaviour =
        (exchange, post, body) -> {
          boolean stalls = body.contains("\"q37\"");
          if (stalls) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
          }
          return stalls;
        };

    PlannerRun run = run("timeout=1,");

    assertThat(run.failures())
        .containsExactly(
            Map.entry("q37", "the planner gave no answer, after repeats: no response within 1 s"));
  }

  @Test
  void a_key_goes_in_a_header_and_nowhere_else() throws IOException {
    Files.writeString(temp.resolve(".env"), "STOWBENCH_TEST_KEY=\"" + KEY + "\"\n");
    Queue<String> keys = new ConcurrentLinkedQueue<>();
    misbehaviour =
        (exchange, post, body) -> {
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Who")));
          if (post == 9) {
            respond(exchange, 400, "what is " + KEY + "?");
          }
          return post == 9;
        };
    change = text -> text.replace("\"ranking\"", "\"rationale\":\"" + KEY + "\",\"ranking\"");

    PlannerRun run = run("auth-env=STOWBENCH_TEST_KEY,auth-header=X-Who,");

    assertThat(keys).hasSize(1 + QUERIES).containsOnly(KEY);
    assertThat(run.failures().values())
        .containsExactly("the planner refused the request: HTTP 400: what is [key]?");
    try (var files = Files.walk(temp.resolve("runs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain("s3cr3t");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | the planner wants to know who asks: give auth-env=",
        "302 | the planner is elsewhere (HTTP 302): give its own address",
        "404 | the planner's hello: the planner refused the request: HTTP 404",
      })
  void what_nothing_helps_against_stops_the_run(int status, String reason) throws IOException {
    misbehaviour =
        (exchange, post, body) -> {
          exchange.getResponseHeaders().add("Location", url());
          respond(exchange, status, "");
          return true;
        };

    PlannerRun run = run("");

    assertThat(run.manifest().stoppedBecause()).contains(reason);
    assertThat(heard).hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void a_server_that_asks_to_wait_long_stops_the_run() throws IOException {
    misbehaviour =
        (exchange, post, body) -> {
          exchange.getResponseHeaders().add("Retry-After", "3600");
          respond(exchange, 429, "tomorrow");
          return true;
        };

    assertThat(run("").manifest().stoppedBecause())
        .contains("the planner asks to wait 60 minutes (HTTP 429: tomorrow)");
  }

  @Test
  void a_server_that_is_not_there_stops_the_run() throws IOException {
    server.stop(0);

    assertThat(run("").manifest().stoppedBecause())
        .contains("nobody answers at " + url() + ": is the planner running?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://host/ | must be http",
        "http:///x | must be http",
        "http://me:secret@host/ | must not hold a name and password",
        "a b | is no address",
        "auth-env=STOWBENCH_NO_SUCH,http://host/ | variable STOWBENCH_NO_SUCH is not set",
        "auth-header=X,http://host/ | needs auth-env",
        "batch=0,http://host/ | expected 1 to 1024, found 0",
      })
  void an_address_or_option_that_cannot_be_used_is_refused(String text, String problem) {
    HttpProvider provider = new HttpProvider();
    PredictorSpec spec = PredictorSpec.parse("http:" + text, provider.options(), true);

    assertThatThrownBy(() -> provider.create(spec, PlannerRun.environment(temp)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("secret@");
  }
}
