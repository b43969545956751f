package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stowbench.cli.StowbenchProcess.Result;

class LeaderboardCommandsTest {

  private static final Path EXAMPLE =
      Path.of("").toAbsolutePath().getParent().resolve("examples").resolve("github-leaderboard");

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void begin() throws IOException {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
  }

  @Test
  void runsAreRankedVerifiedAndGated() throws IOException {
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
        "runs");

    Result ranked =
        stowbench.run(
            "leaderboard",
            "runs/largest-small-eval-001",
            "runs/random-small-eval-001",
            "--dataset",
            "small",
            "--out",
            "site",
            "--format",
            "csv");
    Result verified =
        stowbench.run("leaderboard", "verify", "site", "--dataset", "small", "--format", "csv");
    Result gated =
        stowbench.run(
            "gate",
            "runs/largest-small-eval-001",
            "--dataset",
            "small",
            "--require",
            "hit@1>=0.9",
            "--baseline",
            "runs/random-small-eval-001",
            "--max-regression",
            "hit@1:1",
            "--junit",
            "gate.xml",
            "--summary",
            "summary.md");

    assertThat(ranked.exitCode()).as(ranked.err()).isZero();
    assertThat(ranked.out())
        .startsWith("rank,entry,")
        .contains("\n1,random,")
        .contains(",largest,");
    assertThat(verified.exitCode()).as(verified.out()).isZero();
    assertThat(verified.out()).contains("largest,holds", "random,holds", "ranking,holds");
    assertThat(gated.exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
    assertThat(gated.err()).contains("gate: hit@1>=0.9 fails: hit@1 is 0.");
    assertThat(folder.resolve("gate.xml")).content().contains("failures=\"1\"");
    assertThat(folder.resolve("summary.md")).content().startsWith("### Gate does not hold");
  }

  @Test
  void repeatsOfOnePredictorAreOneEntryAndEachOfThemIsCheckedAgain() throws IOException {
    SmallDataset.write(folder.resolve("small"));
    stowbench.run(
        ("run --dataset small --predictor random:exact=false --predictor largest --repeats 3"
                + " --out runs --quiet")
            .split(" "));
    List<String> repeats =
        Stream.of("3", "1", "2").map(seed -> "runs/random-small-eval-00" + seed).toList();

    List<String> ranked =
        new ArrayList<>(List.of("leaderboard", "--dataset", "small", "--out", "site"));
    ranked.addAll(List.of("--format", "csv", "runs/largest-small-eval-001"));
    ranked.addAll(repeats);
    Result board = stowbench.run(ranked.toArray(String[]::new));
    assertThat(board.exitCode()).as(board.err()).isZero();
    assertThat(board.out()).contains(",\"random:exact=false, 3 repeats\",").hasLineCount(3);
    Path entry = folder.resolve("site/entries/random-exact-false-3-repeats");
    for (String[] kept : new String[][] {{"", "1"}, {"repeat-2", "2"}, {"repeat-3", "3"}}) {
      assertThat(entry.resolve(kept[0]).resolve("predictions.jsonl"))
          .hasSameBinaryContentAs(
              folder.resolve("runs/random-small-eval-00" + kept[1] + "/predictions.jsonl"));
    }
    assertThat(stowbench.run("leaderboard", "verify", "site", "--dataset", "small").exitCode())
        .isZero();

    List<String> gate = new ArrayList<>(List.of("gate", "--dataset", "small"));
    gate.addAll(List.of("--require", "hit@1>=0", "--max-regression", "hit@1:1"));
    gate.addAll(List.of("--baseline", repeats.get(0), "--baseline", repeats.get(1)));
    gate.addAll(repeats);
    Result held = stowbench.run(gate.toArray(String[]::new));
    assertThat(held.exitCode()).as(held.err()).isZero();
    gate.add("runs/largest-small-eval-001");
    assertThat(stowbench.run(gate.toArray(String[]::new)).err()).contains("must be repeats");

    Files.copy(
        entry.resolve("predictions.jsonl"),
        entry.resolve("repeat-3/predictions.jsonl"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(stowbench.run("leaderboard", "verify", "site", "--dataset", "small").exitCode())
        .isEqualTo(ExitCode.DOES_NOT_HOLD);
  }

  @Test
  void repeatsThatAllCameOutAlikeAreScoredAsOneRun() throws IOException {
    SmallDataset.write(folder.resolve("small"));
    stowbench.run(
        "run --dataset small --predictor largest --repeats 2 --out runs --quiet".split(" "));

    String scores = "leaderboard --dataset small --format csv --out ";
    String run = " runs/largest-small-eval-001";
    Result alone = stowbench.run((scores + "alone" + run).split(" "));
    Result twice =
        stowbench.run((scores + "twice" + run + " runs/largest-small-eval-002").split(" "));

    assertThat(alone.exitCode()).as(alone.err()).isZero();
    assertThat(twice.out()).isEqualTo(alone.out().replace("largest", "\"largest, 2 repeats\""));
  }

  @Test
  void aGateAsksForAGainThatIsProvedOnTheCommandLine() {
    stowbench.run(
        "run --dataset sim:eval --limit 120 --predictor rules --predictor largest --out runs --quiet"
            .split(" "));
    String rules = "runs/rules-sim-eval-001";
    String largest = "runs/largest-sim-eval-001";

    Result proved = gain(rules, largest, "hit@1>0");
    assertThat(proved.exitCode()).as(proved.err()).isZero();
    Result tooMuch = gain(rules, largest, "hit@1>0.9");
    assertThat(tooMuch.exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
    assertThat(tooMuch.err()).contains("gate: ", "hit@1", "fails: ");
    assertThat(gain(largest, rules, "hit@1>0").exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
    assertThat(gain(rules, rules, "hit@1>0").exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
    assertThat(stowbench.run("gate", rules, "--require-gain", "hit@1>0").err())
        .contains("--require-gain needs a --baseline");
  }

  private Result gain(String run, String baseline, String rule) {
    return stowbench.run("gate", run, "--baseline", baseline, "--require-gain", rule);
  }

  @Test
  void theExamplesWorkflowDoesWhatItSays() throws Exception {
    for (String tool : List.of("bash", "curl")) {
      Assumptions.assumeTrue(
          Stream.of(System.getenv("PATH").split(":"))
              .anyMatch(place -> Files.isExecutable(Path.of(place, tool))),
          "skipped: " + tool + " is not installed");
    }
    copy(EXAMPLE.resolve("submissions"), folder.resolve("submissions"));
    WorkflowSteps steps = new WorkflowSteps(folder, stowbench.home());
    steps.launcher(folder.resolve("stowbench"));
    Map<String, String> environment =
        Map.of(
            "PUBLISHED",
            folder.resolve("not-yet.json").toUri().toString().replace("file:/", "file:///"),
            "HISTORY",
            "",
            "REQUIRE",
            "hit@1>0.10");
    JsonNode job = WorkflowSteps.read(".github/workflows/leaderboard.yml").at("/jobs/evaluate");

    int ran = 0;
    for (JsonNode step : job.path("steps")) {
      if (step.has("run")) {
        ran++;
        assertThat(steps.bash(step, environment)).as(steps.said(step)).isZero();
      }
    }

    assertThat(ran).isEqualTo(6);
    assertThat(steps.comments()).containsExactly("POST repos/you/kitchens/issues/7/comments");
    JsonNode caller =
        WorkflowSteps.read("examples/github-leaderboard/.github/workflows/leaderboard.yml");
    assertThat(caller.at("/jobs/leaderboard/uses").asText())
        .contains("/stowbench/.github/workflows/leaderboard.yml@");
    assertThat(folder.resolve("site/entries/rules/index.html"))
        .content()
        .contains("<h1><bdi>Rules");
    assertThat(folder.resolve("summary.md")).content().contains("| 1 | Rules |", "### Gate holds");
    assertThat(folder.resolve("reports/rules.xml")).content().contains("failures=\"0\"");

    // What nobody may hand in ends the job in its first step.
    Files.createSymbolicLink(folder.resolve("submissions/rules/link"), Path.of("submission.yaml"));
    assertThat(steps.bash(job.path("steps").path(3), environment)).isEqualTo(1);
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(files::add);
    }
    for (Path file : files) {
      Files.copy(file, to.resolve(from.relativize(file).toString()));
    }
  }
}
