package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.Json;
import org.stowbench.io.SceneJson;
import org.stowbench.query.Answer;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** A home that is a list of places: what needs a photo says so first, the rest works. */
class ScenesWithoutPhotosTest {

  private static final Scene HOME =
      Scene.of("home", List.of(Container.named(0, "top drawer"), Container.named(1, "oven")));

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void begin() throws IOException {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    try (DatasetWriter writer = DatasetWriter.create(folder.resolve("homes"))) {
      Scene drawn = TestKitchens.row("drawn", 3);
      writer.scene(drawn);
      writer.scene(HOME);
      for (String split : List.of("dev", "eval")) {
        writer.query(
            TestKitchens.query(split + "1", drawn, "whisk", "h1", Answer.container(2)), split);
        writer.query(
            TestKitchens.query(split + "2", HOME, "whisk", "h2", Answer.container(0)), split);
      }
      writer.commit(
          new DatasetDescription(
              "homes", "Two homes", "", "Apache-2.0", "none", Json.object(), false, "eval"));
    }
    Files.writeString(folder.resolve("home.json"), Json.line(SceneJson.write(HOME)));
  }

  private void refuses(String message, String... command) {
    StowbenchProcess.Result result = stowbench.run(command);
    assertThat(result.exitCode()).as(result.out()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(result.err().lines().filter(line -> !line.endsWith(" ...")))
        .singleElement()
        .asString()
        .contains(message);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void aPredictorThatNeedsRegionsIsRefusedBeforeAnythingIsAskedOrWritten() {
    String cannot =
        " cannot answer in scene home: container 0 (top drawer) has no region in a photo";
    for (String predictor :
        List.of(
            "largest", "rules", "ensemble:random + largest", "ensemble:by=mean,random + rules")) {
      refuses(
          "predictor " + predictor + cannot,
          "run",
          "--dataset",
          "homes",
          "--predictor",
          "random",
          "--predictor",
          predictor,
          "--out",
          "runs");
    }
    refuses(
        "predictor rules" + cannot,
        "ask",
        "--scene",
        "home.json",
        "--item",
        "whisk",
        "--predictor",
        "rules");
  }

  @Test
  void whatIsAskedInTheScenesThatAreDrawnAloneIsNotRefused() {
    StowbenchProcess.Result result =
        stowbench.run(
            "run", "--dataset", "homes", "--predictor", "largest", "--limit", "1", "--out", "runs");

    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  @Test
  void ofThePredictorsThatNobodyNamedThoseThatCannotAnswerAreLeftOut() {
    StowbenchProcess.Result result =
        stowbench.run("run", "--dataset", "homes:eval", "--out", "runs", "--format", "csv");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("random", "not-here").doesNotContain("largest");
    assertThat(result.err()).contains("left out: predictor largest cannot answer in scene home");
  }

  @Test
  void nothingLearnsFromWhatIsNotDrawn() {
    for (String report : List.of("none", "folds")) {
      refuses(
          " cannot be learned from: scene home: container 0 (top drawer) has no region in a photo",
          "train",
          "--predictor",
          "prior",
          "--dataset",
          "homes:dev",
          "--folds",
          "2",
          "--report",
          report,
          "--model",
          "model.zip");
    }
  }

  @Test
  void whatIsKnownIsToldByNumberOrNameAndMustFitTheScene() {
    String[] ask = {"ask", "--scene", "home.json", "--item", "whisk", "--predictor", "random"};
    String[] known = {"--known", "spoon=1", "--known", "pot=Top Drawer", "--known", "jar=not_here"};
    StowbenchProcess.Result told =
        stowbench.run(Stream.of(ask, known).flatMap(Stream::of).toArray(String[]::new));
    assertThat(told.exitCode()).as(told.err()).isZero();
    assertThat(told.out()).contains("top drawer", "oven");

    for (String[] wrong :
        new String[][] {
          {"spoon", "--known spoon: must be ITEM=PLACE, such as spoon=3"},
          {"spoon=2", "--known spoon=2: there is no such container; must be a container of scene"},
          {"Whisks=1", "knows where Whisks is, and asks for whisk: must not be the same item"}
        }) {
      refuses(
          wrong[1],
          Stream.of(ask, new String[] {"--known", wrong[0]})
              .flatMap(Stream::of)
              .toArray(String[]::new));
    }
    refuses(
        "--known jars=0: another --known says that jar is \"not here\"",
        Stream.of(ask, known, new String[] {"--known", "jars=0"})
            .flatMap(Stream::of)
            .toArray(String[]::new));
  }

  @Test
  void aBareDrawerIsAnsweredWithAWarning() throws IOException {
    Files.writeString(
        folder.resolve("bare.json"), Json.line(SceneJson.write(TestKitchens.row("bare", 1))));
    StowbenchProcess.Result result =
        stowbench.run("ask", "--scene", "bare.json", "--item", "whisk", "--predictor", "rules");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("warning: one bare container, nothing that this model learned from");
    assertThat(
            stowbench
                .run(
                    "ask",
                    "--scene",
                    "bare.json",
                    "--item",
                    "whisk",
                    "--predictor",
                    "rules",
                    "--format",
                    "json")
                .out())
        .contains("\"warning\"");
  }
}
