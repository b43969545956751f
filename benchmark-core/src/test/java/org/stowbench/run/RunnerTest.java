package org.stowbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;

class RunnerTest {

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void predictionsStandInTheDatasetsOrderWithTheSameBytesWhateverTheJobs(int jobs)
      throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(300), jobs);
    RunFolder folder = RunFolder.create(temp, plan);
    Predictor outOfOrder =
        (query, context) -> {
          Thread.sleep(context.seed() & 1);
          return TestRuns.dice(query, context);
        };

    RunOutcome outcome = Runner.run(plan, outOfOrder, folder, RunListener.NONE);

    assertThat(outcome.asked()).isEqualTo(300);
    assertThat(outcome.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(TestRuns.content(folder.predictionsFile()))
        .isEqualTo(TestRuns.expected(temp.resolve("expected"), plan.dataset()));
    try (var predictions = folder.predictions()) {
      assertThat(predictions.map(Prediction::query).toList())
          .containsExactlyElementsOf(
              plan.dataset().queries().map(labeled -> labeled.query().id()).toList());
    }
    assertThat(TestRuns.lines(folder.journalFile())).hasSize(301);
    assertThat(TestRuns.content(folder.journalFile())).contains("\"latency_ms\":");
    assertThat(TestRuns.content(folder.predictionsFile())).doesNotContain("latency");
  }

  @Test
  void predictionsHaveTheSameBytesOnEveryJvm() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset("a", "b"), 1);
    RunFolder folder = RunFolder.create(temp, plan);
    // JDK 17 and JDK 19 write these numbers differently if left to themselves.
    double[] hard = {2e-3, 0x1p-44};
    Runner.run(
        plan,
        (query, context) ->
            Prediction.of(
                query,
                new Ranking(
                    List.of(RankedAnswer.of(Answer.NOT_HERE, hard[query.id().charAt(0) - 'a'])),
                    Ranking.Scores.RELATIVE,
                    Ranking.Order.STRICT)),
        folder,
        RunListener.NONE);

    assertThat(TestRuns.lines(folder.predictionsFile()))
        .containsExactly(
            "{\"query\":\"a\",\"ranking\":[{\"not_here\":true,\"score\":0.002}]}",
            "{\"query\":\"b\",\"ranking\":[{\"not_here\":true,\"score\":5.684341886080802E-14}]}");
  }

  @Test
  void aLimitAsksTheFirstQueriesOnly() throws Exception {
    RunPlan plan =
        new RunPlan(TestRuns.dataset(10), TestRuns.spec("dice"), 7, OptionalLong.of(3), 2);
    RunFolder folder = RunFolder.create(temp, plan);

    RunOutcome outcome = Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE);

    assertThat(outcome.asked()).isEqualTo(3);
    assertThat(outcome.manifest().limit()).hasValue(3);
    try (var predictions = folder.predictions()) {
      assertThat(predictions.map(Prediction::query)).containsExactly("q0", "q1", "q2");
    }
  }

  @Test
  void progressCountsEveryPredictionAndItsCallsNeverOverlap() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(200), 8);
    List<Progress> seen = new ArrayList<>(); // not thread-safe, on purpose
    AtomicInteger asked = new AtomicInteger();
    Predictor everyFourthFails =
        (query, context) -> {
          if (asked.incrementAndGet() % 4 == 0) {
            throw new IllegalStateException("bad luck");
          }
          return TestRuns.dice(query, context);
        };
    RunListener listener =
        new RunListener() {
          @Override
          public void progressed(Progress progress) {
            seen.add(progress);
          }
        };

    RunOutcome outcome = Runner.run(plan, everyFourthFails, RunFolder.create(temp, plan), listener);

    assertThat(seen).extracting(Progress::done).containsExactlyElementsOf(upTo(200));
    Progress last = seen.get(200);
    assertThat(last.failed()).isEqualTo(50).isEqualTo(outcome.manifest().failed());
    assertThat(last.answered()).isEqualTo(150).isEqualTo(outcome.manifest().answered());
    assertThat(last.remaining()).isZero();
    assertThat(last.eta()).contains(Duration.ZERO);
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(0, last).boxed().toList();
  }

  @Test
  void progressTellsRateAndTimeLeft() {
    Progress progress = new Progress(100, 50, 9, 1, Duration.ofSeconds(5));

    assertThat(progress.done()).isEqualTo(60);
    assertThat(progress.rate()).isEqualTo(2);
    assertThat(progress.eta()).contains(Duration.ofSeconds(20));
    assertThat(new Progress(100, 50, 0, 0, Duration.ofSeconds(5)).eta()).isEmpty();
  }

  @Test
  void thePredictorIsClosedOnceAfterTheLastPrediction() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    List<Integer> closedAfter = new ArrayList<>();
    Predictor predictor =
        new Predictor() {
          @Override
          public Prediction predict(Query query, PredictionContext context) {
            asked.incrementAndGet();
            return TestRuns.dice(query, context);
          }

          @Override
          public void close() {
            closedAfter.add(asked.get());
          }
        };
    RunPlan plan = TestRuns.plan(TestRuns.dataset(40), 4);

    Runner.run(plan, predictor, RunFolder.create(temp, plan), RunListener.NONE);

    assertThat(closedAfter).containsExactly(40);
  }

  @Test
  void aPredictorThatCannotCloseIsToldOfAndHarmsNothing() throws Exception {
    List<String> warnings = new ArrayList<>();
    Predictor predictor =
        new Predictor() {
          @Override
          public Prediction predict(Query query, PredictionContext context) {
            return TestRuns.dice(query, context);
          }

          @Override
          public void close() {
            throw new IllegalStateException("stuck\nfast");
          }
        };
    RunListener listener =
        new RunListener() {
          @Override
          public void warned(String message) {
            warnings.add(message);
          }
        };
    RunPlan plan = TestRuns.plan(TestRuns.dataset(2), 1);

    RunOutcome outcome = Runner.run(plan, predictor, RunFolder.create(temp, plan), listener);

    assertThat(outcome.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(warnings).containsExactly("closing the predictor: stuck fast");
  }

  @Test
  void queriesAreReadOnlyAFewAheadOfTheirPredictions() throws Exception {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger mostAhead = new AtomicInteger();
    Dataset inMemory = TestRuns.dataset(2000);
    Dataset counted =
        new Dataset() {
          @Override
          public DatasetInfo info() {
            return inMemory.info();
          }

          @Override
          public Stream<LabeledQuery> queries() {
            return inMemory.queries().peek(query -> read.incrementAndGet());
          }
        };
    Predictor slow =
        (query, context) -> {
          if (asked.incrementAndGet() % 100 == 0) {
            Thread.sleep(5); // long enough for the reader to run ahead if it could
          }
          mostAhead.accumulateAndGet(read.get() - asked.get(), Math::max);
          return TestRuns.dice(query, context);
        };
    RunPlan plan = TestRuns.plan(counted, 2);

    Runner.run(plan, slow, RunFolder.create(temp, plan), RunListener.NONE);

    assertThat(mostAhead.get()).isBetween(1, 40);
  }

  @Test
  void aDatasetThatHasBecomeShorterStopsTheRunWhichGoesOnWhenItIsWhole() throws Exception {
    Dataset whole = TestRuns.dataset(6);
    AtomicInteger left = new AtomicInteger(4);
    Dataset cut = Dataset.of(whole.info(), () -> whole.queries().limit(left.get()));
    RunPlan plan = TestRuns.plan(cut, 1);
    RunFolder folder = TestRuns.folder(temp, plan);

    assertThatThrownBy(() -> Runner.run(plan, TestRuns::dice, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("test:split: changed while it was read: has 4 queries left of 6");

    assertThat(folder.manifest().status()).isEqualTo(RunStatus.STOPPED);
    left.set(6);
    assertThat(Runner.run(plan, TestRuns::dice, folder, RunListener.NONE).manifest().status())
        .isEqualTo(RunStatus.COMPLETE);
  }

  @Test
  void anIdThatIsNotUnicodeIsRefused() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset("a", "b\ud83e"), 1);

    assertThatThrownBy(
            () -> Runner.run(plan, TestRuns.DICE, RunFolder.create(temp, plan), RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("test:split: query id b")
        .hasMessageEndingWith("is not valid Unicode");
  }

  @Test
  void twoQueriesOfOneIdAreRefused() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset("a", "b", "a"), 1);
    RunFolder folder = RunFolder.create(temp, plan);

    assertThatThrownBy(() -> Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("test:split: query id a stands there twice");
    assertThat(folder.manifest().status()).isEqualTo(RunStatus.STOPPED);
  }
}
