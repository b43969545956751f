package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.llm.FakeProvider.Behaviour;
import org.stowbench.predictors.net.Secret;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunOutcome;
import org.stowbench.run.RunPlan;
import org.stowbench.run.RunStatus;
import org.stowbench.run.Runner;
import org.stowbench.testing.JavaWords;
import org.stowbench.testing.TestKitchens;

/** How servers are asked, in whole runs against one on this machine. */
class AskingTest {

  private static final String KEY = "sk-Ab/9+0123456789";
  private static final String J =
      "{\"reasoning\":\"a\",\"ranking\":[{\"container\":4,\"probability\":0.6}]}";
  private static final int QUERIES = 100;

  @TempDir private Path home;

  /** A run of many queries that has ended, and what was asked for it. */
  private record Ran(RunOutcome outcome, RunFolder folder, List<FakeProvider.Received> asked) {

    String stopped() {
      return outcome.manifest().stoppedBecause().orElse("");
    }

    String notices() {
      return String.join("\n", outcome.notices());
    }

    JsonNode body(int request) {
      return asked.get(request).body();
    }
  }

  private static Dataset dataset() {
    return TestKitchens.dataset(
        "test:asking",
        IntStream.range(0, QUERIES)
            .mapToObj(
                i ->
                    TestKitchens.query(
                        "q" + i,
                        TestKitchens.row("s", 8),
                        "thing-" + i,
                        "h" + i % 10,
                        Answer.container(3)))
            .toList());
  }

  private Ran run(String options, Function<JsonNode, Behaviour> behaviour) throws IOException {
    return run("openai/m", options, Allowance.UNLIMITED, QUERIES, behaviour);
  }

  private Ran run(
      String model,
      String options,
      Allowance allowance,
      int queries,
      Function<JsonNode, Behaviour> behaviour)
      throws IOException {
    try (FakeProvider server = new FakeProvider(behaviour)) {
      Files.writeString(home.resolve(".env"), "TEST_KEY=" + KEY);
      PredictorSpec spec =
          PredictorSpec.parse(
              "noam:model=%s,key-variable=TEST_KEY,%sbase-url=%s"
                  .formatted(model, options.isEmpty() ? "" : options + ",", server.url()),
              new NoamProvider().options(),
              false);
      Dataset dataset = dataset();
      RunPlan plan = new RunPlan(dataset, spec, 1, OptionalLong.of(queries), 4);
      Predictor predictor =
          new NoamProvider()
              .create(
                  spec,
                  new HostEnvironment(
                      home,
                      1,
                      Optional.of(dataset),
                      Optional.empty(),
                      Optional.empty(),
                      allowance));
      RunFolder folder = RunFolder.create(home.resolve("runs"), plan);
      RunOutcome outcome = Runner.run(plan, predictor, folder, RunListener.NONE);
      return new Ran(outcome, folder, new ArrayList<>(server.received()));
    }
  }

  private static Stream<Behaviour> echoes() {
    String escaped = "\\u0073k-Ab\\/9\\u002b0123456789";
    String message = "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": %s}]}";
    return Stream.of(
            "{\"choices\": [{\"finish_reason\": \"sk-Ab/9+0123456789\", \"message\": {\"content\": \"4\"}}]}",
            "{\"model\": \"sk-Ab/9+0123456789\", \"choices\": [{\"message\": {\"content\": \"4\"}}]}",
            message.formatted("{\"content\": \"Best container: 4\\nReasoning: " + escaped + "\"}"),
            message.formatted("{\"content\": \"I am %s\"}".formatted(KEY)),
            message.formatted("{\"content\": \"4\", \"reasoning_content\": \"" + escaped + "\"}"),
            message.formatted("{\"content\": \"4\", \"refusal\": \"" + escaped + "\"}"),
            message.formatted("{\"content\": [\"sk-Ab/9\", \"+0123456789\"]}"),
            message.formatted(
                "{\"content\": \"{\\\"reasoning\\\":\\\"\\\\u0073k-Ab/9+0123456789\\\",\\\"ranking\\\":[4]}\"}"),
            "{\"error\": {\"message\": \"" + escaped + "\"}}",
            "{\"sk-Ab/9+0123456789\": \"x\", \"error\": {\"sk-Ab/9+0123456789\": 400}}",
            "<html><title>sk-Ab/9+0123456789</title></html>")
        .flatMap(
            body ->
                // An error is quoted as it came, never put together.
                Stream.of(200, 400, 404, 500)
                    .filter(code -> code == 200 || body.contains("b/9+0") || body.contains("u002b"))
                    .map(code -> new Behaviour.Status(code, body, Map.of())));
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void aKeyThatAnEndpointEchoesGetsNowhere(Behaviour echo) throws Exception {
    Ran ran = run("openai/m", "retries=0", Allowance.UNLIMITED, 2, body -> echo);

    assertThat(ran.asked().get(0).headers().toString()).contains(KEY);
    assertThat(ran.stopped() + ran.notices()).doesNotContain(KEY);
    Files.delete(home.resolve(".env"));
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        assertThat(Files.readString(file))
            .as("%s", file)
            .doesNotContainIgnoringCase("0123456789")
            .doesNotContain("ab_9_0");
      }
    }
  }

  @Test
  void aPlaceholderForAKeyStaysWhereItIsSaid() throws Exception {
    assertThat(new Secret("none").removedFrom("none")).isEqualTo("none");
  }

  private static Function<JsonNode, Behaviour> always(int code, String body) {
    return asked -> new Behaviour.Status(code, body, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "400, temperature is not supported here, omit=",
    "422, response_format: extra fields not permitted, output=text",
    "400, the context is too long for thing-1, longer context",
    "413, no, another model",
    "301, '', base-url=",
    "500, it broke, the server itself",
    "200, {}, up to /v1",
    "200, '{\"error\": {\"code\": 400, \"message\": \"thing\"}}', another model"
  })
  void aRunThatCannotSucceedStopsAndSaysWhatMayHelp(int code, String body, String advice)
      throws Exception {
    Ran ran = run("retries=0", always(code, body));

    assertThat(ran.outcome().manifest().status()).isEqualTo(RunStatus.STOPPED);
    assertThat(ran.stopped()).contains("5 in a row", advice, "stop-after=0");
    assertThat(JavaWords.in(ran.stopped())).isEmpty();
    assertThat(ran.asked()).hasSizeLessThan(15);
  }

  @Test
  void aRunThatMaySucceedGoesOn() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Ran late =
        run(
            "retries=0",
            body -> asked.getAndIncrement() == 3 ? FakeProvider.say(J) : FakeProvider.status(400));
    Ran mixed =
        run(
            "retries=0,concurrency=1",
            body -> FakeProvider.status(asked.getAndIncrement() % 2 == 0 ? 400 : 422));
    Ran stubborn = run("retries=0,stop-after=0", body -> FakeProvider.status(400));

    assertThat(late.outcome().manifest().failed()).isEqualTo(QUERIES - 1);
    assertThat(mixed.outcome().manifest().failed()).isEqualTo(QUERIES);
    assertThat(stubborn.outcome().manifest().failed()).isEqualTo(QUERIES);
  }

  @Test
  void noRetriesMeanNoneAndThatIsNotCalledRepeats() throws Exception {
    Ran ran =
        run(
            "openai/m",
            "retries=0,stop-after=0",
            Allowance.UNLIMITED,
            2,
            always(429, "{\"error\": \"slow down\"}"));

    assertThat(ran.asked()).hasSize(2);
    assertThat(Files.readString(ran.folder().predictionsFile()))
        .contains("HTTP 429")
        .doesNotContain("repeats");
  }

  @Test
  void waitingForAProviderIsSaidAtTheEnd() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Ran ran =
        run(
            "openai/m",
            "",
            Allowance.UNLIMITED,
            3,
            body ->
                asked.getAndIncrement() == 0
                    ? new Behaviour.Status(429, "{}", Map.of("Retry-After", "0.2"))
                    : FakeProvider.say(J));

    assertThat(ran.outcome().manifest().failed()).isZero();
    assertThat(ran.notices())
        .containsPattern("openai/m said \"too many\" once: 0\\.[2-9] s of waiting");
  }
}
