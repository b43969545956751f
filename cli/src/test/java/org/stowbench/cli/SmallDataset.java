package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** A dataset small enough to score in one's head. */
final class SmallDataset {

  private SmallDataset() {}

  /** Four drawers of equal size but one; six queries of three households. */
  static void write(Path folder) throws IOException {
    Scene row = TestKitchens.row("row", 4);
    Scene twins =
        TestKitchens.scene(
            "twins",
            Region.box(0, 0, 100, 50),
            Region.box(2, 0, 102, 50),
            Region.box(200, 0, 400, 50),
            Region.of(7, 7));
    List<LabeledQuery> queries =
        List.of(
            TestKitchens.query("q1", row, "whisk", "h1", Answer.container(0)),
            TestKitchens.query("q2", row, "spoon", "h1", Answer.container(3)),
            TestKitchens.query("q3", row, "tent", "h2", Answer.NOT_HERE),
            TestKitchens.query("q4", twins, "whisk", "h3", Answer.container(1)),
            TestKitchens.query("q5", twins, "spoon", "h3", Answer.container(2)),
            TestKitchens.query("q6", twins, "pan", "h3", Answer.container(3)));
    try (DatasetWriter writer = DatasetWriter.create(folder)) {
      writer.scene(row);
      writer.scene(twins);
      for (LabeledQuery query : queries) {
        writer.query(query, "eval");
      }
      writer.commit(
          new DatasetDescription(
              "small",
              "Two kitchens for tests",
              "",
              "Apache-2.0",
              "none",
              Json.object(),
              false,
              "eval"));
    }
  }
}
