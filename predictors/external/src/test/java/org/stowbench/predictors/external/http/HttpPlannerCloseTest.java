package org.stowbench.predictors.external.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictors.external.planner.Question;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.net.RetryPolicy;
import org.stowbench.query.Query;
import org.stowbench.testing.TestKitchens;

/** Whoever asks a planner that is let go hears so, whether before, meanwhile or afterwards. */
@Timeout(60)
class HttpPlannerCloseTest {

  private static final Question QUESTION =
      new Question.Ranking(new Query("q", TestKitchens.row("row", 3), "whisk"), 1);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  /** Says hello, and never answers a question. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (!body.contains("\"hello\"")) {
            asked.countDown();
            try {
              end.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          byte[] hello =
              "{\"type\":\"hello\",\"protocol\":1,\"name\":\"web\"}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, hello.length);
          exchange.getResponseBody().write(hello);
          exchange.close();
        });
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private HttpPlanner planner(int batch) {
    return new HttpPlanner(
        new HttpSettings(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            Optional.empty(),
            batch,
            1,
            Duration.ofMinutes(5),
            1 << 20,
            RetryPolicy.of(0),
            Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void a_question_after_the_end_does_not_wait(int batch) throws Exception {
    HttpPlanner planner = planner(batch);
    planner.introduction();
    planner.close();

    assertThatThrownBy(() -> planner.ask(QUESTION))
        .isInstanceOf(RunStoppedException.class)
        .hasMessage("the planner was let go");
  }

  @Test
  void questions_that_wait_at_the_end_hear_of_it() throws Exception {
    HttpPlanner planner = planner(2);
    planner.introduction();
    List<Future<PlannerReply>> waiting = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      waiting.add(threads.submit(() -> planner.ask(QUESTION)));
    }
    asked.await();

    planner.close();

    for (Future<PlannerReply> answer : waiting) {
      assertThatThrownBy(answer::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseInstanceOf(RunStoppedException.class);
    }
  }

  @Test
  void nobody_is_at_work_before_there_is_something_to_do() {
    try (HttpPlanner planner = planner(8)) {
      assertThat(planner.notices()).isEmpty();
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().equals("stowbench-planner-post"));
    }
  }
}
