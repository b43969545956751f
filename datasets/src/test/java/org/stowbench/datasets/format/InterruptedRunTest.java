package org.stowbench.datasets.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.Json;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunMode;
import org.stowbench.run.RunOutcome;
import org.stowbench.run.RunPlan;
import org.stowbench.run.RunStatus;
import org.stowbench.run.Runner;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** A run over files is interrupted at many moments, and always ends in order. */
class InterruptedRunTest {

  private static final int QUERIES = 400;
  private static final Predictor PREDICTOR =
      (query, context) -> Prediction.of(query, Ranking.of(Answer.container(0), Answer.NOT_HERE));

  @TempDir Path temp;

  @BeforeEach
  void writeDataset() throws Exception {
    try (DatasetWriter writer = DatasetWriter.create(temp.resolve("many"))) {
      for (int i = 0; i < QUERIES; i++) {
        Scene scene = TestKitchens.row("row" + i, 3);
        writer.scene(scene);
        writer.query(
            TestKitchens.query("q" + i, scene, "whisk", "h" + i, Answer.container(i % 3)), "eval");
      }
      writer.commit(
          new DatasetDescription(
              "many", "Many rows", "", "Apache-2.0", "none", Json.object(), false, "eval"));
    }
  }

  /** Opened anew, so that the run has to look through the files too. */
  private RunPlan plan(RunMode mode) {
    Dataset split = DatasetFolder.open(temp.resolve("many")).split("eval");
    return new RunPlan(
        split, PredictorSpec.parse("first", List.of(), true), 1, OptionalLong.empty(), 2, mode);
  }

  @Test
  void anInterruptAtAnyMomentStopsTheRunWhichGoesOn() throws Exception {
    for (RunMode mode : List.of(RunMode.RANK, new RunMode.Search())) {
      RunFolder whole = RunFolder.create(temp.resolve("runs"), plan(mode));
      Runner.run(plan(mode), PREDICTOR, whole, RunListener.NONE);
      for (int at = 0; at < QUERIES; at += 37) {
        RunFolder folder = RunFolder.create(temp.resolve("runs"), plan(mode));
        Thread caller = Thread.currentThread();
        String id = "q" + at;
        Predictor interrupting =
            (query, context) -> {
              if (query.id().equals(id)) {
                caller.interrupt();
              }
              return PREDICTOR.predict(query, context);
            };

        RunOutcome outcome = Runner.run(plan(mode), interrupting, folder, RunListener.NONE);

        assertThat(Thread.interrupted()).as("the interrupt is not swallowed").isTrue();
        assertThat(outcome.manifest().failed()).isZero();
        assertGoesOn(mode, folder, whole);
      }
    }
  }

  @Test
  void aCallerThatIsInterruptedAllTheTimeEndsInOrderToo() throws Exception {
    RunMode mode = RunMode.RANK;
    RunFolder whole = RunFolder.create(temp.resolve("runs"), plan(mode));
    Runner.run(plan(mode), PREDICTOR, whole, RunListener.NONE);
    for (int i = 0; i < 10; i++) {
      RunFolder folder = RunFolder.create(temp.resolve("runs"), plan(mode));
      Thread caller = Thread.currentThread();
      AtomicBoolean over = new AtomicBoolean();
      Thread nagging =
          new Thread(
              () -> {
                while (!over.get()) {
                  caller.interrupt();
                  Thread.onSpinWait();
                }
              });
      nagging.start();
      RunOutcome outcome;
      try {
        outcome = Runner.run(plan(mode), PREDICTOR, folder, RunListener.NONE);
      } finally {
        over.set(true);
        while (nagging.isAlive()) {
          Thread.onSpinWait();
        }
        Thread.interrupted();
      }
      assertThat(outcome.manifest().stoppedBecause()).contains("interrupted");
      assertGoesOn(mode, folder, whole);
    }
  }

  private void assertGoesOn(RunMode mode, RunFolder folder, RunFolder whole) throws Exception {
    RunOutcome resumed = Runner.run(plan(mode), PREDICTOR, folder, RunListener.NONE);

    assertThat(resumed.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(Files.readString(folder.predictionsFile()))
        .isEqualTo(Files.readString(whole.predictionsFile()));
  }
}
