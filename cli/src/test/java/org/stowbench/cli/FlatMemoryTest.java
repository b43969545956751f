package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** What the scenes of a split take in memory together is several times what these commands get. */
class FlatMemoryTest {

  private static final String MEMORY = "-Xmx72m";
  private static final int KITCHENS = 200;
  private static final int CONTAINERS = 40;
  private static final int VERTICES = 100;

  @TempDir Path temp;

  /** A round container in a grid of such. */
  private static Region round(int place) {
    return new Region(
        IntStream.range(0, VERTICES)
            .mapToObj(
                i -> {
                  double angle = 2 * Math.PI * i / VERTICES;
                  return new Point(
                      place % 8 * 2000 + Math.rint(900 * Math.cos(angle)),
                      place / 8 * 2000 + Math.rint(900 * Math.sin(angle)));
                })
            .toList());
  }

  private void writeDataset(Path folder) throws IOException {
    Region[] regions =
        IntStream.range(0, CONTAINERS).mapToObj(FlatMemoryTest::round).toArray(Region[]::new);
    try (DatasetWriter writer = DatasetWriter.create(folder)) {
      for (int kitchen = 0; kitchen < KITCHENS; kitchen++) {
        // The ids run the other way than the rows.
        Scene scene = TestKitchens.scene("kitchen " + (KITCHENS - kitchen), regions);
        writer.scene(scene);
        writer.query(
            TestKitchens.query(
                "query " + (KITCHENS - kitchen),
                scene,
                "whisk",
                "home " + (KITCHENS - kitchen),
                Answer.container(kitchen % CONTAINERS)),
            "eval");
      }
      writer.commit(
          new DatasetDescription(
              "wide", "Wide kitchens", "", "none", "none", Json.object(), false, "eval"));
    }
  }

  private void succeeds(String... arguments) throws Exception {
    Path output = temp.resolve("output");
    Process process =
        StowbenchProcess.java(
                List.of(MEMORY, "-XX:TieredStopAtLevel=1"), Main.class, List.of(arguments))
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(StowbenchProcess.LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }

  @Test
  void aRunAndAScoreHoldNoMoreScenesHoweverManyThereAreInWhateverOrderTheyAreAnswered()
      throws Exception {
    writeDataset(temp.resolve("wide"));

    succeeds("run", "--dataset", "wide", "--predictor", "largest", "--out", "runs");

    Path predictions = temp.resolve("runs/largest-wide-eval-001/predictions.jsonl");
    List<String> rows = Files.readAllLines(predictions);
    assertThat(rows).hasSize(KITCHENS);
    Collections.reverse(rows);
    Path reversed = Files.write(temp.resolve("reversed.jsonl"), rows);
    for (Path file : List.of(predictions, reversed)) {
      succeeds(
          "score",
          "--dataset",
          "wide",
          "--predictions",
          file.toString(),
          "--per-query",
          "rows.csv");
      assertThat(temp.resolve("rows.csv"))
          .hasSameTextualContentAs(predictions.resolveSibling("per-query.csv"));
    }
  }
}
