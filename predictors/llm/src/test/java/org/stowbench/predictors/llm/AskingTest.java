package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stowbench.predictors.llm.ServedRun.JOBS;
import static org.stowbench.predictors.llm.ServedRun.KEY;
import static org.stowbench.predictors.llm.ServedRun.QUERIES;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictors.llm.FakeProvider.Behaviour;
import org.stowbench.predictors.llm.cache.ReplyCache;
import org.stowbench.predictors.net.Secret;
import org.stowbench.run.RunStatus;
import org.stowbench.testing.JavaWords;

/** What becomes of whole runs by what a server says, one on this machine. */
class AskingTest {

  private static final int FEW = 12;

  @TempDir private Path home;

  private ServedRun run(String options, Function<JsonNode, Behaviour> behaviour)
      throws IOException {
    return run("openai/m", options, QUERIES, behaviour);
  }

  private ServedRun run(
      String model, String options, int queries, Function<JsonNode, Behaviour> behaviour)
      throws IOException {
    return ServedRun.of(home, model, options, Allowance.UNLIMITED, queries, behaviour);
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
                    .map(code -> FakeProvider.status(code, body)));
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void aKeyThatAnEndpointEchoesGetsNowhere(Behaviour echo) throws Exception {
    ServedRun ran = run("openai/m", "retries=0", 2, body -> echo);

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
    assertThat(new Secret("none").masker().mask("none")).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({
    "400, temperature is not supported here, omit=",
    "422, response_format: extra fields not permitted, output=text",
    "400, the context is too long for thing-1, longer context",
    "413, no, another model",
    "400, Missing required header: x-tenant, header.NAME=",
    "422, '{\"detail\":[{\"loc\":[\"header\",\"x-tenant\"],\"msg\":\"Field required\"}]}', header.NAME=",
    "400, 'the api-version query parameter is required', query.NAME=",
    "422, '{\"detail\":[{\"loc\":[\"query\",\"v\"],\"msg\":\"Field required\"}]}', query.NAME=",
    "400, 'Missing required parameter: stop', body.PATH=",
    "400, 'Unrecognized request argument supplied: max_tokens_2', omit=",
    "400, 'thing-1 is no thing', another model",
    "301, '', base-url=",
    "500, it broke, the server itself",
    "200, {}, up to /v1",
    "200, '{\"error\": {\"code\": 400, \"message\": \"thing\"}}', another model"
  })
  void aRunThatCannotSucceedStopsAndSaysWhatMayHelp(int code, String body, String advice)
      throws Exception {
    ServedRun ran = run("retries=0", asked -> FakeProvider.status(code, body));

    assertThat(ran.outcome().manifest().status()).isEqualTo(RunStatus.STOPPED);
    assertThat(ran.stopped()).contains("the first 5 questions", advice, "stop-after=0");
    assertThat(JavaWords.in(ran.stopped())).isEmpty();
    assertThat(ran.asked().size()).isLessThan(5 + 2 * JOBS);
  }

  private static Stream<Arguments> repliesWithoutAnAnswer() {
    return Stream.of(
        Arguments.of("", FakeProvider.say("I am model-1, at your service."), "output=text"),
        Arguments.of("", FakeProvider.say("{\"ranking\": [}"), "output=text"),
        Arguments.of("output=text", FakeProvider.say("Best container: 99"), "prompt="),
        Arguments.of("", FakeProvider.say(""), "another model"),
        Arguments.of("", new Behaviour.Think("so", "4", true), "raise max-output-tokens="),
        Arguments.of("", FakeProvider.say("<think>4 or"), "raise max-output-tokens="),
        Arguments.of("answer=each", FakeProvider.say("Maybe."), "another model"));
  }

  @ParameterizedTest
  @MethodSource("repliesWithoutAnAnswer")
  void repliesThatAreAllNoAnswersStopTheRunTooAndResumingItAsksAgain(
      String options, Behaviour useless, String advice) throws Exception {
    AtomicBoolean mended = new AtomicBoolean();
    String answer = options.isEmpty() ? FakeProvider.ANSWER : "Best container: 4";
    Function<JsonNode, Behaviour> server =
        body ->
            mended.get() ? FakeProvider.say(options.contains("each") ? "Yes" : answer) : useless;
    try (ServedRun.Server asked =
        new ServedRun.Server(home, "openai/m", options, Allowance.UNLIMITED, server)) {
      ServedRun stopped = asked.run(home.resolve("stopped"), FEW);
      assertThat(stopped.outcome().manifest().status()).isEqualTo(RunStatus.STOPPED);
      assertThat(stopped.stopped()).contains("the first 5 questions", advice, "stop-after=0");

      mended.set(true);
      ServedRun resumed = asked.resume(stopped.folder(), FEW);
      new ReplyCache(home).clear();
      ServedRun never = asked.run(home.resolve("never-stopped"), FEW);

      assertThat(resumed.outcome().manifest().answered()).isEqualTo(FEW);
      assertThat(resumed.outcome().manifest().failed()).isZero();
      assertThat(resumed.folder().predictionsFile())
          .hasSameBinaryContentAs(never.folder().predictionsFile());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":\"4\"}}]}",
        "200|{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":\"\"},\"logprobs\":null}]}",
        "400|{\"error\":{\"message\":\"logprobs are not supported by this model\"}}",
        "501|top_logprobs"
      })
  void aServerWithoutLogProbabilitiesStopsTheRunThatNeedsThem(int code, String body)
      throws Exception {
    ServedRun ran = run("answer=logprobs,retries=0", asked -> FakeProvider.status(code, body));

    assertThat(ran.outcome().manifest().status()).isEqualTo(RunStatus.STOPPED);
    assertThat(ran.stopped())
        .contains("the first 5 questions", "log prob", "answer=each", "stop-after=0");
    assertThat(ran.asked().size()).isLessThan(5 + 2 * JOBS);
  }

  @Test
  void aRunThatMaySucceedGoesOn() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    ServedRun late =
        run(
            "retries=0,concurrency=1",
            body ->
                asked.getAndIncrement() == 3
                    ? FakeProvider.say(FakeProvider.ANSWER)
                    : FakeProvider.status(400));
    ServedRun mixed =
        run(
            "retries=0,concurrency=1",
            body -> FakeProvider.status(asked.getAndIncrement() % 2 == 0 ? 400 : 422));
    ServedRun stubborn = run("retries=0,stop-after=0", body -> FakeProvider.status(400));

    assertThat(late.outcome().manifest().failed()).isEqualTo(QUERIES - 1);
    assertThat(mixed.outcome().manifest().failed()).isEqualTo(QUERIES);
    assertThat(stubborn.outcome().manifest().failed()).isEqualTo(QUERIES);
  }

  @Test
  void noRetriesMeanNoneAndThatIsNotCalledRepeats() throws Exception {
    ServedRun ran =
        run(
            "openai/m",
            "retries=0,stop-after=0",
            2,
            body -> FakeProvider.status(429, "{\"error\": \"slow down\"}"));

    assertThat(ran.asked()).hasSize(2);
    assertThat(Files.readString(ran.folder().predictionsFile()))
        .contains("HTTP 429")
        .doesNotContain("repeats");
  }

  @Test
  void waitingForAProviderIsSaidAtTheEnd() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    ServedRun ran =
        run(
            "openai/m",
            "",
            3,
            body ->
                asked.getAndIncrement() == 0
                    ? new Behaviour.Status(429, "{}", Map.of("Retry-After", "0.2"))
                    : FakeProvider.say(FakeProvider.ANSWER));

    assertThat(ran.outcome().manifest().failed()).isZero();
    assertThat(ran.notices())
        .containsPattern("openai/m said \"too many\" once: \\d+\\.\\d s of waiting");
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
    ServedRun ran =
        run(
            "",
            body ->
                body.has("response_format")
                    ? FakeProvider.status(code, refusal)
                    : FakeProvider.say(FakeProvider.ANSWER));

    assertThat(ran.outcome().manifest().failed()).isZero();
    // Those that were on their way already are refused too.
    assertThat(ran.asked().size()).isBetween(QUERIES + 1, QUERIES + JOBS);
    assertThat(ran.asked().stream().allMatch(asked -> asked.body().has("temperature"))).isTrue();
    assertThat(ran.outcome().notices()).singleElement().asString().contains("output=text");
  }

  /** Writes no JSON unless it is kept to it, and refuses to be. */
  private static Behaviour wordsOnly(JsonNode body) {
    if (body.has("response_format")) {
      return FakeProvider.status(400, "response_format");
    }
    JsonNode messages = body.path("messages");
    String question = messages.path(messages.size() - 1).path("content").asText();
    return FakeProvider.say(question.contains("as JSON") ? "I think so." : "Best container: 4");
  }

  @Test
  void whoIsNotKeptToJsonAndWritesNoneIsAskedForWordsForTheRestOfTheRun() throws Exception {
    ServedRun ran = run("", AskingTest::wordsOnly);

    assertThat(ran.outcome().manifest().failed()).isZero();
    assertThat(ran.asked().stream().filter(asked -> asked.body().has("response_format")).count())
        .isBetween(1L, (long) JOBS);
    assertThat(ran.asked().stream().filter(a -> a.body().toString().contains("as JSON")).count())
        .isBetween(3L, 3L * JOBS);
    assertThat(ran.asked().size()).isLessThanOrEqualTo(QUERIES + 2 * JOBS);
    assertThat(ran.outcome().notices()).hasSize(2);
    assertThat(ran.notices()).containsOnlyOnce("asked for words, as output=text does");
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
  void aSecondRunAfterSchemasWereRefusedAsksNothing() throws Exception {
    try (ServedRun.Server server =
        new ServedRun.Server(
            home, "openai/m", "concurrency=1", Allowance.UNLIMITED, AskingTest::wordsOnly)) {
      ServedRun first = server.run(home.resolve("runs"), FEW);
      ServedRun second = server.run(home.resolve("runs"), FEW);

      assertThat(second.asked()).hasSameSizeAs(first.asked());
      assertThat(second.folder().predictionsFile())
          .hasSameBinaryContentAs(first.folder().predictionsFile());
    }
  }

  @Test
  void whoOnceWroteJsonByThePromptAloneIsAskedForItOn() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    ServedRun ran =
        run(
            "openai/m",
            "concurrency=1",
            FEW,
            body ->
                asked.getAndIncrement() == 1 && !body.has("response_format")
                    ? FakeProvider.say(FakeProvider.ANSWER)
                    : wordsOnly(body));

    assertThat(ran.asked().stream().filter(a -> a.body().toString().contains("as JSON")).count())
        .isGreaterThan(FEW);
    assertThat(ran.outcome().notices()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "concurrency=1"})
  void whatARefusalSaysOfParametersIsAdaptedToOnceAndSaidOnce(String options) throws Exception {
    ServedRun ran =
        run(
            options,
            body -> {
              if (body.has("temperature")) {
                return FakeProvider.status(
                    400,
                    "{\"error\":{\"param\":\"temperature\",\"message\":\"only the default (1)\"}}");
              }
              return body.has("max_tokens")
                  ? FakeProvider.status(
                      400,
                      "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens'. Use"
                          + " 'max_completion_tokens' instead.\"}}")
                  : FakeProvider.say(FakeProvider.ANSWER);
            });

    assertThat(ran.outcome().manifest().failed()).isZero();
    assertThat(ran.asked().size()).isBetween(QUERIES + 2, QUERIES + 2 * JOBS - 2);
    assertThat(ran.body(ran.asked().size() - 1).path("max_completion_tokens").asInt())
        .isEqualTo(1024);
    assertThat(ran.outcome().notices()).hasSize(2);
    assertThat(ran.notices()).contains("omit=temperature", "another name for the limit");
  }

  @Test
  void aRefusedValueOfALimitIsNotItsName() throws Exception {
    ServedRun ran =
        run(
            "stop-after=1",
            body ->
                FakeProvider.status(
                    400, "max_tokens is too large: 1024. This model supports at most 512"));

    assertThat(ran.asked().stream().allMatch(asked -> asked.body().has("max_tokens"))).isTrue();
    assertThat(ran.stopped()).contains("too large");
  }

  private static Behaviour counted(String usage) {
    return FakeProvider.status(
        200,
        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"4\"}}],%s}"
            .formatted(usage));
  }

  private long out(Behaviour reply) throws Exception {
    ServedRun ran = run("openai/m", "stop-after=0,retries=0", 1, body -> reply);
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
    ServedRun ran =
        run(
            "gemini/m",
            "",
            1,
            body ->
                FakeProvider.status(
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
    assertThat(
            out(
                FakeProvider.status(
                    400, "{\"error\":{\"message\":\"filtered\"},%s}".formatted(usage))))
        .isEqualTo(5);
    assertThat(
            out(
                FakeProvider.status(
                    200, "{\"error\":{\"code\":400,\"message\":\"no\"},%s}".formatted(usage))))
        .isEqualTo(5);
  }

  @Test
  void aLimitOfCostHoldsForAllThatIsUnderWay() throws Exception {
    Files.writeString(home.resolve("prices.csv"), "model,input,output\nopenai/m,1,100\n");
    ServedRun ran =
        ServedRun.of(
            home,
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
