package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Commands as users type them, on a dataset that can be scored in one's head. */
class CommandLineTest {

  private static final String ANSWERS =
      """
      query,answer,probability
      q1,0,0.7
      q1,3,0.3
      q2,not_here,0.6
      q2,3,0.4
      q3,not_here,1
      q4,0,0.9
      q4,2,0.1
      q5,"[[200,0],[400,0],[400,40],[200,40]]",1
      """;

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void makeDataset() throws IOException {
    stowbench = StowbenchSession.beginWithSimulated();
    folder = stowbench.folder();
    SmallDataset.write(folder.resolve("small"));
    Files.writeString(folder.resolve("answers.csv"), ANSWERS);
  }

  static Stream<CommandLine> commands() {
    List<CommandLine> all = new ArrayList<>();
    collect(Main.wholeCommandLine(), all);
    return all.stream();
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(sub -> collect(sub, all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExample(CommandLine command) {
    String help = command.getUsageMessage();

    assertThat(help).contains("-h, --help", "Example").doesNotContain("null", "[]");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandThatIsMadeAloneIsTheSame(CommandLine command) {
    String[] words = command.getCommandSpec().qualifiedName().split(" ");
    String[] asked = Arrays.copyOfRange(words, 1, words.length);
    CommandLine alone = Main.commandLine(asked);
    for (String word : asked) {
      alone = alone.getSubcommands().get(word);
    }

    assertThat(alone.getUsageMessage()).isEqualTo(command.getUsageMessage());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyHelpFitsATerminalAndSaysADefaultOnceInWords(CommandLine command) {
    String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

    assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    assertThat(help).doesNotContain("\n\n\n").doesNotContainPattern("Default: [^\n]*[\\[\\]{}@]");
    for (String option : help.split("\n {1,6}-")) {
      assertThat(option.split("Default: ")).as(option).hasSizeLessThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleInAHelpIsACommandThatThereIs(CommandLine command) {
    command
        .getUsageMessage()
        .replace("\\\n", "")
        .lines()
        .filter(line -> isOurs(command) && line.startsWith("  stowbench "))
        .forEach(CommandLineTest::parse);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noHelpHasAPercentSignThatStandsForSomethingElse(CommandLine command) {
    UsageMessageSpec help = command.getCommandSpec().usageMessage();
    Stream.of(help.description(), help.footer())
        .flatMap(Stream::of)
        .forEach(
            text -> assertThatCode(() -> String.format(text)).as(text).doesNotThrowAnyException());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aWordThatIsNoChoiceIsRefusedWithThoseOfTheHelp(CommandLine command) {
    for (ArgSpec option : command.getCommandSpec().options()) {
      for (Class<?> type : option.typeInfo().getAuxiliaryTypes()) {
        if (type.isEnum()) {
          List<String> choices = new ArrayList<>();
          option.completionCandidates().forEach(choices::add);

          assertThatThrownBy(() -> command.parseArgs(((OptionSpec) option).longestName() + "=foo"))
              .hasMessageEndingWith("'foo' must be " + String.join(", ", choices));
        }
      }
    }
  }

  private static void parse(String line) {
    String[] words =
        Pattern.compile("'([^']*)'|\\S+")
            .matcher(line)
            .results()
            .skip(1)
            .map(word -> word.group(1) == null ? word.group() : word.group(1))
            .toArray(String[]::new);
    assertThatCode(() -> Main.wholeCommandLine().parseArgs(words))
        .as(line)
        .doesNotThrowAnyException();
  }

  private static boolean isOurs(CommandLine command) {
    return !command.getCommandName().equals("generate-completion");
  }

  @Test
  void withoutDataTheFirstRunSaysInTwoLinesHowToGetIt() {
    StowbenchProcess.Result result = stowbench.run("run", "--dataset", "shic:eval");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(2);
    assertThat(result.err()).contains("stowbench datasets import shic --from DIR");
  }

  @Test
  void withoutDataAndOptionsItRunsOnSimulatedHouseholdsAndSaysSo() {
    StowbenchProcess.Result result = stowbench.run("run", "--out", "runs");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .first()
        .isEqualTo(
            "sim:eval: 100 queries, simulated, 95 % intervals over households (Korn-Graubard;"
                + " costs: gamma)");
    assertThat(result.out()).contains("oracle", "person", "random");
  }

  @ParameterizedTest
  @ValueSource(strings = {"home", "kitchen", "stock"})
  void simulatingTwiceGivesTheSameBytes(String kind) {
    for (String to : new String[] {"first", "second"}) {
      StowbenchProcess.Result result =
          stowbench.run(
              ("datasets simulate --kind " + kind + " --households 9 --seed 3 --to " + to)
                  .split(" "));
      assertThat(result.out()).contains("simulated: 9 households, 9 scenes, 9 queries, seed 3");
    }

    for (String file : new String[] {"dataset.json", "scenes.jsonl", "queries.jsonl"}) {
      assertThat(folder.resolve("first").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("second").resolve(file));
    }
  }

  @Test
  void twoDatasetsAreComparedMeasureByMeasure() {
    StowbenchProcess.Result result =
        stowbench.run("datasets", "stats", "sim:eval", "--against", "small", "--format", "csv");

    assertThat(result.out())
        .startsWith("measure,sim:eval (simulated),small:eval,distance\n")
        .contains("candidates,");
  }

  @Test
  void runPrintsOneTableAndLeavesAFolderForEachPredictor() throws IOException {
    StowbenchProcess.Result result = stowbench.run("run", "--dataset", "small", "--out", "runs");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .first()
        .isEqualTo(
            "small:eval: 6 queries, 95 % intervals over households (Korn-Graubard; costs: gamma)");
    assertThat(result.out()).contains("random", "largest", "not-here", "rules");
    assertThat(result.err())
        .contains("no dev split: left out constant, popular, usual, prior, logit, ranker");
    Path run = folder.resolve("runs/largest-small-eval-001");
    assertThat(run)
        .isDirectoryContaining("glob:**/run.json")
        .isDirectoryContaining("glob:**/predictions.jsonl")
        .isDirectoryContaining("glob:**/scorecard.json")
        .isDirectoryContaining("glob:**/per-query.csv");
    assertThat(run.resolve("per-query.csv")).content().startsWith("query,scene,item,household,");
  }

  @Test
  void repeatsAreOneRowWithTheMeanAndCompareTakesThemAsOne() throws IOException {
    StowbenchProcess.Result result =
        stowbench.run(
            ("run --dataset sim:eval --limit 20 --predictor person --predictor largest --repeats 3"
                    + " --out repeats --quiet --format csv")
                .split(" "));
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("\"person, 3 repeats\",").contains("\nlargest,");
    assertThat(result.err()).contains("largest: the seed makes no difference");
    double mean = hitAtOne("repeats/person-sim-eval-001");
    mean += hitAtOne("repeats/person-sim-eval-002") + hitAtOne("repeats/person-sim-eval-003");
    assertThat(value(result.out(), "\"person, 3 repeats\",20,20,hit@1,"))
        .isCloseTo(mean / 3, within(1e-9));
    assertThat(folder.resolve("repeats/largest-sim-eval-003")).doesNotExist();

    StowbenchProcess.Result compared =
        stowbench.run(
            ("compare repeats/person-sim-eval-001 repeats/person-sim-eval-002"
                    + " repeats/person-sim-eval-003 repeats/largest-sim-eval-001")
                .split(" "));
    assertThat(compared.exitCode()).isZero();
    assertThat(compared.out()).contains("person, 3 repeats").doesNotContain("largest, 2");
    StowbenchProcess.Result against =
        stowbench.run(
            ("compare repeats/largest-sim-eval-001 --baseline repeats/person-sim-eval-001"
                    + " --baseline repeats/person-sim-eval-002 --format csv")
                .split(" "));
    assertThat(against.exitCode()).as(against.err()).isZero();
    assertThat(against.out()).contains("largest,\"person, 2 repeats\",");
  }

  @Test
  void repeatsThatWereStoppedGoOnAsIfTheyHadNotBeen() throws IOException {
    String run = "run --dataset sim:eval --limit 20 --predictor person --repeats 3 --quiet --out ";
    StowbenchProcess.Result whole = stowbench.run((run + "whole").split(" "));
    stowbench.run((run + "stopped").split(" "));
    Path second = folder.resolve("stopped/person-sim-eval-002");
    Path journal = second.resolve("journal.jsonl");
    Files.write(journal, Files.readAllLines(journal).subList(0, 8));
    Path manifest = second.resolve("run.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"complete\"", "\"running\"")
            .replaceAll("(?m)^  \"finished\".*\n", ""));
    for (String file : List.of("predictions.jsonl", "scorecard.json", "per-query.csv")) {
      Files.delete(second.resolve(file));
    }
    try (Stream<Path> third = Files.list(folder.resolve("stopped/person-sim-eval-003"))) {
      for (Path file : third.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder.resolve("stopped/person-sim-eval-003"));

    StowbenchProcess.Result on =
        stowbench.run("run", "--resume", "stopped/person-sim-eval-002", "--format", "csv");

    assertThat(on.exitCode()).as(on.err()).isZero();
    for (int repeat = 1; repeat <= 3; repeat++) {
      String predictions = "/person-sim-eval-00" + repeat + "/predictions.jsonl";
      assertThat(folder.resolve("stopped" + predictions))
          .hasSameBinaryContentAs(folder.resolve("whole" + predictions));
    }
    assertThat(value(on.out(), "\"person, 3 repeats\",20,20,hit@1,"))
        .isCloseTo(
            (hitAtOne("whole/person-sim-eval-001")
                    + hitAtOne("whole/person-sim-eval-002")
                    + hitAtOne("whole/person-sim-eval-003"))
                / 3,
            within(1e-9));
    assertThat(whole.exitCode()).isZero();
  }

  private double hitAtOne(String run) throws IOException {
    JsonNode card = new ObjectMapper().readTree(folder.resolve(run + "/scorecard.json").toFile());
    return card.findValue("hit@1").get("value").asDouble();
  }

  private static double value(String csv, String start) {
    String line = csv.lines().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
    return Double.parseDouble(line.substring(start.length()).split(",")[0]);
  }

  @Test
  void aSecondRunWithAnotherNumberOfJobsGivesTheSameBytes() {
    stowbench.run("run", "--dataset", "small", "--out", "a", "--jobs", "1", "--seed", "9");
    stowbench.run("run", "--dataset", "small", "--out", "b", "--jobs", "8", "--seed", "9");

    assertThat(folder.resolve("a/random-small-eval-001/predictions.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("b/random-small-eval-001/predictions.jsonl"));
    assertThat(folder.resolve("a/random-small-eval-001/scorecard.json"))
        .hasSameBinaryContentAs(folder.resolve("b/random-small-eval-001/scorecard.json"));
  }

  @Test
  void randomIsScoredByItsExpectationSoItsRatioToRandomIsOne() {
    StowbenchProcess.Result result =
        stowbench.run("run", "--dataset", "small", "--predictor", "random", "--format", "csv");

    assertThat(result.out()).contains("random,6,6,opening_ratio,1.0,,,all households alike");
  }

  @Test
  void missingAnswersMakeTheRunEndWithThree() {
    StowbenchProcess.Result result =
        stowbench.run("run --dataset small --predictor replay:answers.csv --repeats 2".split(" "));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .contains("1 of 6 predictions failed")
        .contains("the seed makes no difference");
    assertThat(result.out())
        .containsPattern("predictor +hit@1 .* answered +failed +queries/s\n")
        .containsPattern("replay:answers.csv .* 5 +1 ")
        .containsOnlyOnce("\nreplay:answers.csv: 1 of 6 predictions failed; the first, for query ");
  }

  @Test
  void scoreShowsWhatFailedWhatIsMissingAndTheFirstReason() throws IOException {
    Files.writeString(
        folder.resolve("some.jsonl"),
        """
        {"query": "q1", "ranking": [{"not_here": true}]}
        {"query": "q2", "error": "too dark | to *see*"}
        {"query": "q3", "error": "too bright"}
        """);
    String command = "score --dataset small --predictions some.jsonl --format ";

    StowbenchProcess.Result table = stowbench.run((command + "table").split(" "));
    assertThat(table.exitCode()).as(table.err()).isZero();
    assertThat(table.out())
        .containsPattern("predictor +answered .* failed\n")
        .containsPattern("some(.jsonl)? +1 .* 2\n")
        .endsWith(
            "\n"
                + "some.jsonl: 2 of 3 predictions failed; the first, for query q2: too dark | to"
                + " *see*\n");
    assertThat(stowbench.run((command + "csv").split(" ")).out()).doesNotContain("too dark");
    assertThat(stowbench.run((command + "markdown").split(" ")).out())
        .contains("\n\nsome.jsonl: 2 of 3 ");
  }

  @Test
  void scoreGivesTheGoldenJson() throws IOException {
    StowbenchProcess.Result result =
        stowbench.run(
            "score", "--dataset", "small", "--predictions", "answers.csv", "--format", "json");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo(golden("score.json"));
  }

  @Test
  void scoreGivesTheGoldenRowAQuery() throws IOException {
    stowbench.run(
        "score", "--dataset", "small", "--predictions", "answers.csv", "--per-query", "rows.csv");

    assertThat(folder.resolve("rows.csv")).hasContent(golden("per-query.csv"));
  }

  @Test
  void underThePaperProtocolThereAreAccuracyAndMeanIou() {
    StowbenchProcess.Result result =
        stowbench.run(
            "score",
            "--dataset",
            "small",
            "--predictions",
            "answers.csv",
            "--protocol",
            "paper",
            "--iou-threshold",
            "0.75",
            "--format",
            "csv");

    // q1, q3, q4 (the twin's IoU is 98/102) and q5 (0.8); q2 is wrong and q6 not answered.
    assertThat(result.out()).contains("answers,5,6,accuracy," + 4.0 / 6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --dataset small --predictor nope | there is no predictor named 'nope'; there are:",
        "run --dataset small --predictor random:x=1 | x=1 is not an option; allowed: exact=...",
        "run --dataset small --limit 0 | --limit 0: must be 1 or more",
        "run --dataset small --jobs 0 | --jobs 0: must be 1 or more",
        "run --dataset small:dev | small: expected one of the splits eval, found dev",
        "run --resume nowhere | not a run folder",
        "run --resume nowhere --limit 3 | --resume goes on with a run as it was begun",
        "run --limit many | stowbench: invalid value for option '--limit': 'many' is not a whole",
        "train --predictor random --dataset small --model m | predictor random does not learn",
        "train --predictor logit --dataset small --model m --folds 1 | --folds 1: must be 2 or"
            + " more",
        "train --predictor logit --dataset small --model m --folds 9 | 3 households",
        "score --dataset small --predictions none.csv | none.csv: there is no such file",
        "score --dataset small --predictions answers.csv --protocol fair | must be consistent or"
            + " paper",
        "score --dataset small --predictions answers.csv --iou-threshold 2 | must be above 0 and at"
            + " most 1",
        "score --dataset small --predictions small/dataset.json | small/dataset.json",
        "reproduce nothing | there is no published result 'nothing'; there are: noam-gpt-4",
        "datasets import --from answers.csv | no importer knows it for its own: say which one",
        "datasets import labelmee --from small | labelmee",
        "datasets import shic --from small | expected a checkout",
        "planner check /no/such/planner | the planner cannot be started",
        "planner check http://127.0.0.1:1/ | the planner cannot be reached at http://127.0.0.1:1/",
        "planner check planner --timeout 0 | --timeout 0: must be 1 or more",
        "datasets | a command is missing: list, show, fetch",
        "frobnicate | frobnicate"
      })
  void wrongUsageEndsWithTwoAndSaysWhatIsAllowed(String arguments, String message) {
    StowbenchProcess.Result result = stowbench.run(arguments.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(message).doesNotContain("\tat ", "Default: ");
  }

  @Test
  void aRunThatWasKilledGoesOnWhereItWas() throws Exception {
    Process killed =
        new StowbenchProcess(folder)
            .start("run", "--dataset", "small", "--predictor", "random", "--out", "runs");
    Path journal = folder.resolve("runs/random-small-eval-001/journal.jsonl");
    while (killed.isAlive() && !Files.exists(journal)) {
      Thread.sleep(1);
    }
    killed.destroyForcibly().waitFor();

    StowbenchProcess.Result resumed =
        stowbench.run("run", "--dataset", "small", "--resume", "runs/random-small-eval-001");
    stowbench.run("run", "--dataset", "small", "--predictor", "random", "--out", "whole");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(folder.resolve("runs/random-small-eval-001/predictions.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("whole/random-small-eval-001/predictions.jsonl"));
  }

  @Test
  void aModelIsTrainedReportedAndUsed() {
    stowbench.run(
        "datasets",
        "simulate",
        "--households",
        "60",
        "--seed",
        "3",
        "--questions",
        "development",
        "--to",
        "learn");

    StowbenchProcess.Result trained =
        stowbench.run(
            "train",
            "--predictor",
            "logit",
            "--dataset",
            "learn",
            "--model",
            "m.zip",
            "--folds",
            "3");
    StowbenchProcess.Result used =
        stowbench.run("run", "--dataset", "learn", "--predictor", "logit:model=m.zip");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("sim-3:dev (simulated): 3 folds by household", "hit@1");
    assertThat(used.exitCode()).as(used.err()).isZero();
    assertThat(used.out()).contains("logit:model=m.zip");
  }

  @Test
  void predictorsAreListedAndDescribed() {
    assertThat(stowbench.run("predictors", "list").out())
        .contains("largest", "not-here", "random", "replay:FILE");
    assertThat(stowbench.run("predictors", "describe", "random").out()).contains("exact");
  }

  private static String golden(String name) throws IOException {
    try (var in = CommandLineTest.class.getResourceAsStream("golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
