package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void setUp() throws IOException {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    SmallDataset.write(folder.resolve("small"));
    // In order: right, right, wrong, right (a twin), right, wrong; three households.
    Files.writeString(
        folder.resolve("good.csv"), "query,answer\nq1,0\nq2,3\nq3,0\nq4,0\nq5,2\nq6,0\n");
    Files.writeString(
        folder.resolve("bad.csv"), "query,answer\nq1,1\nq2,1\nq3,not_here\nq4,2\nq5,0\nq6,0\n");
    Files.writeString(folder.resolve("part.csv"), "query,answer\nq1,0\nq2,0\n");
  }

  private StowbenchProcess.Result run(String command) {
    return stowbench.run(command.split(" "));
  }

  private JsonNode json(String command) throws IOException {
    StowbenchProcess.Result result = run(command + " --format json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void filesOfPredictionsAreComparedInPairs() {
    StowbenchProcess.Result result =
        run("compare --dataset small --predictions good.csv bad.csv part.csv");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("first  second   hit@1")
        .contains("good   bad     +0.500")
        .contains("good   part    +0.500")
        .contains("good and bad cannot be told apart: good finds 50 points more")
        .contains("small:eval: 2 to 6 of 6 queries, 1 to 3 of 3 households, pair by pair")
        .contains("queries  households");
    assertThat(result.err())
        .contains(
            "warning: part has no prediction for 4 of the 6 queries that others have one for");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "score"})
  void filesOfOneNameAreToldApartByTheirFolders(String command) throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(folder.resolve("bad.csv"), other.resolve("good.csv"));

    StowbenchProcess.Result result =
        run(command + " --dataset small --predictions good.csv other/good.csv");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("good (good.csv)", "good (other/good.csv)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "table | 2 of 6 queries, 1 of 3 households",
        "markdown | 2 of 6 queries, 1 of 3 households",
        "csv | ,queries,households,of_queries,of_households,only_first_has,only_second_has,",
        "csv | ,2,1,6,3,4,0,0,",
        "json | \"only_first_has\" : 4",
        "json | part has no prediction for 4 that good has",
      })
  void everyFormatSaysWhatAComparisonRestsOn(String format, String said) {
    StowbenchProcess.Result result =
        run("compare --dataset small --predictions good.csv part.csv --format " + format);

    assertThat(result.out()).contains(said);
    assertThat(result.err()).contains("warning: part has no prediction");
  }

  @Test
  void runsThatAskedTheSameFirstQueriesAreHeadedByThem() {
    for (String predictor : new String[] {"largest", "not-here"}) {
      run("run --dataset small --predictor " + predictor + " --out runs --quiet --limit 4");
    }

    StowbenchProcess.Result result =
        run("compare --dataset small runs/largest-small-eval-001 runs/not-here-small-eval-001");

    assertThat(result.out()).startsWith("small:eval: 4 of 6 queries, ");
    assertThat(result.err()).doesNotContain("warning");
  }

  @Test
  void theRunsOfASweepHaveAMeanByOption() {
    stowbench.run(
        "run",
        "--dataset",
        "small",
        "--predictor",
        "ensemble:by=ranks,weights=1/1|1/2,largest + not-here",
        "--predictor",
        "ensemble:weights=1/1|1/2,largest + not-here",
        "--out",
        "swept",
        "--quiet");
    String first = folder.resolve("swept").toString();

    StowbenchProcess.Result result =
        run(
            "compare --dataset small "
                + String.join(
                    " ",
                    java.util.Arrays.stream(folder.resolve("swept").toFile().list())
                        .sorted()
                        .map(name -> first + "/" + name)
                        .toList()));

    assertThat(result.out())
        .as(result.err())
        .contains("By option: means over the runs that share its value")
        .containsPattern("weights +1/1 +2 +6 ")
        .containsPattern("weights +1/2 +2 ")
        .containsPattern("by +\\(default\\) +2 ");
  }

  @Test
  void manyPredictorsAreAMatrixAndSentencesForTheBest() throws IOException {
    StringBuilder files = new StringBuilder();
    for (int i = 1; i <= 6; i++) {
      Files.copy(folder.resolve(i == 4 ? "good.csv" : "bad.csv"), folder.resolve("p" + i + ".csv"));
      files.append(" p" + i + ".csv");
    }
    String command = "compare --dataset small --predictions" + files;

    String out = run(command).out();
    assertThat(out)
        .containsPattern("#  hit@1 less that of +1 +2 +3")
        .containsPattern("1  p4 +- +\\+0\\.500")
        .contains("p4 and p1 cannot be told apart", "p4 and p6 cannot be told apart")
        .doesNotContain("p1 and p2")
        .contains("The other 10 pairs: --all-pairs");
    assertThat(run(command + " --all-pairs").out())
        .contains("p1 and p2 have the same hit@1, query by query");
    assertThat(run(command + " --format csv").out()).hasLineCount(16);
  }

  @Test
  void jsonHoldsEverything() throws IOException {
    JsonNode json = json("compare --dataset small --predictions good.csv bad.csv");
    JsonNode pair = json.get("comparisons").get(0);

    assertThat(json.get("protocol").textValue()).isEqualTo("consistent");
    assertThat(json.get("protocol_version").intValue()).isEqualTo(2);
    assertThat(json.get("metric").textValue()).isEqualTo("hit@1");
    assertThat(pair.get("queries").intValue()).isEqualTo(6);
    assertThat(pair.get("households").intValue()).isEqualTo(3);
    assertThat(pair.get("p_exact").booleanValue()).isTrue();
    // Households differ by +2, -1, +2: of the 8 swaps, those of +-3 and +-5 are as extreme.
    assertThat(pair.get("p").doubleValue()).isEqualTo(0.5);
    assertThat(pair.get("wins").intValue()).isEqualTo(4);
    assertThat(pair.get("losses").intValue()).isEqualTo(1);
    assertThat(pair.get("mcnemar").get("p").doubleValue()).isCloseTo(0.375, within(1e-12));
  }

  @Test
  void runFoldersAreScoredAnewFromTheirPredictions() throws IOException {
    for (String predictor : new String[] {"largest", "not-here"}) {
      run("run --dataset small --predictor " + predictor + " --out runs --quiet");
    }
    Path scorecard = folder.resolve("runs/largest-small-eval-001/scorecard.json");
    Files.writeString(scorecard, Files.readString(scorecard).replaceAll("[0-9]\\.[0-9]+", "1.0"));

    JsonNode pair =
        json("compare --dataset small runs/largest-small-eval-001 runs/not-here-small-eval-001")
            .get("comparisons")
            .get(0);

    assertThat(pair.get("first").textValue()).isEqualTo("largest");
    assertThat(pair.get("second_value").doubleValue()).isEqualTo(1.0 / 6);
    assertThat(pair.get("first_value").doubleValue()).isLessThan(1);
    assertThat(
            json("compare --dataset small runs/largest-small-eval-001"
                    + " runs/not-here-small-eval-001 --baseline runs/not-here-small-eval-001")
                .get("comparisons"))
        .as("the baseline is not compared with itself")
        .hasSize(1);
  }

  @Test
  void aRunOverOtherDataIsRefused() throws IOException {
    run("run --dataset small --predictor not-here --out runs --quiet");
    Path manifest = folder.resolve("runs/not-here-small-eval-001/run.json");
    Files.writeString(
        manifest, Files.readString(manifest).replaceFirst("sha256:[0-9a-f]{8}", "sha256:00000000"));

    StowbenchProcess.Result result =
        run("compare --dataset small runs/not-here-small-eval-001 --predictions good.csv");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("run.json")
        .contains("expected a run over small:eval, sha256:");
  }

  @Test
  void disagreementsAreListed() {
    assertThat(run("compare --dataset small --predictions good.csv bad.csv --disagreements").out())
        .contains("q1", "q5", "good: miss", "bad: miss")
        .doesNotContain("q6");
  }

  @Test
  void kindsOfMissesAreCountedAndAreMetricsOfSlices() {
    assertThat(run("score --dataset small --predictions bad.csv --misses").out())
        .contains("same stack", "neighbour", "95 %")
        .doesNotContain("wrong side");
    assertThat(run("score --dataset small --predictions bad.csv --misses --format csv").out())
        .contains("bad,same_stack,1.0,0.16", "bad,wrong_side,0.0,0.0,");
    assertThat(
            run("score --dataset small --predictions bad.csv --by item --metric miss_neighbour"
                    + " --format csv")
                .out())
        .startsWith("predictor,item,queries,households,miss_neighbour,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compare --dataset small --predictions good.csv | must be two or more",
        "compare | nothing to show",
        "compare --predictions good.csv bad.csv | must say what was asked",
        "compare --dataset small --predictions good.csv bad.csv --metric luck | no metric luck",
        "compare --dataset small --predictions good.csv good.csv | named twice",
        "compare --dataset small --predictions good.csv bad.csv --interval wilson | percentile or"
            + " bca",
        "compare --dataset small --predictions good.csv bad.csv --interval wald | must be"
            + " korn_graubard, percentile or bca",
        "compare --dataset small --protocol paper --metric mrr --predictions good.csv bad.csv | IoU"
            + " of each pair",
        "score --dataset small --predictions good.csv --interval wilson | household h1 of"
            + " small:eval has more than one",
        "score --dataset small --predictions good.csv --by luck | must be item, category",
        "score --dataset small --predictions good.csv --by seen | no dev split",
        "score --dataset small --predictions good.csv --by item --metric luck | no metric luck",
        "score --dataset small --predictions good.csv --hardest 0 | must be 1 or more",
        "score --dataset small --predictions good.csv --misses --by item | must be one of them",
        "score --dataset small --predictions good.csv --misses --mode search | a search goes on"
            + " after its first",
        "agreement --dataset small | there is no agreement to measure",
      })
  void wrongUseIsSaidInOneLine(String command, String message) {
    // In this process, since a process for each line takes long; so files are named in full.
    String[] arguments = command.strip().split(" ");
    for (int i = 0; i < arguments.length; i++) {
      boolean file = arguments[i].equals("small") || arguments[i].endsWith(".csv");
      arguments[i] = file ? folder.resolve(arguments[i]).toString() : arguments[i];
    }
    StringWriter err = new StringWriter();

    int code = Main.commandLine(arguments).setErr(new PrintWriter(err, true)).execute(arguments);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains(message.strip()).hasLineCount(1);
  }

  @Test
  void slicesAreShownWithTheirIntervals() {
    assertThat(run("score --dataset small --predictions good.csv --by item").out())
        .contains("predictor  item   queries  households  hit@1")
        .contains("good       whisk        2           2  1.000");
    assertThat(run("score --dataset small --predictions good.csv bad.csv --hardest 1").out())
        .contains("q6");
  }

  @Test
  void predictorsAreHeldAgainstPeople() {
    assertThat(run("agreement --dataset small --predictions bad.csv --people good.csv").out())
        .contains("of a person")
        .containsPattern("bad +0\\.167.*0\\.25");
  }
}
