package org.stowbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.Query;

class MisbehavingPredictorTest {

  @TempDir Path temp;

  /** Runs over three queries of which only the one in the middle goes wrong; gives its error. */
  private String errorOf(Predictor misbehaving) throws Exception {
    Dataset dataset = TestRuns.dataset("before", "wrong", "after");
    RunPlan plan = TestRuns.plan(dataset, 1);
    RunFolder folder = RunFolder.create(temp, plan);
    Predictor predictor =
        (query, context) ->
            query.id().equals("wrong")
                ? misbehaving.predict(query, context)
                : TestRuns.dice(query, context);

    RunOutcome outcome = Runner.run(plan, predictor, folder, RunListener.NONE);

    assertThat(outcome.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(outcome.manifest().answered()).isEqualTo(2);
    assertThat(outcome.manifest().failed()).isEqualTo(1);
    try (var predictions = folder.predictions()) {
      List<Prediction> all = predictions.toList();
      assertThat(all).extracting(Prediction::query).containsExactly("before", "wrong", "after");
      return all.get(1).error().orElseThrow();
    }
  }

  @Test
  void anExceptionFailsItsQueryWithOneBoundedLine() throws Exception {
    String error =
        errorOf(
            (query, context) -> {
              throw new IllegalStateException("no\r\n\tluck\u0007\u202e " + "🥄".repeat(5000));
            });

    assertThat(error).startsWith("the predictor threw an error: no luck 🥄").endsWith("🥄...");
    assertThat(error.length()).isBetween(290, 303);
  }

  @Test
  void anExceptionWithoutAMessageIsToldAsOne() throws Exception {
    assertThat(
            errorOf(
                (query, context) -> {
                  throw new UnsupportedOperationException();
                }))
        .isEqualTo("the predictor threw an error: no reason given");
  }

  @Test
  void anErrorThatIsNotTheJvmsFailsItsQuery() throws Exception {
    assertThat(
            errorOf(
                (query, context) -> {
                  throw new NoClassDefFoundError("org/example/Model");
                }))
        .isEqualTo(
            "the predictor threw an error: a class is missing or does not fit: org/example/Model");
  }

  @Test
  void anEndlessRecursionFailsItsQuery() throws Exception {
    assertThat(
            errorOf(
                new Predictor() {
                  @Override
                  public Prediction predict(Query query, PredictionContext context) {
                    return predict(query, context);
                  }
                }))
        .isEqualTo("the predictor threw an error: it calls itself too often");
  }

  @Test
  void nullFailsItsQuery() throws Exception {
    assertThat(errorOf((query, context) -> null)).isEqualTo("the predictor returned nothing");
  }

  @Test
  void aPredictionForAnotherQueryFails() throws Exception {
    assertThat(errorOf((query, context) -> Prediction.of("before\n", Ranking.of(Answer.NOT_HERE))))
        .isEqualTo("the prediction is for query before");
  }

  @Test
  void aContainerThatTheSceneDoesNotHaveFails() throws Exception {
    assertThat(
            errorOf(
                (query, context) ->
                    Prediction.of(query, Ranking.of(Answer.NOT_HERE, Answer.container(3)))))
        .isEqualTo("the ranking names container 3: the scene has 3, numbered from 0");
  }

  @Test
  void aFailureThatThePredictorReportsIsKeptOnOneLine() throws Exception {
    assertThat(errorOf((query, context) -> Prediction.failed(query.id(), "refused:\n  sorry")))
        .isEqualTo("refused: sorry");
  }

  @Test
  void aPredictionTooLongToBeReadAgainFails() throws Exception {
    assertThat(
            errorOf(
                (query, context) ->
                    TestRuns.dice(query, context).withRationale("x".repeat(9 << 20))))
        .matches("prediction of \\d+ bytes: must be at most 8388608");
  }

  @Test
  void aLatencyThatCannotBeWrittenFails() throws Exception {
    assertThat(
            errorOf(
                (query, context) ->
                    TestRuns.dice(query, context).withLatency(Duration.ofSeconds(Long.MAX_VALUE))))
        .startsWith("the prediction cannot be written: ");
  }

  @Test
  void anInterruptOfItsOwnMakingFailsItsQueryOnly() throws Exception {
    assertThat(
            errorOf(
                (query, context) -> {
                  throw new InterruptedException();
                }))
        .isEqualTo("interrupted");
  }

  @Test
  void aThreadThatItLeavesInterruptedHarmsNothing() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(50), 2);
    AtomicBoolean sawInterrupt = new AtomicBoolean();
    Predictor predictor =
        (query, context) -> {
          if (Thread.currentThread().isInterrupted()) {
            sawInterrupt.set(true);
          }
          Thread.currentThread().interrupt();
          return TestRuns.dice(query, context);
        };

    RunOutcome outcome =
        Runner.run(plan, predictor, RunFolder.create(temp, plan), RunListener.NONE);

    assertThat(outcome.manifest().answered()).isEqualTo(50);
    assertThat(sawInterrupt).isFalse();
  }

  @Test
  void whatTakesAllMemoryOrBreaksTheJvmHasFailedAndTheRunGoesOn() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(10), 1);
    RunFolder folder = RunFolder.create(temp, plan);
    Predictor predictor =
        (query, context) -> {
          if (query.id().equals("q5")) {
            return Prediction.failed("q5", "" + new long[Integer.MAX_VALUE].length);
          }
          if (query.id().equals("q7")) {
            throw new InternalError("a file shrank while it was read");
          }
          return TestRuns.dice(query, context);
        };

    RunOutcome outcome = Runner.run(plan, predictor, folder, RunListener.NONE);

    assertThat(outcome.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(outcome.manifest().failed()).isEqualTo(2);
    assertThat(TestRuns.content(folder.predictionsFile()))
        .contains("the predictor threw an error: memory ran out")
        .contains("the predictor threw an error: a file shrank while it was read");
    assertThat(Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE).asked()).isEqualTo(2);
  }

  @Test
  void aListenerThatThrowsEndsTheRunAndLosesNothing() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(10), 2);
    RunFolder folder = RunFolder.create(temp, plan);
    RunListener listener =
        new RunListener() {
          @Override
          public void progressed(Progress progress) {
            if (progress.done() == 4) {
              throw new IllegalStateException("the terminal is gone");
            }
          }
        };

    assertThatThrownBy(() -> Runner.run(plan, TestRuns.DICE, folder, listener))
        .hasMessage("the terminal is gone");
    assertThat(folder.manifest().answered()).isGreaterThanOrEqualTo(4);
    RunOutcome resumed = Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE);
    assertThat(resumed.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(TestRuns.lines(folder.journalFile())).hasSize(11);
  }

  @Test
  void anInterruptOfTheCallerStopsTheRunAndLeavesTheJournalInOrder() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(1000), 2);
    RunFolder folder = RunFolder.create(temp, plan);
    Thread caller = Thread.currentThread();
    Predictor predictor =
        (query, context) -> {
          if (query.id().equals("q20")) {
            caller.interrupt();
          }
          return TestRuns.dice(query, context);
        };

    RunOutcome outcome = Runner.run(plan, predictor, folder, RunListener.NONE);

    assertThat(Thread.interrupted()).as("the interrupt is not swallowed").isTrue();
    assertThat(outcome.manifest().stoppedBecause()).contains("interrupted");
    assertThat(outcome.asked()).isBetween(20L, 999L);
    RunOutcome resumed = Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE);
    assertThat(resumed.asked()).isEqualTo(1000 - outcome.asked());
    assertThat(TestRuns.content(folder.predictionsFile()))
        .isEqualTo(TestRuns.expected(temp.resolve("expected"), plan.dataset()));
  }

  @Test
  void aPredictionThatHangsIsInterruptedWhenTheRunStopsAndAskedAgain() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(10), 2);
    RunFolder folder = RunFolder.create(temp, plan);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    Predictor predictor =
        (query, context) -> {
          if (query.id().equals("q0")) {
            hanging.countDown();
            try {
              never.await();
            } catch (InterruptedException e) {
              interrupted.set(true);
              throw e;
            }
          }
          hanging.await();
          throw new RunStoppedException("spent");
        };

    RunOutcome outcome = Runner.run(plan, predictor, folder, RunListener.NONE);

    assertThat(interrupted).isTrue();
    assertThat(outcome.asked()).isZero();
    assertThat(outcome.manifest().stoppedBecause()).contains("spent");
    assertThat(Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE).asked()).isEqualTo(10);
  }
}
