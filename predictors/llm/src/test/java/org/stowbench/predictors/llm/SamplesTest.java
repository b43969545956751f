package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictors.llm.cache.ReplyCache;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.Conversation;
import org.stowbench.run.Conversation.Speaker;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunManifest;
import org.stowbench.run.RunPlan;
import org.stowbench.run.RunStatus;
import org.stowbench.run.Runner;
import org.stowbench.testing.TestKitchens;

/** {@code samples=K}, and {@code answer=each}: many requests a question. */
class SamplesTest {

  private static final LabeledQuery WHISK =
      TestKitchens.query("q1", TestKitchens.row("a", 6), "Whisk", "h1", Answer.container(2));
  private static final Dataset EVAL = TestKitchens.dataset("test:eval", List.of(WHISK));

  @TempDir private Path home;

  private Predictor predictor(String spec) {
    return Predictors.installed()
        .create(spec, new HostEnvironment(home, 7, Optional.of(EVAL), Optional.empty()));
  }

  private static String spec(FakeProvider server, String options) {
    return "noam:model=openai/m,output=text," + options + "base-url=" + server.url();
  }

  @Test
  void whereOneRequestGivesOneReplyAllOthersAreAskedForAtOnce() throws Exception {
    CountDownLatch together = new CountDownLatch(3);
    try (FakeProvider server =
            new FakeProvider(
                body -> {
                  if (body.has("n")) {
                    return FakeProvider.say("Best container: 4");
                  }
                  together.countDown();
                  try {
                    return FakeProvider.say(
                        "Best container: " + (together.await(20, TimeUnit.SECONDS) ? 4 : 1));
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
        Predictor predictor = predictor(spec(server, "samples=4,"))) {
      Prediction prediction = predictor.predict(WHISK.query(), PredictionContext.of(7, "q1"));

      assertThat(prediction.ranking().orElseThrow().answers())
          .containsExactly(RankedAnswer.of(Answer.container(3), 1));
    }
  }

  /** As many replies as are asked for, all of them counted together. */
  private static FakeProvider.Behaviour several(JsonNode body, String... texts) {
    int replies = body.path("n").asInt(1);
    String choices =
        IntStream.range(0, replies)
            .mapToObj(
                i ->
                    "{\"index\":%d,\"finish_reason\":\"stop\",\"message\":{\"content\":\"%s\"}}"
                        .formatted(i, texts[i % texts.length]))
            .collect(Collectors.joining(","));
    return FakeProvider.status(
        200,
        "{\"choices\":[%s],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":%d}}"
            .formatted(choices, 21 * replies));
  }

  @Test
  void votesAreAskedForInOneRequestWhichCountsThePromptOnce() throws Exception {
    try (FakeProvider server =
        new FakeProvider(body -> several(body, "Best container: 4", "Best container: 2"))) {
      Prediction first = predict(spec(server, "samples=4,"));
      Prediction again = predict(spec(server, "samples=4,"));
      Prediction more = predict(spec(server, "samples=6,"));

      assertThat(server.received())
          .extracting(r -> r.body().path("n").asInt())
          .containsExactly(4, 2);
      assertThat(first.usage()).contains(new Usage(100, 84, OptionalDouble.empty()));
      assertThat(again.usage()).isEqualTo(first.usage());
      assertThat(more.usage()).contains(new Usage(200, 126, OptionalDouble.empty()));
      assertThat(first.ranking().orElseThrow().answers())
          .containsExactlyInAnyOrder(
              RankedAnswer.of(Answer.container(3), 0.5), RankedAnswer.of(Answer.container(1), 0.5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 422, 500})
  void whoGivesOneReplyARequestIsAskedForSeveralOnceAndThatIsSaidOnce(int status) throws Exception {
    ServedRun ran =
        ServedRun.of(
            home,
            "openai/m",
            "samples=3,retries=0",
            Allowance.UNLIMITED,
            20,
            body ->
                body.has("n") && status != 200
                    ? FakeProvider.status(status, "{\"error\": \"only one completion\"}")
                    : FakeProvider.say(FakeProvider.ANSWER));

    assertThat(ran.outcome().manifest().failed() + ran.outcome().manifest().incomplete()).isZero();
    assertThat(ran.asked().stream().filter(asked -> asked.body().has("n")).count())
        .isBetween(1L, (long) ServedRun.JOBS);
    assertThat(ran.asked().size()).isBetween(60, 60 + ServedRun.JOBS);
    assertThat(ran.outcome().notices())
        .singleElement()
        .asString()
        .contains(status == 200 ? "gives one reply a request" : "refuses n=");
  }

  @Test
  void lostVotesAreAskedForAgainInOneRequestToo() throws Exception {
    AtomicBoolean mended = new AtomicBoolean();
    String fine = "Best container: 4";
    try (ServedRun.Server server =
        new ServedRun.Server(
            home,
            "openai/m",
            "output=text,samples=5",
            Allowance.UNLIMITED,
            body ->
                mended.get()
                    ? several(body, fine)
                    : several(
                        body,
                        body.has("n")
                            ? new String[] {fine, fine, "", "", fine}
                            : new String[] {""}))) {
      ServedRun first = server.run(home.resolve("runs"), 1);
      mended.set(true);
      ServedRun resumed = server.resume(first.folder(), 1);

      assertThat(first.outcome().manifest().incomplete()).isEqualTo(1);
      assertThat(resumed.outcome().manifest().incomplete()).isZero();
      // Two votes had to be said better, in vain.
      assertThat(resumed.asked())
          .extracting(r -> r.body().path("n").asInt())
          .containsExactly(5, 0, 0, 2);
    }
  }

  @Test
  void lostVotesAreShownAndAskedForAgainOnResumeAndNoOthersAre() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeProvider server =
        new FakeProvider(
            body -> {
              int index = asked.getAndIncrement();
              boolean lost = index >= 3 && index < 5;
              return lost ? FakeProvider.status(418) : FakeProvider.say("Best container: 4");
            })) {
      String spec = spec(server, "samples=5,concurrency=1,");
      RunPlan plan =
          new RunPlan(EVAL, Predictors.installed().spec(spec), 7, OptionalLong.empty(), 1);
      RunFolder folder = RunFolder.create(home.resolve("runs"), plan);

      RunManifest first = Runner.run(plan, predictor(spec), folder, RunListener.NONE).manifest();
      assertThat(first.status()).isEqualTo(RunStatus.COMPLETE);
      assertThat(first.answered()).isEqualTo(1);
      assertThat(first.incomplete()).isEqualTo(1);
      assertThat(Files.readString(folder.manifestFile())).contains("\"incomplete\" : 1");
      Prediction partly = prediction(folder);
      assertThat(partly.rationale().orElseThrow()).startsWith("2 of 5 votes were lost: openai: ");
      assertThat(partly.ranking().orElseThrow().answers())
          .containsExactly(RankedAnswer.of(Answer.container(3), 0.6));

      RunManifest second = Runner.run(plan, predictor(spec), folder, RunListener.NONE).manifest();
      assertThat(second.incomplete()).isZero();
      assertThat(asked).hasValue(7);
      assertThat(prediction(folder).ranking().orElseThrow().answers())
          .containsExactly(RankedAnswer.of(Answer.container(3), 1));
      assertThat(Files.readString(folder.manifestFile())).doesNotContain("incomplete");

      Runner.run(plan, predictor(spec), folder, RunListener.NONE);
      assertThat(asked).hasValue(7);
    }
  }

  @Test
  void votesThatThereWereAreNotLostWhereAskingAgainFails() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeProvider server =
        new FakeProvider(
            body ->
                asked.getAndIncrement() < 1
                    ? FakeProvider.say("Best container: 4")
                    : FakeProvider.status(418))) {
      String spec = spec(server, "samples=2,");
      RunPlan plan =
          new RunPlan(EVAL, Predictors.installed().spec(spec), 7, OptionalLong.empty(), 1);
      RunFolder folder = RunFolder.create(home.resolve("runs"), plan);
      Runner.run(plan, predictor(spec), folder, RunListener.NONE);
      new ReplyCache(home).clear();

      RunManifest again = Runner.run(plan, predictor(spec), folder, RunListener.NONE).manifest();
      assertThat(again.failed()).isZero();
      assertThat(again.incomplete()).isEqualTo(1);
      assertThat(prediction(folder).ranking().orElseThrow().answers())
          .containsExactly(RankedAnswer.of(Answer.container(3), 0.5));
    }
  }

  /** Says yes to these containers. */
  private static FakeProvider yesTo(String... containers) {
    return new FakeProvider(
        body ->
            FakeProvider.say(
                List.of(containers).contains(askedAbout(body.at("/messages/1/content").asText()))
                    ? "**Yes.** It is near."
                    : "No"));
  }

  private static String askedAbout(String question) {
    return question.replaceAll("(?s).*kept in container (\\d+),.*", "$1");
  }

  private Prediction predict(String spec) throws Exception {
    try (Predictor predictor = predictor(spec)) {
      return predictor.predict(WHISK.query(), PredictionContext.of(7, "q1"));
    }
  }

  @Test
  void eachContainerIsAskedAboutByItself() throws Exception {
    try (FakeProvider server = yesTo("4")) {
      assertThat(predict(spec(server, "answer=each,")).ranking().orElseThrow().answers())
          .containsExactly(RankedAnswer.of(Answer.container(3), 1));
      assertThat(server.received())
          .extracting(request -> askedAbout(request.body().at("/messages/1/content").asText()))
          .containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
    }
    try (FakeProvider server = yesTo("4", "2")) {
      assertThat(predict(spec(server, "answer=each,")).ranking().orElseThrow().answers())
          .containsExactlyInAnyOrder(
              RankedAnswer.of(Answer.container(3), 0.5), RankedAnswer.of(Answer.container(1), 0.5));
    }
    try (FakeProvider server = yesTo()) {
      assertThat(predict(spec(server, "answer=each,")).ranking().orElseThrow().answers())
          .containsExactly(RankedAnswer.of(Answer.NOT_HERE, 1));
    }
  }

  @Test
  void aContainerThatNothingClearIsSaidOfIsAskedForAgain() throws Exception {
    try (FakeProvider server =
        new FakeProvider(
            body ->
                FakeProvider.say(
                    switch (askedAbout(body.at("/messages/1/content").asText())) {
                      case "4" -> "Yes";
                      case "5" -> "Yes or no? Maybe.";
                      default -> "no";
                    }))) {
      Prediction prediction = predict(spec(server, "answer=each,"));

      assertThat(prediction.ranking().orElseThrow().first()).isEqualTo(Answer.container(3));
      assertThat(prediction.rationale().orElseThrow())
          .startsWith(
              "1 of 6 votes were lost: the answer cannot be used: it is neither Yes nor No");
      assertThat(prediction.details().orElseThrow().incomplete()).isPresent();
      List<Conversation.Turn> turns =
          Conversation.of(prediction.details().orElseThrow()).orElseThrow().turns();
      assertThat(turns)
          .extracting(Conversation.Turn::speaker)
          .startsWith(Speaker.TASK, Speaker.QUESTION, Speaker.REPLY, Speaker.QUESTION)
          .endsWith(Speaker.REPAIR, Speaker.REPLY, Speaker.QUESTION, Speaker.REPLY);
      assertThat(turns.stream().filter(turn -> turn.speaker() == Speaker.QUESTION))
          .extracting(turn -> askedAbout(turn.text()))
          .containsExactly("1", "2", "3", "4", "5", "6");
      assertThat(server.received()).hasSize(7);
    }
  }

  private static Prediction prediction(RunFolder folder) throws Exception {
    try (var predictions = folder.predictions()) {
      return predictions.findFirst().orElseThrow();
    }
  }
}
