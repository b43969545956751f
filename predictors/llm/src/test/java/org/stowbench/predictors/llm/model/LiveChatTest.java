package org.stowbench.predictors.llm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.Budget;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictors.llm.FakeProvider;
import org.stowbench.predictors.llm.FakeProvider.Behaviour;
import org.stowbench.predictors.llm.chat.ChatException;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.ModelRequest;
import org.stowbench.predictors.llm.chat.Picture;
import org.stowbench.predictors.llm.spending.Meter;
import org.stowbench.predictors.llm.spending.Price;
import org.stowbench.predictors.net.RetryPolicy;
import org.stowbench.predictors.net.Secret;
import org.stowbench.testing.JavaWords;

class LiveChatTest {

  private static final String KEY = "test-key-0123456789";
  private static final ModelRequest REQUEST =
      new ModelRequest(
          "q1",
          List.of(Message.system("You guide a robot."), Message.user("Where is the whisk?")),
          Optional.of(ModelRequest.Schema.RANKING),
          0,
          0);

  private static ModelSettings settings(Provider provider, String url, double timeout) {
    return settings(provider, url, Double.toString(timeout));
  }

  private static ModelSettings settings(Provider provider, String url, String timeout) {
    String text =
        "noam:model=%s/test-model,base-url=%s,key-variable=TEST_KEY,timeout=%s"
            .formatted(provider.id(), url, timeout);
    return ModelSettings.of(PredictorSpec.parse(text, ModelSettings.options(), false), 1);
  }

  /** The real thing, but for waits that are shorter. */
  private static LiveChat chat(ModelSettings settings, Allowance allowance) {
    return chat(settings, allowance, Duration.ofMinutes(10));
  }

  private static LiveChat chat(ModelSettings settings, Allowance allowance, Duration longest) {
    Optional<Secret> key = Optional.of(new Secret(KEY));
    Optional<Price> price = Optional.of(new Price(1, 10));
    RetryPolicy patience =
        new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(2), 4, 30, longest);
    return new LiveChat(
        settings,
        new ProviderChat(settings, key, price),
        new Meter(new Budget(allowance), price, settings.model(), settings.baseUrl().isPresent()),
        patience);
  }

  private static LiveChat chat(FakeProvider server, Provider provider) {
    return chat(settings(provider, server.url(), 5), Allowance.UNLIMITED);
  }

  /** Misbehaves so many times, then says "fine". */
  private static Function<JsonNode, Behaviour> first(int times, Behaviour bad) {
    AtomicInteger asked = new AtomicInteger();
    return body -> asked.incrementAndGet() <= times ? bad : FakeProvider.say("fine");
  }

  @ParameterizedTest
  @EnumSource
  void everyProviderIsSpokenToInItsOwnFormAndReportsItsAccounts(Provider provider)
      throws Exception {
    try (FakeProvider server = new FakeProvider(body -> FakeProvider.say("fine"))) {
      ModelReply reply = chat(server, provider).ask(REQUEST);

      assertThat(reply.text()).isEqualTo("fine");
      assertThat(reply.finishReason()).contains("stop");
      assertThat(reply.model().orElseThrow()).endsWith("2026-01-01");
      assertThat(reply.usage().orElseThrow().inputTokens()).isEqualTo(100);
      assertThat(reply.usage().orElseThrow().outputTokens()).isEqualTo(20);
      assertThat(reply.usage().orElseThrow().cost()).hasValue(300e-6);
      FakeProvider.Received received = server.received().get(0);
      assertThat(received.headers().toString()).contains(KEY);
      assertThat(received.path()).doesNotContain(KEY);
      String body = received.body().toString();
      assertThat(body).contains("You guide a robot.", "Where is the whisk?", "probability");
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyProviderIsShownPictures(Provider provider) throws Exception {
    Message shown =
        Message.user("Where?").showing(new Picture("image/png", new byte[] {1, 2, 3}, 1));
    try (FakeProvider server = new FakeProvider(body -> FakeProvider.say("fine"))) {
      chat(server, provider).ask(new ModelRequest("q", List.of(shown), Optional.empty(), 0, 0));

      assertThat(server.received().get(0).body().toString()).contains("AQID", "image/png");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatMayPassIsAskedAgain(Provider provider) throws Exception {
    List<Behaviour> passing =
        List.of(
            FakeProvider.status(500),
            FakeProvider.status(529),
            new Behaviour.Status(429, "slow down", Map.of("Retry-After", "0")),
            FakeProvider.status(200, "<html>"),
            FakeProvider.status(200, "{\"choices\": ["),
            FakeProvider.status(200, "{}"),
            new Behaviour.CutOff());
    for (Behaviour bad : passing) {
      try (FakeProvider server = new FakeProvider(first(2, bad))) {
        assertThat(chat(server, provider).ask(REQUEST).text()).as("%s", bad).isEqualTo("fine");
        assertThat(server.received()).hasSize(3);
      }
    }
  }

  @Test
  void aServerThatStallsInMidAnswerIsLeft() throws Exception {
    try (FakeProvider server = new FakeProvider(first(1, new Behaviour.Stall(20_000)))) {
      LiveChat chat = chat(settings(Provider.OPENAI, server.url(), 0.3), Allowance.UNLIMITED);

      assertThat(chat.ask(REQUEST).text()).isEqualTo("fine");
    }
    try (FakeProvider server = new FakeProvider(body -> new Behaviour.Stall(20_000))) {
      LiveChat chat = chat(settings(Provider.OPENAI, server.url(), 0.1), Allowance.UNLIMITED);

      assertThatThrownBy(() -> chat.ask(REQUEST))
          .isInstanceOf(ChatException.class)
          .hasMessageContaining("no response within 0.1 s; gave up after repeats; raise timeout=");
    }
  }

  @Test
  void aFailureThatDoesNotPassFailsTheQueryAndNotTheRun() {
    try (FakeProvider server = new FakeProvider(body -> FakeProvider.status(500))) {
      assertThatThrownBy(() -> chat(server, Provider.OPENAI).ask(REQUEST))
          .isInstanceOf(ChatException.class)
          .hasMessageContaining("HTTP 500");
      assertThat(server.received()).hasSize(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalIsToldInPlainWords(Provider provider) {
    List<Behaviour> refusals =
        List.of(
            FakeProvider.status(400),
            FakeProvider.status(401),
            FakeProvider.status(402),
            FakeProvider.status(404),
            FakeProvider.status(409),
            FakeProvider.status(429),
            FakeProvider.status(500),
            FakeProvider.status(503),
            FakeProvider.status(429, "insufficient_quota"),
            new Behaviour.Status(429, "later", Map.of("Retry-After", "7200")),
            new Behaviour.Status(301, "", Map.of("Location", "http://localhost/")),
            FakeProvider.status(200, ""),
            FakeProvider.status(200, "<html>"),
            FakeProvider.status(200, "{\"choices\": ["),
            FakeProvider.status(200, "{\"choices\": NaN}"),
            FakeProvider.status(200, "[]"),
            new Behaviour.CutOff());
    for (Behaviour refusal : refusals) {
      try (FakeProvider server = new FakeProvider(body -> refusal)) {
        assertThatThrownBy(() -> chat(server, provider).ask(REQUEST))
            .as("%s", refusal)
            .isInstanceOfAny(ChatException.class, RunStoppedException.class)
            .satisfies(e -> assertThat(JavaWords.in(e.getMessage())).as(e.getMessage()).isEmpty());
      }
    }
  }

  @Test
  void aRequestThatIsRefusedIsNotRepeated() {
    try (FakeProvider server = new FakeProvider(body -> FakeProvider.status(400))) {
      assertThatThrownBy(() -> chat(server, Provider.OPENAI).ask(REQUEST))
          .isInstanceOf(ChatException.class);
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongKeyStopsAtOnceAndIsNotShown(Provider provider) {
    Behaviour refusal = FakeProvider.status(401, "{\"error\": \"wrong key " + KEY + "\"}");
    try (FakeProvider server = new FakeProvider(body -> refusal)) {
      assertThatThrownBy(() -> chat(server, provider).ask(REQUEST))
          .isInstanceOf(RunStoppedException.class)
          .hasMessageContaining("does not accept the key in TEST_KEY")
          .hasMessageNotContaining(KEY);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void geminisWayOfRefusingAKeyIsUnderstood() {
    Behaviour refusal = FakeProvider.status(400, "{\"reason\": \"API_KEY_INVALID\"}");
    try (FakeProvider server = new FakeProvider(body -> refusal)) {
      assertThatThrownBy(() -> chat(server, Provider.GEMINI).ask(REQUEST))
          .isInstanceOf(RunStoppedException.class)
          .hasMessageContaining("does not accept the key in TEST_KEY");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500})
  void aKeyThatTheProviderQuotesIsTakenOut(int status) {
    Behaviour quoting = FakeProvider.status(status, "you sent " + KEY);
    try (FakeProvider server = new FakeProvider(body -> quoting)) {
      assertThatThrownBy(() -> chat(server, Provider.OPENAI).ask(REQUEST))
          .hasMessageContaining("you sent [key]")
          .hasMessageNotContaining(KEY);
    }
  }

  @Test
  void aSpentQuotaAndAWaitOfHoursStopTheRun() {
    Behaviour quota = FakeProvider.status(429, "{\"code\": \"insufficient_quota\"}");
    Behaviour hours = new Behaviour.Status(429, "later", Map.of("Retry-After", "7200"));
    for (Behaviour behaviour : List.of(quota, hours)) {
      try (FakeProvider server = new FakeProvider(body -> behaviour)) {
        assertThatThrownBy(() -> chat(server, Provider.OPENAI).ask(REQUEST))
            .isInstanceOf(RunStoppedException.class);
        assertThat(server.received()).hasSize(1);
      }
    }
  }

  private static Behaviour later(String seconds) {
    return new Behaviour.Status(429, "later", Map.of("Retry-After", seconds));
  }

  @Test
  void aLongWaitIsToldWhileItLasts() throws Exception {
    try (FakeProvider server = new FakeProvider(body -> later("30"))) {
      LiveChat chat = chat(server, Provider.OPENAI);
      assertThat(chat.now()).isEmpty();
      Thread asking =
          new Thread(
              () -> assertThatThrownBy(() -> chat.ask(REQUEST)).isInstanceOf(Exception.class));
      asking.start();
      while (chat.now().isEmpty()) {
        Thread.sleep(5);
      }
      assertThat(chat.now().orElseThrow())
          .matches("openai said \"too many\", waiting (29\\.\\d|30\\.\\d) s more");
      asking.interrupt();
      asking.join();
    }
  }

  @Test
  void whoWaitsInVainTogetherStopsTogether() throws Exception {
    int threads = 16;
    try (FakeProvider server = new FakeProvider(body -> later("0.1"))) {
      LiveChat chat =
          chat(
              settings(Provider.OPENAI, server.url(), 5),
              Allowance.UNLIMITED,
              Duration.ofMillis(500));
      AtomicInteger stopped = new AtomicInteger();
      List<Thread> asking =
          IntStream.range(0, threads)
              .mapToObj(i -> new Thread(() -> count(chat, stopped)))
              .toList();
      asking.forEach(Thread::start);
      while (stopped.get() == 0) {
        Thread.sleep(5);
      }
      // One after the other would have waited so long for itself.
      assertThat(server.received().size()).isLessThan(threads * 5);
      asking.forEach(Thread::interrupt);
      for (Thread thread : asking) {
        thread.join();
      }
    }
  }

  private static void count(LiveChat chat, AtomicInteger stopped) {
    try {
      chat.ask(REQUEST);
    } catch (RunStoppedException e) {
      assertThat(e).hasMessageContaining("wait longer than");
      stopped.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void nobodyThereStopsTheRun() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    LiveChat chat =
        chat(settings(Provider.OLLAMA, "http://localhost:" + port, 5), Allowance.UNLIMITED);

    assertThatThrownBy(() -> chat.ask(REQUEST))
        .isInstanceOf(RunStoppedException.class)
        .hasMessageContaining("is the server running?");
  }

  @Test
  void limitsStopTheRunAndSayWhatWasSpent() throws Exception {
    List<Allowance> limits =
        List.of(
            new Allowance(OptionalLong.of(2), OptionalLong.empty(), OptionalDouble.empty(), true),
            new Allowance(OptionalLong.empty(), OptionalLong.of(400), OptionalDouble.empty(), true),
            new Allowance(
                OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.of(0.0016), true));
    for (Allowance allowance : limits) {
      try (FakeProvider server = new FakeProvider(body -> FakeProvider.say("fine"))) {
        LiveChat chat =
            chat(settings(Provider.OPENAI, server.url(), "5,max-output-tokens=100"), allowance);
        chat.ask(REQUEST);
        chat.ask(REQUEST);

        assertThatThrownBy(() -> chat.ask(REQUEST))
            .isInstanceOf(RunStoppedException.class)
            .hasMessageContaining("2 requests (2 answered), 200 tokens in, 40 out, cost $0.0006");
        assertThat(server.received()).hasSize(2);
      }
    }
  }

  @Test
  void aMissingKeyIsNamedBeforeAnythingIsAsked() {
    ModelSettings settings =
        ModelSettings.of(
            PredictorSpec.parse(
                "noam:model=openai/gpt-4o,key-variable=STOWBENCH_NO_SUCH_KEY",
                ModelSettings.options(),
                false),
            1);
    Path home = Path.of("no-such-home");

    assertThatThrownBy(() -> LiveChat.of(settings, home, new Budget(Allowance.UNLIMITED)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("STOWBENCH_NO_SUCH_KEY");
  }

  private static Stream<Arguments> errorsInSuccesses() {
    return Stream.of(
        Arguments.of(
            "THROTTLED", "{\"error\": {\"message\": \"Rate limit reached\", \"code\": 429}}"),
        Arguments.of("THROTTLED", "{\"error\": {\"message\": \"x\", \"code\": \"429\"}}"),
        Arguments.of(
            "THROTTLED", "{\"error\": {\"message\": \"x\", \"status\": \"RESOURCE_EXHAUSTED\"}}"),
        Arguments.of("THROTTLED", "[{\"error\": {\"code\": 429, \"message\": \"x\"}}]"),
        Arguments.of(
            "THROTTLED",
            "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\": \"x\"}}"),
        Arguments.of(
            "THROTTLED",
            "{\"choices\": [{\"finish_reason\": \"error\", \"error\": {\"code\": 429, \"message\":"
                + " \"x\"}, \"message\": {\"content\": \"Best\"}}]}"),
        Arguments.of("PASSING", "{\"error\": \"the runner has stopped\"}"),
        Arguments.of("PASSING", "<!DOCTYPE html><title>Sign in</title>"),
        Arguments.of("REFUSED", "{\"error\": {\"type\": \"invalid_request_error\"}}"),
        Arguments.of(
            "REFUSED", "{\"object\": \"error\", \"message\": \"too long\", \"code\": 400}"),
        Arguments.of("STOPPED", "{\"error\": {\"code\": \"insufficient_quota\"}}"),
        Arguments.of("STOPPED", "{\"error\": {\"message\": \"model not found\", \"code\": 404}}"),
        Arguments.of("STOPPED", "{\"detail\": \"Not authenticated\"}"),
        Arguments.of("STOPPED", "{\"error\": {\"status\": \"UNAUTHENTICATED\", \"code\": 401}}"));
  }

  @ParameterizedTest
  @MethodSource("errorsInSuccesses")
  void anErrorInASuccessIsThatError(String expected, String body) {
    for (Provider provider : Provider.values()) {
      try (FakeProvider server = new FakeProvider(asked -> FakeProvider.status(200, body))) {
        assertThatThrownBy(() -> chat(server, provider).ask(REQUEST))
            .isInstanceOf(
                expected.equals("STOPPED") ? RunStoppedException.class : ChatException.class)
            .satisfies(e -> assertThat(JavaWords.in(e.getMessage())).isEmpty());
        int requests =
            switch (expected) {
              case "THROTTLED" -> 31;
              case "PASSING" -> 5;
              default -> 1;
            };
        assertThat(server.received()).as("%s", provider).hasSize(requests);
      }
    }
  }

  @Test
  void aLoginPageIsCalledOne() {
    Behaviour page = FakeProvider.status(200, "<html><title>Sign in</title></html>");
    try (FakeProvider server = new FakeProvider(asked -> page)) {
      assertThatThrownBy(() -> chat(server, Provider.OPENAI).ask(REQUEST))
          .hasMessageContaining("a web page (Sign in) in place of a reply; is that a login");
    }
  }
}
