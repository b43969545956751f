package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.llm.FakeProvider.Behaviour;
import org.stowbench.predictors.llm.cache.ReplyCache;
import org.stowbench.predictors.llm.model.Provider;
import org.stowbench.predictors.net.Secret;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
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
  private static final int QUERIES = 25;
  private static final int JOBS = 4;

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
      RunPlan plan =
          new RunPlan(
              dataset,
              spec,
              1,
              OptionalLong.of(queries),
              options.contains("concurrency=1") ? 1 : JOBS);
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
    assertThat(ran.stopped()).contains("the first 5 requests", advice, "stop-after=0");
    assertThat(JavaWords.in(ran.stopped())).isEmpty();
    assertThat(ran.asked().size()).isLessThan(15);
  }

  @Test
  void aRunThatMaySucceedGoesOn() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Ran late =
        run(
            "retries=0,concurrency=1",
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
        .containsPattern("openai/m said \"too many\" once: \\d+\\.\\d s of waiting");
  }

  private static Behaviour refuse(int code, String body) {
    return new Behaviour.Status(code, body, Map.of());
  }

  @ParameterizedTest
  @EnumSource
  void theSchemaListsTheScenesNumbersAndNone(Provider provider) throws Exception {
    Ran ran = run(provider.id() + "/m", "", Allowance.UNLIMITED, 1, body -> FakeProvider.say(J));

    assertThat(ran.body(0).findValue("enum").toString())
        .isEqualTo("[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"none\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"error\":{\"message\":\"'response_format' of type 'json_schema' is not supported\"}}",
        "422|{\"detail\":[{\"loc\":[\"body\",\"response_format\"],\"msg\":\"Extra inputs are not"
            + " permitted\",\"input\":{\"temperature\":0}}]}",
        "400|{\"error\":{\"message\":\"Invalid value\",\"param\":\"response_format\"}}",
        "500|{\"error\":{\"message\":\"failed to parse grammar\"}}",
        "400|json_schema: structured output is not available"
      })
  void aServerThatRefusesSchemasGetsOneOnceAndThatIsSaidOnce(int code, String refusal)
      throws Exception {
    Ran ran =
        run("", body -> body.has("response_format") ? refuse(code, refusal) : FakeProvider.say(J));

    assertThat(ran.outcome().manifest().failed()).isZero();
    // Those that were on their way already are refused too.
    assertThat(ran.asked().size()).isBetween(QUERIES + 1, QUERIES + JOBS);
    assertThat(ran.asked().stream().allMatch(asked -> asked.body().has("temperature"))).isTrue();
    assertThat(ran.outcome().notices()).singleElement().asString().contains("output=text");
  }

  @Test
  void whoIsNotKeptToJsonAndWritesNoneIsAskedForWords() throws Exception {
    Ran ran =
        run(
            "",
            body ->
                body.has("response_format")
                    ? refuse(400, "response_format")
                    : FakeProvider.say(
                        body.toString().contains("cannot be used") ? "4" : "I think so."));

    assertThat(ran.asked().stream().filter(asked -> asked.body().has("response_format")).count())
        .isBetween(1L, (long) JOBS);
    String repair =
        ran.asked().stream()
            .map(asked -> asked.body().path("messages"))
            .filter(messages -> messages.size() == 4)
            .findFirst()
            .orElseThrow()
            .at("/3/content")
            .asText();
    assertThat(repair).contains("Best container").doesNotContain("JSON");
  }

  @Test
  void whatARefusalSaysOfParametersIsAdaptedToOnceAndSaidOnce() throws Exception {
    Ran ran =
        run(
            "concurrency=1",
            body -> {
              if (body.has("temperature")) {
                return refuse(
                    400,
                    "{\"error\":{\"param\":\"temperature\",\"message\":\"only the default (1)\"}}");
              }
              return body.has("max_tokens")
                  ? refuse(
                      400,
                      "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens'. Use"
                          + " 'max_completion_tokens' instead.\"}}")
                  : FakeProvider.say(J);
            });

    assertThat(ran.outcome().manifest().failed()).isZero();
    assertThat(ran.asked().size()).isBetween(QUERIES + 2, QUERIES + 2 * JOBS);
    assertThat(ran.body(ran.asked().size() - 1).path("max_completion_tokens").asInt())
        .isEqualTo(1024);
    assertThat(ran.outcome().notices()).hasSize(2);
    assertThat(ran.notices()).contains("omit=temperature", "another name for the limit");
  }

  @Test
  void aRefusedValueOfALimitIsNotItsName() throws Exception {
    Ran ran =
        run(
            "stop-after=1",
            body -> refuse(400, "max_tokens is too large: 1024. This model supports at most 512"));

    assertThat(ran.asked().stream().allMatch(asked -> asked.body().has("max_tokens"))).isTrue();
    assertThat(ran.stopped()).contains("too large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai|seed=7,top-p=0.5,reasoning-effort=low|"
            + "/seed=7 /top_p=0.5 /reasoning_effort=\"low\" /temperature=0.0",
        "ollama|seed=7|/seed=7",
        "mistral|seed=7,temperature=none|/random_seed=7 /temperature=",
        "gemini|seed=7,top-p=1,thinking-budget=0,reasoning-effort=high|/generationConfig/seed=7"
            + " /generationConfig/topP=1 /generationConfig/thinkingConfig/thinkingBudget=0"
            + " /generationConfig/thinkingConfig/thinkingLevel=\"high\"",
        "anthropic|thinking-budget=2000,reasoning-effort=low|/thinking/type=\"enabled\""
            + " /thinking/budget_tokens=2000 /output_config/effort=\"low\" /max_tokens=16384"
            + " /temperature=",
        "openai|omit=temperature,max-output-tokens,response_format|"
            + "/temperature= /max_tokens= /response_format= /model=\"m\"",
        "gemini|omit=temperature,response-format|/generationConfig/temperature="
            + " /generationConfig/responseMimeType= /generationConfig/responseSchema=",
        "openai|body.chat_template_kwargs.enable_thinking=false,body.stop=[\"a\",\"b\"],body.x=y z|"
            + "/chat_template_kwargs/enable_thinking=false /stop=[\"a\",\"b\"] /x=\"y_z\"",
        "openai|body.provider={\"order\":[\"a\"],\"x\":1}|/provider/order=[\"a\"] /provider/x=1"
      })
  void parametersPassThrough(String provider, String options, String expected) throws Exception {
    Ran ran = run(provider + "/m", options, Allowance.UNLIMITED, 1, body -> FakeProvider.say(J));

    for (String pair : expected.split(" ")) {
      String pointer = pair.substring(0, pair.indexOf('='));
      String value = pair.substring(pair.indexOf('=') + 1).replace('_', ' ');
      assertThat(ran.body(0).at(pointer).toString().replace('_', ' ')).as(pointer).isEqualTo(value);
    }
  }

  @Test
  void headersAndParametersOfTheAddressPassThroughAndPlaceTheKey() throws Exception {
    Ran ran =
        run(
            "openai/m",
            "header.api-key={key},header.X-Title=a, b,query.api-version=2024-10-21",
            Allowance.UNLIMITED,
            1,
            body -> FakeProvider.say(J));

    FakeProvider.Received asked = ran.asked().get(0);
    assertThat(asked.path()).endsWith("/chat/completions?api-version=2024-10-21");
    assertThat(asked.headers().get("Api-key")).containsExactly(KEY);
    assertThat(asked.headers().get("X-title")).containsExactly("a, b");
    assertThat(asked.headers()).doesNotContainKey("Authorization");
    assertThat(Files.readString(ran.folder().manifestFile())).contains("{key}").doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "header.Authorization=Bearer abc|header.Authorization: keys never go on the command line",
        "header.api-key=abc|keys never go on the command line",
        "header.Host=x|header.Host: no header can be sent like this",
        "header.a b=x|no header can be sent like this",
        "body.a..b=1|names with a point between them",
        "omit=messages|no request goes without",
        "top-p=2|expected 0 to 1",
        "seed=-1|expected 0 to",
        "thinking-budget=5|openai has none; body.PATH=",
        "seeds=5|is not an option",
        "header.=x|is not an option",
        "temperature=warm|expected a number"
      })
  void whatCannotBeSentIsRefusedBeforeAnythingIsAsked(String options, String problem) {
    assertThatThrownBy(() -> run(options, body -> FakeProvider.say(J)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("abc");
  }

  @Test
  void namesOfModelsMayHoldCommas() throws Exception {
    Ran ran =
        run(
            "openai/a,b/c,d:free",
            "temperature=0.5",
            Allowance.UNLIMITED,
            1,
            body -> FakeProvider.say(J));

    assertThat(ran.body(0).path("model").asText()).isEqualTo("a,b/c,d:free");
    assertThat(ran.body(0).path("temperature").asDouble()).isEqualTo(0.5);
  }

  @Test
  void eachSampleHasASeedOfItsOwnAndOtherParametersAreOtherReplies() throws Exception {
    Ran three =
        run("openai/m", "seed=7,samples=3", Allowance.UNLIMITED, 1, body -> FakeProvider.say(J));
    assertThat(three.asked().stream().map(asked -> asked.body().path("seed").asInt()))
        .containsExactlyInAnyOrder(7, 8, 9);
    try (FakeProvider server = new FakeProvider(body -> FakeProvider.say(J))) {
      for (String options : List.of("seed=1,", "seed=1,", "seed=2,", "top-p=1,", "body.x=1,", "")) {
        predict(server, options);
      }
      assertThat(server.received().size()).isEqualTo(5);
    }
  }

  private void predict(FakeProvider server, String options) throws Exception {
    PredictorSpec spec =
        PredictorSpec.parse(
            "noam:model=openai/m,%sbase-url=%s".formatted(options, server.url()),
            new NoamProvider().options(),
            false);
    Dataset dataset = dataset();
    try (Predictor predictor =
            new NoamProvider()
                .create(
                    spec, new HostEnvironment(home, 1, Optional.of(dataset), Optional.empty()));
        Stream<LabeledQuery> queries = dataset.queries()) {
      predictor.predict(queries.findFirst().orElseThrow().query(), PredictionContext.of(1, "q0"));
    }
  }

  private static Behaviour counted(String usage) {
    return new Behaviour.Status(
        200,
        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"4\"}}],%s}"
            .formatted(usage),
        Map.of());
  }

  private long out(Behaviour reply) throws Exception {
    Ran ran = run("openai/m", "stop-after=0,retries=0", Allowance.UNLIMITED, 1, body -> reply);
    return ran.outcome().spent().orElseThrow().usage().outputTokens();
  }

  @Test
  void whatIsCountedBesideTheReplyIsBooked() throws Exception {
    assertThat(
            out(
                counted(
                    "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":115}")))
        .isEqualTo(105);
    new ReplyCache(home).clear();
    Ran ran =
        run(
            "gemini/m",
            "",
            Allowance.UNLIMITED,
            1,
            body ->
                refuse(
                    200,
                    "{\"candidates\":[{\"finishReason\":\"STOP\",\"content\":{\"parts\":[{\"text\":\"4\"}]}}],"
                        + "\"usageMetadata\":{\"promptTokenCount\":10,\"candidatesTokenCount\":5,"
                        + "\"thoughtsTokenCount\":95,\"totalTokenCount\":120}}"));
    assertThat(ran.outcome().spent().orElseThrow().usage().outputTokens()).isEqualTo(110);
    assertThat(ran.notices()).contains("are not the total that it tells");
  }

  @Test
  void whatARefusalTookIsBooked() throws Exception {
    String usage = "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}";
    assertThat(out(refuse(400, "{\"error\":{\"message\":\"filtered\"},%s}".formatted(usage))))
        .isEqualTo(5);
    assertThat(
            out(refuse(200, "{\"error\":{\"code\":400,\"message\":\"no\"},%s}".formatted(usage))))
        .isEqualTo(5);
  }

  @Test
  void aLimitOfCostHoldsForAllThatIsUnderWay() throws Exception {
    Files.writeString(home.resolve("prices.csv"), "model,input,output\nopenai/m,1,100\n");
    Ran ran =
        run(
            "openai/m",
            "",
            new Allowance(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.of(0.5), true),
            QUERIES,
            body -> {
              FakeProvider.sleep(20);
              return counted("\"usage\":{\"prompt_tokens\":400,\"completion_tokens\":1000}");
            });

    assertThat(ran.stopped()).contains("--max-cost 0.5 is reached");
    assertThat(ran.outcome().spent().orElseThrow().usage().cost().orElseThrow())
        .isBetween(0.3, 0.5);
  }
}
