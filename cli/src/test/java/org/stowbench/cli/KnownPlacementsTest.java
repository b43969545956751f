package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.Known;
import org.stowbench.scene.Scene;
import org.stowbench.study.Study;
import org.stowbench.study.StudyDesign;
import org.stowbench.testing.TestKitchens;

/** {@code run --known} and what looks at its runs, as users type it. */
class KnownPlacementsTest {

  private static final List<String> ITEMS = List.of("whisk", "spoon", "pan", "Spoons");

  @TempDir Path folder;
  private StowbenchInProcess stowbench;

  /** Ten homes of three or four queries, of which one is asked for spoons as well as a spoon. */
  @BeforeEach
  void writeHomes() throws IOException {
    stowbench = new StowbenchInProcess(folder);
    List<LabeledQuery> queries = new ArrayList<>();
    try (DatasetWriter writer = DatasetWriter.create(folder.resolve("homes"))) {
      for (int home = 0; home < 10; home++) {
        Scene scene = TestKitchens.row("row" + home, 4);
        writer.scene(scene);
        for (int item = 0; item < (home == 0 ? 2 : home == 1 ? 4 : 3); item++) {
          queries.add(
              TestKitchens.query(
                  "q%d-%d".formatted(home, item),
                  scene,
                  ITEMS.get(item),
                  "home" + home,
                  Answer.container((home + item) % 4)));
        }
      }
      for (LabeledQuery query : queries) {
        writer.query(query, "eval");
      }
      writer.commit(
          new DatasetDescription(
              "homes", "Homes", "", "Apache-2.0", "none", Json.object(), false, "eval"));
    }
  }

  private StowbenchProcess.Result run(String command) {
    return stowbench.run(
        command.replaceAll("(?<= )(homes|runs)(?=[ /]|$)", folder + "/$1").split(" "));
  }

  private String content(String file) throws IOException {
    return Files.readString(folder.resolve("runs").resolve(file));
  }

  @Test
  void theSameQueriesAreAskedEachTimeAndTheCurveIsPrinted() throws Exception {
    StowbenchProcess.Result result =
        run("run --dataset homes --known 2,0,1 --predictor largest --predictor random --out runs");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .contains(
            "asking 28 of the 30 queries of homes:eval: in the others, fewer than 2 items of"
                + " the household can be known",
            "what is known of a household is not used by largest, random");
    assertThat(result.out())
        .contains("homes:eval: 28 queries")
        .containsSubsequence("largest, 0 known", "largest, 1 known", "largest, 2 known")
        .containsSubsequence(
            "largest by known placements, the same 28 queries of 9 households each time:",
            "known",
            "Gain over 0 known, paired; p corrected over the rows (Holm):",
            "largest, 2 known and largest, 0 known have the same hit@1, query by query");
    JsonNode manifest =
        new ObjectMapper().readTree(content("largest-homes-eval-known-1-001/run.json"));
    assertThat(manifest.at("/known/placements").asInt()).isEqualTo(1);
    assertThat(manifest.at("/known/of_at_least").asInt()).isEqualTo(2);
    assertThat(content("largest-homes-eval-known-1-001/scorecard.json"))
        .contains("\"predictor\" : \"largest, 1 known\"", "\"of_at_least\" : 2");
  }

  @Test
  void programsGetTheCurveToo() throws Exception {
    String command = "run --dataset homes --known 0,2 --quiet --predictor largest --out runs";

    JsonNode json = new ObjectMapper().readTree(run(command + " --format json").out());
    List<String> csv = run(command + " --format csv").out().lines().toList();

    assertThat(json.at("/scorecards/1/known/placements").asInt()).isEqualTo(2);
    assertThat(json.at("/adaptation/0/predictor").asText()).isEqualTo("largest");
    assertThat(json.at("/adaptation/0/points/1/known").asInt()).isEqualTo(2);
    assertThat(json.at("/adaptation/0/points/1/gains/hit@1/p_holm").asDouble()).isEqualTo(1);
    assertThat(csv.get(0)).endsWith(",known,gain,gain_low,gain_high,gain_interval,p,p_holm");
    assertThat(csv).anyMatch(row -> row.startsWith("\"largest, 2 known\",28,28,hit@1,"));
    assertThat(run(command + " --format markdown").out())
        .contains("| known | hit@1 | 95 % |", "| ---:| ---:|".replace(" ", ""));
  }

  @Test
  void whoSeesNothingButWhatIsKnownIsAskedByItselfWhereSomethingIs() {
    assertThat(run("run --dataset homes --known 1 --limit 2 --quiet --out runs").out())
        .contains("nearest-known", "by-example");
    assertThat(run("run --dataset homes --limit 2 --quiet --out runs").out())
        .doesNotContain("nearest-known", "by-example");
  }

  @Test
  void whatKnowsNothingGivesTheBytesOfARunWithoutTheOption() throws Exception {
    assertThat(run("run --dataset homes --known 0 --quiet --predictor random --out runs").err())
        .doesNotContain("what is known");
    run("run --dataset homes --quiet --predictor random --out runs");

    assertThat(content("random-homes-eval-known-0-001/predictions.jsonl"))
        .isEqualTo(content("random-homes-eval-001/predictions.jsonl"));
  }

  @Test
  void itGoesOnAndTakesLimitsRepeatsAndSearches() throws Exception {
    StowbenchProcess.Result searched =
        run(
            "run --dataset homes --known 0,2 --mode search --limit 10 --repeats 2 --quiet"
                + " --predictor random --out runs");

    assertThat(searched.exitCode()).as(searched.err()).isZero();
    assertThat(searched.out())
        .contains(
            "homes:eval: 10 queries", "random, 2 known, 2 repeats", "random, 2 repeats by known");
    Path begun = folder.resolve("runs/random-homes-eval-search-known-2-002");
    Files.delete(begun.resolve("predictions.jsonl"));
    Path manifest = begun.resolve("run.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace(
                "\"status\" : \"complete\"",
                "\"status\" : \"stopped\",\n  \"stopped_because\" : \"interrupted\""));
    StowbenchProcess.Result resumed =
        run("run --dataset homes --quiet --resume runs/random-homes-eval-search-known-2-002");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("random, 2 known, 2 repeats");
  }

  @Test
  void whatLooksAtRunsSeesTheQueriesThatTheyWereAsked() throws Exception {
    run("run --dataset homes --known 0,2 --quiet --predictor random --out runs");
    run("run --dataset homes --quiet --predictor largest --out runs");
    String two =
        " --dataset homes runs/random-homes-eval-known-0-001 runs/random-homes-eval-known-2-001";

    StowbenchProcess.Result compared = run("compare" + two);
    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(compared.out())
        .contains("28 queries, 9 households", "random, 2 known", "random by known placements");
    assertThat(compared.err()).doesNotContain("warning").doesNotContain("not all were asked");
    assertThat(
            new ObjectMapper()
                .readTree(run("compare --format json" + two).out())
                .at("/adaptation/0/points"))
        .hasSize(2);

    StowbenchProcess.Result differing = run("compare" + two + " runs/largest-homes-eval-001");
    assertThat(differing.exitCode()).as(differing.err()).isZero();
    assertThat(differing.err())
        .contains(
            "not all were asked the same queries: here are the 28 of 30 of homes:eval that all were"
                + " asked");
    assertThat(differing.out()).contains("28 queries, 9 households");

    StowbenchProcess.Result scored =
        run(
            "score --dataset homes --predictions"
                + " runs/random-homes-eval-known-2-001/predictions.jsonl");
    assertThat(scored.out()).contains("homes:eval: 28 queries", ", 2 known");
    assertThat(run("agreement" + two).out()).contains("random, 0 known", "random, 2 known");
    assertThat(
            run("gate runs/random-homes-eval-known-2-001 --dataset homes --require hit@1>=0").out())
        .contains("0 of 28 queries have no answer");
    assertThat(run("report --format csv" + two).out()).contains("random, 2 known");
    run("report --out runs/page.html" + two);
    assertThat(content("page.html"))
        .contains("\"adaptation\":[{\"predictor\":\"random\",\"points\":[[0,");
  }

  @Test
  void aLeaderboardOfThemIsVerifiedOverTheQueriesThatTheyWereAsked() throws Exception {
    run("run --dataset homes --known 0,2 --quiet --predictor random --out runs");
    run("run --dataset homes --quiet --predictor largest --out runs");

    StowbenchProcess.Result board =
        run(
            "leaderboard --dataset homes --out runs/site runs/random-homes-eval-known-0-001"
                + " runs/random-homes-eval-known-2-001 runs/largest-homes-eval-001");
    assertThat(board.exitCode()).as(board.err()).isZero();
    assertThat(board.out()).contains("28 queries", "random, 2 known", "known\n");
    assertThat(content("site/index.html")).contains("<dt>Queries</dt><dd>28</dd>", ">known<");
    assertThat(content("site/entries/random-2-known/index.html"))
        .contains("where each household keeps 2 other items");
    assertThat(content("site/leaderboard.json")).contains("\"of_at_least\" : 2");
    StowbenchProcess.Result verified = run("leaderboard verify --dataset homes runs/site");
    assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,,", "0,", ",0", "0,,1"})
  void everyAmountIsANumber(String amounts) {
    StowbenchProcess.Result refused =
        run("run --dataset homes --predictor random --out runs --known " + amounts);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--known");
  }

  @Test
  void aGateAsksWhatKnowingIsWorth() {
    run("run --dataset homes --known 0,2 --quiet --predictor random --out runs");
    String both =
        "gate --dataset homes runs/random-homes-eval-known-2-001"
            + " runs/random-homes-eval-known-0-001";

    StowbenchProcess.Result holds = run(both + " --require gain@2>=0 --require hit@1>=0");
    assertThat(holds.exitCode()).as(holds.err()).isZero();
    assertThat(holds.out())
        .contains("gain@2>=0", "with 2 known and", "with 0; gain 0.0000", "0 of 28 queries");
    assertThat(run(both + " --require gain@2>0").exitCode()).isEqualTo(1);
    assertThat(run(both + " --require gain@1>=0").out())
        .contains("there is no run with 1 known beside one that knew less");
    assertThat(
            run("gate --dataset homes runs/random-homes-eval-known-2-001 --require gain@2>=0")
                .out())
        .contains("there is no run that knew less to compare with");
    for (String wrong : List.of("gain@x>=0", "gain@0>=0", "gain@02>=0")) {
      assertThat(run(both + " --require " + wrong).err()).contains("must be gain@K>=NUMBER");
    }
    assertThat(
            run("gate --dataset homes runs/random-homes-eval-known-2-001"
                    + " runs/random-homes-eval-known-2-001 --require hit@1>=0")
                .err())
        .contains("several folders must be repeats of one run");
  }

  @Test
  void modelsOfFoldsAreAskedWithMoreAndMoreKnown() {
    StowbenchProcess.Result trained =
        run(
            "train --dataset homes --predictor prior --model runs/prior.zip --folds 2 --predictions"
                + " runs/folds --known 0,2");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.out())
        .contains("prior by known placements, the same 28 queries of 9 households each time:");
    assertThat(run("compare --dataset homes runs/folds-known-0 runs/folds-known-2").out())
        .contains("prior, 2 known", "cross-validated, 2 folds");
    assertThat(
            run("train --dataset homes --predictor prior --model runs/prior.zip --known 0,2").err())
        .contains("--known needs --predictions");
  }

  @Test
  void moreThanCanBeKnownIsRefusedAndSoIsWhatIsNoNumber() {
    assertRefused("3", "--known 3: leaves no query of homes:eval; 1 leaves 30, 2 leaves 28");
    assertRefused("0,1,1", "--known 1: is there twice");
    assertRefused("0,-1", "--known -1: must be 0 or more");
    assertRefused("0,one", "invalid value for option '--known' (K): 'one' is not a whole number");
  }

  private void assertRefused(String known, String message) {
    StowbenchProcess.Result result =
        run("run --dataset homes --predictor largest --out runs --known " + known);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith(String.format(Locale.ROOT, "stowbench: %s", message));
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  /** Ada answers a whole study, some of it not; Bob begins it. */
  private Path study(int known) throws IOException {
    Path study = folder.resolve("study" + known);
    Dataset split = DatasetFolder.open(folder.resolve("homes")).split("eval");
    int queries = (int) new Known(known, known).view(split).info().queries();
    StudyDesign design =
        new StudyDesign(
            "homes:eval",
            split.info().checksum(),
            queries,
            queries,
            Optional.of(known),
            false,
            0,
            "",
            0,
            1);
    List<LabeledQuery> asked = design.asked(split);
    for (int step = -1; step <= queries; step++) {
      try (Study going = Study.open(study, design, asked, List.of(), Set.of())) {
        if (going.turn("ada").orElseThrow() instanceof Study.Turn.Question question) {
          String query = asked.get(question.number()).query().id();
          Files.writeString(
              study.resolve(Study.ANSWERS),
              "{\"participant\":\"ada\",\"step\":%d,\"prediction\":{\"query\":\"%s\",%s}}\n"
                  .formatted(
                      question.step(),
                      query,
                      step % 5 == 4
                          ? "\"error\":\"I don't know\""
                          : "\"ranking\":[{\"container\":%d}]".formatted(step % 4)),
              StandardOpenOption.APPEND);
        } else if (step < 0) {
          for (String code : List.of("ada", "bob")) {
            Files.writeString(
                study.resolve(Study.ANSWERS),
                "{\"participant\":\"%s\",\"consent\":\"en\",\"text\":\"sha256:1\"}\n"
                    .formatted(code),
                StandardOpenOption.APPEND);
          }
        }
      }
    }
    return study;
  }

  private StowbenchProcess.Result runsOf(Path study) {
    return stowbench.run(
        "study",
        "runs",
        study.toString(),
        "--dataset",
        folder.resolve("homes").toString(),
        "--out",
        folder.resolve("runs").toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void whatAParticipantWasShownIsKnownOfTheRunThatTheStudyMakes(int known) throws Exception {
    Path study = study(known);
    StowbenchProcess.Result made = runsOf(study);
    run(
        "run --dataset homes --known %d --quiet --out runs --predictor replay:%s/predictions/ada.jsonl"
            .formatted(known, study));

    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.err()).contains("bob has answered 0 of ", "ada-known-" + known);
    assertThat(made.out()).contains("ada, " + known + " known");
    String replayed = "replay-homes-eval-known-" + known + "-001/";
    JsonNode mine = new ObjectMapper().readTree(content("ada-known-" + known + "/scorecard.json"));
    JsonNode same = new ObjectMapper().readTree(content(replayed + "scorecard.json"));
    assertThat(mine.at("/scorecards/0/metrics")).isEqualTo(same.at("/scorecards/0/metrics"));
    assertThat(mine.at("/scorecards/0/known")).isEqualTo(same.at("/scorecards/0/known"));
  }

  @Test
  void aParticipantOfTwoStudiesHasACurve() throws Exception {
    for (int known : List.of(0, 2)) {
      runsOf(study(known));
    }
    String both = " --dataset homes runs/ada-known-0 runs/ada-known-2";

    assertThat(run("compare" + both).out())
        .contains("ada by known placements", "Gain over 0 known");
    run("leaderboard" + both + " --out runs/site");
    assertThat(content("site/index.html")).contains("data-label=\"Kind\" data-value=\"person\"");
    Path answers = folder.resolve("study2").resolve(Study.ANSWERS);
    String before = Files.readString(answers);
    Files.writeString(answers, before.replace("\"container\":1", "\"container\":2"));
    assertThat(runsOf(folder.resolve("study2")).err()).contains("checksum of ada.jsonl was");
    String begun = before.lines().limit(3).collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(answers, begun.replaceFirst("\"questions\":[0-9]+", "\"questions\":5"));
    assertThat(runsOf(folder.resolve("study2")).err())
        .contains("each participant was asked 5 of 28 queries");
  }
}
