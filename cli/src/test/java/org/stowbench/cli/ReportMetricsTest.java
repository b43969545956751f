package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a paper's table and figures show can be chosen, and nothing else. */
class ReportMetricsTest {

  @TempDir static Path folder;
  private static StowbenchInProcess stowbench;

  @BeforeAll
  static void askFiveQuestions() {
    stowbench = new StowbenchInProcess(folder.resolve("home"));
    stowbench.run(
        "run",
        "--dataset",
        "sim:eval",
        "--limit",
        "5",
        "--predictor",
        "random",
        "--quiet",
        "--out",
        folder.resolve("runs").toString());
  }

  private static StowbenchProcess.Result report(String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "report";
    words[1] = folder.resolve("runs/random-sim-eval-001").toString();
    System.arraycopy(options, 0, words, 2, options.length);
    return stowbench.run(words);
  }

  @Test
  void chosenMetricsAreTheColumnsEachOnce() {
    assertThat(report("--format", "latex", "--metrics", "openings,mrr,openings").out())
        .contains("    Predictor & Openings & 95\\,\\% & MRR \\\\\n");
  }

  @Test
  void chosenMetricsAreDrawn() {
    Path figures = folder.resolve("figures");
    StowbenchProcess.Result drawn =
        report("--format", "latex", "--figures", figures.toString(), "--metrics", "openings,hit@3");
    assertThat(drawn.exitCode()).as(drawn.err()).isZero();
    assertThat(figures).isDirectoryContaining("glob:**/intervals-openings-84mm.pdf");
    assertThat(figures).isDirectoryContaining("glob:**/items-hit-at-3-174mm.svg");
  }

  @Test
  void anotherMetricOrATableWithColumnsOfItsOwnIsRefused() {
    StowbenchProcess.Result unknown = report("--format", "latex", "--metrics", "mrr,best");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("--metrics: no metric best: there are hit@1, ");

    StowbenchProcess.Result page = report("--format", "csv", "--metrics", "mrr");
    assertThat(page.exitCode()).isEqualTo(2);
    assertThat(page.err()).contains("--metrics without --format latex or --figures");
  }
}
