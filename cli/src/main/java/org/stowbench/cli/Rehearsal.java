package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Votes;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * Runs the commands that people use most, so that Java can write down which classes they load; the
 * launcher starts from an archive of those.
 */
final class Rehearsal {

  private static final List<String> COMMANDS =
      List.of(
          "--help",
          "score --help",
          "run --quiet --limit 20 --dataset sim:eval --predictor largest --out {}/runs",
          "run --dataset {}/small --predictor largest --predictor random --out {}/runs",
          "score --dataset {}/small --predictions {}/runs/largest-small-eval-001/predictions.jsonl",
          "compare {}/runs/largest-small-eval-001 {}/runs/random-small-eval-001"
              + " --dataset {}/small",
          "report {}/runs/largest-small-eval-001 --dataset {}/small --out {}/report.html",
          "datasets list",
          "predictors list");

  private Rehearsal() {}

  /** Needs a folder that it may fill. */
  public static void main(String[] args) throws IOException {
    writeSmallDataset(Path.of(args[0], "small"));
    for (String command : COMMANDS) {
      String[] words =
          Stream.of(command.split(" ")).map(w -> w.replace("{}", args[0])).toArray(String[]::new);
      Main.execute(Main.commandLine(words), words);
    }
  }

  /** Of overlapping outlines, two of them bent, so that geometry is rehearsed too. */
  private static void writeSmallDataset(Path folder) throws IOException {
    Scene scene =
        Scene.of(
            "scene",
            List.of(
                Container.of(0, Region.of(0, 0, 100, 0, 100, 50, 50, 20, 0, 50)),
                Container.of(1, Region.of(5, 0, 100, 0, 100, 50, 50, 20, 0, 50)),
                Container.of(2, Region.box(60, 0, 200, 50))));
    try (DatasetWriter writer = DatasetWriter.create(folder)) {
      writer.scene(scene);
      for (Container container : scene.containers()) {
        String id = "query " + container.id();
        writer.query(
            new LabeledQuery(
                new Query(id, scene, "whisk"),
                new Household("household " + container.id()),
                Truth.of(Answer.container(container.id())),
                Votes.NONE),
            "eval");
      }
      writer.commit(
          new DatasetDescription(
              "small", "small", "", "none", "none", Json.object(), true, "eval"));
    }
  }
}
