package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictors.llm.cache.ReplyCache;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
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
  void allVotesAreAskedForAtOnce() throws Exception {
    CountDownLatch together = new CountDownLatch(4);
    try (FakeProvider server =
            new FakeProvider(
                body -> {
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
      assertThat(predict(spec(server, "answer=each,")).ranking().orElseThrow().first())
          .isEqualTo(Answer.NOT_HERE);
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
      assertThat(server.received()).hasSize(7);
    }
  }

  private static Prediction prediction(RunFolder folder) throws Exception {
    try (var predictions = folder.predictions()) {
      return predictions.findFirst().orElseThrow();
    }
  }
}
