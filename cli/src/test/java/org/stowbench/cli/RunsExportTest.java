package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stowbench.io.Sha256;

/** Runs as tables; whether others can read them is tried in {@code spark}. */
class RunsExportTest {

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void runTwoPredictors() throws IOException {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    SmallDataset.write(folder.resolve("small"));
    stowbench.run(
        "run",
        "--dataset",
        "small",
        "--predictor",
        "largest",
        "--predictor",
        "random",
        "--out",
        "runs",
        "--quiet");
  }

  private StowbenchProcess.Result export(String runs) {
    return stowbench.run(
        ("runs export --dataset small --as parquet --to tables " + runs).split(" "));
  }

  @Test
  void runsBecomeTablesWithACardTheSameBytesEverywhere() throws IOException {
    assertThat(export("runs/largest-small-eval-001 runs/random-small-eval-001").exitCode())
        .isEqualTo(ExitCode.OK);

    assertThat(Files.readString(folder.resolve("tables/README.md")))
        .contains(
            "- config_name: queries\n  default: true\n  data_files: queries.parquet\n",
            "- config_name: predictions\n  data_files: predictions.parquet\n",
            "from 2 runs");
    assertThat(List.of(digits("queries.parquet"), digits("predictions.parquet")))
        .containsExactly(
            "35f814e13b69f48d58b6bf6357402341bc3aac1c58cd8ae86b33808ba766541d",
            "15499084b6f6e786bb0e1bd04f386c60bb6ca7211a874d82bc58968cd4e49604");
  }

  private String digits(String table) throws IOException {
    return Sha256.digits(Files.readAllBytes(folder.resolve("tables").resolve(table)));
  }

  @Test
  void aRunIsInTheTablesOnceAndNothingHalfWrittenStays() {
    StowbenchProcess.Result refused =
        export("runs/largest-small-eval-001 runs/largest-small-eval-001");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains("largest-small-eval-001", "once");
    assertThat(folder.resolve("tables")).doesNotExist();
  }
}
