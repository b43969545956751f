package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.Rehearsing;
import org.stowbench.predictors.llm.cache.ReplyCache;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.Conversation;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunManifest;
import org.stowbench.run.RunPlan;
import org.stowbench.run.RunStatus;
import org.stowbench.run.Runner;
import org.stowbench.testing.JavaWords;
import org.stowbench.testing.TestKitchens;

/** Predictors as users name them, against a server. */
class ConversationTest {

  private static final LabeledQuery WHISK = query("q1", "a", "Whisk", "h1", 2);
  private static final Dataset EVAL =
      TestKitchens.dataset("test:eval", List.of(WHISK, query("q2", "b", "Pot", "h2", 0)));
  private static final Dataset DEV =
      TestKitchens.dataset(
          "test:dev",
          List.of(
              query("d1", "c", "Whisk", "h1", 1),
              query("d2", "d", "whisk", "h3", 4),
              query("d3", "e", "Wine", "h4", 3),
              query("d4", "f", "Egg whisk", "h5", 2)));

  @TempDir private Path home;

  private static LabeledQuery query(String id, String scene, String item, String home, int truth) {
    return TestKitchens.query(id, TestKitchens.row(scene, 6), item, home, Answer.container(truth));
  }

  private Predictor predictor(String spec, Allowance allowance) {
    return Predictors.installed()
        .create(
            spec,
            new HostEnvironment(
                home, 7, Optional.of(EVAL), Optional.of(DEV), Optional.empty(), allowance));
  }

  private Prediction ask(String spec) throws InterruptedException {
    try (Predictor predictor = predictor(spec, Allowance.UNLIMITED)) {
      return predictor.predict(WHISK.query(), PredictionContext.of(7, "q1"));
    }
  }

  /** Says one after the other, and the last again and again. */
  private static FakeProvider saying(String... texts) {
    AtomicInteger next = new AtomicInteger();
    return new FakeProvider(
        body -> FakeProvider.say(texts[Math.min(next.getAndIncrement(), texts.length - 1)]));
  }

  private static String noam(FakeProvider server, String options) {
    return "noam:model=openai/m," + options + "base-url=" + server.url();
  }

  @Test
  void anAnswerThatCannotBeReadIsAskedForOnceMore() throws Exception {
    try (FakeProvider server = saying("Perhaps 3 or 4?", "Best container: 4")) {
      Prediction prediction = ask(noam(server, "output=text,"));

      assertThat(prediction.ranking()).contains(Ranking.of(Answer.container(3)));
      JsonNode repair = server.received().get(1).body().get("messages");
      assertThat(repair).hasSize(4);
      assertThat(repair.get(2).get("content").asText()).isEqualTo("Perhaps 3 or 4?");
      assertThat(repair.get(3).get("content").asText()).contains("could not be used");
      assertThat(prediction.usage().orElseThrow().inputTokens()).isEqualTo(200);
    }
  }

  @Test
  void thePublishedPromptAsksForThreeFieldsAndOneAnswer() throws Exception {
    try (FakeProvider server =
        saying(
            "{\"item\": \"whisk\", \"best_container\": \"4\", \"reasoning\": \"It is near.\"}",
            "Item: whisk\nBest container: 4\nReasoning: It is near.")) {
      for (String output : List.of("", "output=text,")) {
        Prediction prediction = ask(noam(server, "prompt=noam,shots=1," + output));

        assertThat(prediction.ranking()).contains(Ranking.of(Answer.container(3)));
        assertThat(prediction.rationale()).contains("It is near.");
      }
      JsonNode json = server.received().get(0).body();
      assertThat(json.at("/response_format/json_schema/schema/required").toString())
          .isEqualTo("[\"item\",\"best_container\",\"reasoning\"]");
      assertThat(json.at("/messages/2/content").asText())
          .isEqualTo(
              "{\"item\":\"whisk\",\"best_container\":\"5\",\"reasoning\":\"This household keeps it"
                  + " there.\"}");
      JsonNode text = server.received().get(1).body();
      assertThat(text.at("/messages/2/content").asText())
          .isEqualTo("Item: whisk\nBest container: 5\nReasoning: This household keeps it there.");
      assertThat(text.at("/messages/3/content").asText()).contains("three lines:\nItem: ");
    }
  }

  @Test
  void anAnswerThatCannotBeReadTwiceFailsAndItsTextIsKept() throws Exception {
    try (FakeProvider server = saying("I cannot help with that.")) {
      Prediction prediction = ask(noam(server, ""));

      assertThat(prediction.error().orElseThrow()).contains("cannot be used");
      assertThat(prediction.rationale()).contains("I cannot help with that.");
      assertThat(server.received()).hasSize(2);
      JsonNode details = prediction.details().orElseThrow().json();
      assertThat(details.get("calls")).hasSize(2);
      assertThat(Conversation.of(prediction.details().orElseThrow()).orElseThrow().turns())
          .extracting(Conversation.Turn::speaker)
          .containsExactly(
              Conversation.Speaker.TASK,
              Conversation.Speaker.QUESTION,
              Conversation.Speaker.REPLY,
              Conversation.Speaker.REPAIR,
              Conversation.Speaker.REPLY);
      assertThat(details.get("prompt").asText()).startsWith("ranking 3 sha256:");
      assertThat(details.at("/calls/0/model").asText()).isEqualTo("m-2026-01-01");
      assertThat(details.at("/calls/0/finish_reason").asText()).isEqualTo("stop");
    }
  }

  @Test
  void whatFailedIsAskedAnewAndNotReadFromTheCache() throws Exception {
    try (FakeProvider server = saying("No.", "No!", "Best container: 4")) {
      assertThat(ask(noam(server, "output=text,")).error()).isPresent();
      assertThat(ask(noam(server, "output=text,")).ranking())
          .contains(Ranking.of(Answer.container(3)));
      assertThat(server.received()).hasSize(3);
    }
  }

  @Test
  void aReplyThatCannotBeKeptCountsAndIsTold() throws Exception {
    Files.writeString(home.resolve("cache"), "in the way");
    try (FakeProvider server = saying("Best container: 4");
        Predictor predictor = predictor(noam(server, "output=text,"), Allowance.UNLIMITED)) {
      for (LabeledQuery query : EVAL.queries().toList()) {
        assertThat(
                predictor
                    .predict(query.query(), PredictionContext.of(7, query.query().id()))
                    .ranking())
            .contains(Ranking.of(Answer.container(3)));
      }
      assertThat(server.received()).hasSize(2);
      assertThat(Notifying.of(predictor).orElseThrow().notices())
          .singleElement()
          .satisfies(notice -> assertThat(JavaWords.in(notice)).isEmpty())
          .asString()
          .contains(home.resolve("cache").toString(), "ot a directory", "paid for again");
    }
  }

  @Test
  void aReplyThatIsReadButMayNotBeKeptCountsToo() throws Exception {
    Path replies = Files.createDirectories(home.resolve("cache/replies"));
    assumeTrue(replies.toFile().setWritable(false) && !Files.isWritable(replies), "needs a user");
    try (FakeProvider server = saying("Best container: 4");
        Predictor predictor = predictor(noam(server, "output=text,"), Allowance.UNLIMITED)) {
      assertThat(predictor.predict(WHISK.query(), PredictionContext.of(7, "q1")).ranking())
          .contains(Ranking.of(Answer.container(3)));
      assertThat(Notifying.of(predictor).orElseThrow().notices())
          .singleElement()
          .asString()
          .contains("permission denied");
    } finally {
      replies.toFile().setWritable(true);
    }
  }

  @Test
  void samplesVoteAndAreAskedForOnceEach() throws Exception {
    try (FakeProvider server =
        saying("Best container: 4", "Best container: 2", "Best container: 4")) {
      Prediction prediction = ask(noam(server, "output=text,samples=3,"));

      Ranking ranking = prediction.ranking().orElseThrow();
      assertThat(ranking.first()).isEqualTo(Answer.container(3));
      assertThat(ranking.scores()).isEqualTo(Ranking.Scores.PROBABILITY);
      assertThat(ranking.answers().get(0).score()).hasValue(2.0 / 3);
      assertThat(server.received().get(0).body().get("temperature").asDouble()).isEqualTo(0.7);

      assertThat(ask(noam(server, "output=text,samples=3,")).forScoring())
          .isEqualTo(prediction.forScoring());
      assertThat(server.received()).hasSize(3);
    }
  }

  @Test
  void examplesAreOfTheMostSimilarItemsAndNeverOfAnEvaluatedHousehold() throws Exception {
    try (FakeProvider server = saying("Best container: 4")) {
      ask(noam(server, "output=text,shots=2,"));

      JsonNode messages = server.received().get(0).body().get("messages");
      assertThat(messages).hasSize(6);
      assertThat(messages.get(1).get("content").asText()).contains("Item: egg whisk");
      assertThat(messages.get(3).get("content").asText()).contains("Item: whisk");
      assertThat(messages.get(4).get("content").asText())
          .contains("Best container: 5")
          .doesNotContain("Best container: 2");
    }
  }

  @Test
  void aCacheThatIsClearedOrNotWantedIsNotUsed() throws Exception {
    Allowance anew =
        new Allowance(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty(), false);
    try (FakeProvider server = saying("{\"ranking\": [{\"container\": 4}]}")) {
      String spec = noam(server, "");
      ask(spec);
      ask(spec);
      assertThat(server.received()).hasSize(1);
      try (Predictor predictor = predictor(spec, anew)) {
        predictor.predict(WHISK.query(), PredictionContext.of(7, "q1"));
      }
      assertThat(server.received()).hasSize(2);
      ReplyCache cache = new ReplyCache(home);
      assertThat(cache.stats().replies()).isEqualTo(1);
      damageAll(cache.folder());
      ask(spec);
      assertThat(server.received()).hasSize(3);
      assertThat(cache.clear()).isEqualTo(1);
      ask(spec);
      assertThat(server.received()).hasSize(4);
      ask(spec + ",temperature=0.5");
      assertThat(server.received()).hasSize(5);
    }
  }

  private static void damageAll(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, Files.readString(file).substring(0, 10));
      }
    }
  }

  @Test
  void aRunThatReachedItsLimitIsResumedAndAJournalIsPlayedBackWithoutTheServer() throws Exception {
    Allowance one =
        new Allowance(OptionalLong.of(1), OptionalLong.empty(), OptionalDouble.empty(), true);
    RunFolder folder;
    try (FakeProvider server = saying("{\"ranking\": [{\"container\": 4}]}")) {
      String spec = noam(server, "");
      RunPlan plan =
          new RunPlan(EVAL, Predictors.installed().spec(spec), 7, OptionalLong.empty(), 1);
      folder = RunFolder.create(home.resolve("runs"), plan);
      RunManifest stopped =
          Runner.run(plan, predictor(spec, one), folder, RunListener.NONE).manifest();
      assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
      assertThat(stopped.stoppedBecause().orElseThrow())
          .contains(
              "--max-requests 1 is reached; spent by the whole command until then: 1 request (");
      RunManifest resumed =
          Runner.run(plan, predictor(spec, Allowance.UNLIMITED), folder, RunListener.NONE)
              .manifest();
      assertThat(resumed.status()).isEqualTo(RunStatus.COMPLETE);
      assertThat(server.received()).hasSize(2);
    }
    List<Prediction> live = new ArrayList<>();
    try (var predictions = folder.predictions()) {
      predictions.forEach(live::add);
    }
    try (Predictor recorded = predictor("recorded:" + folder.journalFile(), Allowance.UNLIMITED)) {
      assertThat(recorded.predict(WHISK.query(), PredictionContext.of(7, "q1")).forScoring())
          .isEqualTo(live.get(0));
    }
  }

  @Test
  void aJournalThatIsPlayedBackLearnedFromWhatItsRunSays() throws Exception {
    RunFolder folder;
    try (FakeProvider server = saying("{\"ranking\": [{\"container\": 4}]}")) {
      String spec = noam(server, "shots=1,");
      RunPlan plan =
          new RunPlan(EVAL, Predictors.installed().spec(spec), 7, OptionalLong.empty(), 1);
      folder = RunFolder.create(home.resolve("runs"), plan);
      Runner.run(plan, predictor(spec, Allowance.UNLIMITED), folder, RunListener.NONE);
    }
    Path alone = Files.copy(folder.journalFile(), home.resolve("journal.jsonl"));

    assertThat(folder.manifest().learnedFrom().sources()).hasSize(1);
    assertThat(learnedFrom("recorded:" + folder.journalFile()))
        .isEqualTo(folder.manifest().learnedFrom());
    assertThat(learnedFrom("recorded:" + alone)).isEqualTo(LearnedFrom.NOT_DECLARED);
  }

  private LearnedFrom learnedFrom(String spec) {
    try (Predictor predictor = predictor(spec, Allowance.UNLIMITED)) {
      return Learned.of(predictor);
    }
  }

  @Test
  void visionSendsThePictureAndABoxIsAFreeRegion() throws Exception {
    try (FakeProvider server = saying("{\"reasoning\": \"\", \"box\": [0, 0, 500, 1000]}")) {
      Prediction prediction = ask("vision:model=openai/m,answer=box,base-url=" + server.url());

      assertThat(prediction.ranking().orElseThrow().first()).isInstanceOf(Answer.InRegion.class);
      assertThat(server.received().get(0).body().toString()).contains("data:image/png;base64,");
    }
    try (FakeProvider server = saying("{\"ranking\": [{\"container\": 4}]}")) {
      assertThat(ask("vision:model=ollama/m,base-url=" + server.url()).ranking())
          .contains(Ranking.of(Answer.container(3)));
    }
  }

  @Test
  void aKeyOnTheCommandLineIsRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> ask("noam:model=openai/m,key-variable=sk-verysecret"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageNotContaining("verysecret");
    assertThatThrownBy(() -> ask("noam:model=openai/m,base-url=http://me:verysecret@localhost"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageNotContaining("verysecret");
  }

  @Test
  void aCostLimitWithoutAPriceIsRefused() {
    Allowance dollars =
        new Allowance(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.of(1), true);

    assertThatThrownBy(
            () -> predictor("noam:model=openai/new,base-url=http://localhost:1", dollars))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("unknown")
        .hasMessageContaining("prices.csv");
  }

  @Test
  void aRehearsalNeedsNoKeyAndSaysWhatItWouldCost() throws Exception {
    Allowance nothing =
        new Allowance(OptionalLong.of(0), OptionalLong.empty(), OptionalDouble.empty(), true);
    try (Predictor predictor = predictor("noam:model=gemini/gemini-2.5-flash", nothing)) {
      Rehearsing.Rehearsal rehearsal = ((Rehearsing) predictor).rehearse(WHISK.query());

      assertThat(rehearsal.prompt())
          .contains(
              "-- what the model is told about its task:\nYou ",
              "-- what it is asked:\nItem: whisk",
              "Container 6:");
      assertThat(rehearsal.usage().inputTokens()).isBetween(200L, 600L);
      assertThat(rehearsal.usage().cost()).isPresent();
    }
  }
}
