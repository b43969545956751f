package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A complete run some of whose files are gone, of a dataset that lies in a folder. */
class LostPredictionsTest {

  @TempDir Path folder;
  private StowbenchInProcess stowbench;
  private Path run;

  @BeforeEach
  void run() throws IOException {
    stowbench = new StowbenchInProcess(folder);
    SmallDataset.write(folder.resolve("small"));
    run = folder.resolve("runs/largest-small-eval-001");
    assertThat(said("run", "--predictor", "largest", "--out", folder + "/runs")).contains(" 0 ");
  }

  /** The exit code of a command over that dataset, and what it said. */
  private String said(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--dataset", folder.resolve("small").toString()));
    StowbenchProcess.Result result = stowbench.run(arguments.toArray(String[]::new));
    return " " + result.exitCode() + " " + result.err();
  }

  @Test
  void lostPredictionsComeBackFromTheJournal() throws IOException {
    byte[] before = Files.readAllBytes(run.resolve("predictions.jsonl"));
    Files.delete(run.resolve("predictions.jsonl"));

    for (String command : List.of("compare", "agreement", "report", "leaderboard", "gate")) {
      assertThat(said(command, run.toString(), "--" + option(command)))
          .as(command)
          .contains(" 2 ", "predictions.jsonl is gone: resume it");
    }
    assertThat(said("run", "--resume", run.toString())).contains(" 0 ");
    assertThat(run.resolve("predictions.jsonl")).hasBinaryContent(before);
  }

  private String option(String command) {
    return switch (command) {
      case "gate" -> "require=hit@1>=0";
      case "leaderboard", "report" -> "out=" + folder.resolve("out");
      case "compare" -> "baseline=" + run;
      default -> "by-item";
    };
  }

  @Test
  void whatSaysHowToGoOnNamesTheFolderThatNoIdLeadsTo() throws IOException {
    String stopped =
        said(
            "run",
            "--predictor=noam:model=openai/m,base-url=" + Loopback.url(),
            "--max-requests=2",
            "--out=" + folder + "/asked");

    assertThat(stopped)
        .contains(
            " 3 ",
            "go on with: stowbench run --resume %1$s/asked/noam-small-eval-001 --dataset %1$s/small\n"
                .formatted(folder));
    assertThat(said("run", "--resume", folder + "/asked/noam-small-eval-001")).contains(" 0 ");
  }

  @Test
  void withoutTheJournalNothingIsAskedAnewInSilence() throws IOException {
    Files.delete(run.resolve("predictions.jsonl"));
    Files.delete(run.resolve("journal.jsonl"));

    assertThat(said("run", "--resume", run.toString()))
        .contains(" 2 ", "predictions.jsonl and journal.jsonl are gone", "begin the run anew");
  }
}
