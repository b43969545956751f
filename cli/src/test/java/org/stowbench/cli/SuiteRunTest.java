package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.InputLocation;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.query.Answer;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** The challenge's other rooms stand beside its kitchens, and suites ask all that is here. */
class SuiteRunTest {

  @TempDir private Path home;
  private StowbenchSession stowbench;

  @BeforeEach
  void installKitchensAndOtherRooms() throws IOException {
    Scene row = TestKitchens.row("row", 3);
    try (DatasetWriter writer = DatasetWriter.create(home.resolve(".stowbench/datasets/shic"))) {
      writer.scene(row);
      writer.query(TestKitchens.query("q1", row, "whisk", "h1", Answer.container(0)), "eval");
      writer.query(TestKitchens.query("q2", row, "iron", "h2", Answer.NOT_HERE), "other-rooms");
      writer.commit(
          new DatasetDescription(
              "shic", "Two homes", "", "CC0-1.0", "none", Json.object(), false, "eval"));
    }
    stowbench = StowbenchSession.begin().at(home);
  }

  @Test
  void otherRoomsArePrintedBelowKitchensWhereNobodyNamesADataset() {
    StowbenchProcess.Result said = stowbench.run("run", "--predictor", "largest", "--quiet");
    assertThat(said.out().lines())
        .as(said.err())
        .filteredOn(line -> line.startsWith("shic:"))
        .extracting(line -> line.substring(0, line.indexOf(" ")))
        .containsExactly("shic:eval:", "shic:other-rooms:");
    JsonInput json =
        JsonInput.parse(
            stowbench.run("run", "--predictor", "largest", "--quiet", "--format", "json").out(),
            InputLocation.of("out"));
    assertThat(json.field("dataset").text()).isEqualTo("shic:eval");
    assertThat(json.field("beside").elements().get(0).field("dataset").text())
        .isEqualTo("shic:other-rooms");
  }

  @Test
  void aSuiteIsOfWhatIsInstalledWhateverLiesWhereWeAre() throws IOException {
    SmallDataset.write(stowbench.folder().resolve("shic"));
    assertThat(stowbench.run("run", "--suite", "real", "--predictor", "largest").out())
        .contains("shic:eval 1 queries, shic:other-rooms 1 queries");
  }

  @Test
  void aSuiteIsOneTableOfPredictorsBySplits() {
    String table =
        stowbench
            .run("run", "--suite", "real", "--predictor", "largest", "--predictor", "random")
            .out();
    assertThat(table).contains("shic:eval hit@1", "shic:other-rooms hit@1", "nothing is averaged");
    assertThat(table.lines().filter(line -> line.startsWith("largest "))).hasSize(1);
    assertThat(stowbench.run("run", "--suite", "real", "--dataset", "shic").exitCode())
        .isEqualTo(2);
    assertThat(stowbench.run("run", "--suite", "some").exitCode()).isEqualTo(2);
  }
}
