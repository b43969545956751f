package org.stowbench.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunMode;
import org.stowbench.run.RunModes;
import org.stowbench.run.RunPlan;
import org.stowbench.run.RunStatus;
import org.stowbench.run.Runner;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.testing.TestKitchens;

/**
 * {@link Glimpse} is found, run, stopped, resumed and scored, though only its own file knows it.
 */
class ThirdKindOfRunTest {

  private static final Scene ROW = TestKitchens.row("row", 4);
  private static final Dataset DATASET =
      TestKitchens.dataset(
          "test:split",
          List.of(
              TestKitchens.query("q1", ROW, "whisk", "h1", Answer.container(1)),
              TestKitchens.query("q2", ROW, "spoon", "h2", Answer.container(3)),
              TestKitchens.query("q3", ROW, "pan", "h3", Answer.container(1))));

  /** Takes the last container that it sees. */
  private static final Predictor LAST =
      (query, context) ->
          Prediction.of(query, Ranking.of(Answer.container(query.scene().containers().size() - 1)));

  @TempDir Path temp;

  private static RunPlan plan(RunMode mode) {
    PredictorSpec spec = PredictorSpec.parse("last", List.of(), true);
    return new RunPlan(DATASET, spec, 7, OptionalLong.empty(), 1, mode);
  }

  @Test
  void itIsFoundByItsName() {
    assertThat(RunModes.all().keySet()).containsExactly("glimpse", "rank", "search");
    assertThat(RunModes.names()).isEqualTo("glimpse or rank or search");
  }

  @Test
  void itIsRunStoppedResumedAndScored() throws Exception {
    RunPlan plan = plan(new Glimpse(2));
    RunFolder folder = RunFolder.create(temp, plan);
    assertThat(folder.path()).isEqualTo(temp.resolve("last-test-split-glimpse-001"));
    Predictor stops =
        (query, context) -> {
          if (query.id().equals("q2")) {
            throw new RunStoppedException("spent");
          }
          return LAST.predict(query, context);
        };
    assertThat(Runner.run(plan, stops, folder, RunListener.NONE).manifest().status())
        .isEqualTo(RunStatus.STOPPED);

    RunMode read = RunFolder.open(folder.path()).manifest().mode();
    assertThat(read).isEqualTo(new Glimpse(2));
    assertThat(Runner.run(plan(read), LAST, folder, RunListener.NONE).asked()).isEqualTo(2);

    try (var predictions = folder.predictions()) {
      ScoredRun scored =
          Scoring.of(QueryIndex.of(DATASET), Protocol.of(read)).score("last", predictions);
      assertThat(scored.scorecard().metrics().get("hit@1").value()).hasValue(2 / 3.0);
    }
  }

  @Test
  void aRunOfOtherSettingsDoesNotGoOnWithIt() throws Exception {
    RunFolder folder = RunFolder.create(temp, plan(new Glimpse(2)));
    Runner.run(plan(new Glimpse(2)), LAST, folder, RunListener.NONE);

    assertThatThrownBy(() -> Runner.run(plan(new Glimpse(3)), LAST, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith("mode was glimpse of 2, is now glimpse of 3");
    assertThatThrownBy(() -> Runner.run(plan(RunMode.RANK), LAST, folder, RunListener.NONE))
        .hasMessageEndingWith("mode was glimpse of 2, is now rank");
  }

  @Test
  void aManifestOfAKindThatIsNotThereIsRefused() throws Exception {
    RunFolder folder = RunFolder.create(temp, plan(new Glimpse(2)));
    Runner.run(plan(new Glimpse(2)), LAST, folder, RunListener.NONE);
    Files.writeString(
        folder.manifestFile(),
        Files.readString(folder.manifestFile()).replace("\"glimpse\"", "\"stare\""));

    assertThatThrownBy(folder::manifest)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            folder.manifestFile()
                + ": field mode: expected glimpse or rank or search, found the text \"stare\"");
  }
}
