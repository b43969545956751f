package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.cli.StowbenchProcess.Result;
import org.stowbench.testing.JavaWords;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Whatever a command is given, it never says a word of Java or of a library, and never takes bad
 * input for a bug of its own. A few of all the cases, other ones for each command; {@link
 * EveryRefusalTest} tries all.
 */
class RefusalsTest {

  /** What an option that is not the name of a file may be given. */
  private static final List<String> WRONG_VALUES =
      List.of(
          "",
          "x",
          "-1",
          "0",
          "0.5",
          "NaN",
          "1e999",
          "99999999999",
          "9".repeat(30),
          "a:b",
          "\u001b[31m\u0000");

  private static final Set<Integer> NO_BUG = Set.of(0, 1, 2, 3);

  @TempDir static Path folder;
  private static StowbenchInProcess stowbench;
  private static HostileFiles files;
  private static List<Path> hostile;
  private static ServerSocket taken;

  /** What is tried of a command's wrong options, and of the files that take another's place. */
  Sample sample() {
    return new Sample(2);
  }

  @BeforeAll
  static void makeWhatIsGood() throws IOException {
    stowbench = new StowbenchInProcess(folder);
    files = new HostileFiles(Files.createDirectory(folder.resolve("hostile")));
    hostile = files.all();
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    SmallDataset.write(folder.resolve("small"));
    Files.writeString(folder.resolve("answers.csv"), "query,answer\nq1,0\nq2,not_here\n");
    Files.writeString(folder.resolve("file"), "");
    GoodCalls.writePhoto(folder.resolve("photos"));
    GoodCalls.BEFORE.forEach(RefusalsTest::good);
  }

  @AfterAll
  static void stop() throws IOException {
    taken.close();
  }

  private static void good(String command) {
    Result result = stowbench.run(words(command));
    assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
  }

  /** Words, with what is in braces within the folder. */
  private static String[] words(String command) {
    return command
        .replace("{run}", folder + "/runs/largest-small-eval-001")
        .replace("{taken}", Integer.toString(taken.getLocalPort()))
        .replaceAll("\\{([^}]*)\\}", folder + "/$1")
        .split(" ");
  }

  static Set<String> commands() {
    return GoodCalls.ALL.keySet();
  }

  @Test
  void everyCommandIsTried() {
    // That one is a test's own importer, see AddedImporterTest.
    List<String> leaves = new ArrayList<>(GoodCalls.commands());
    leaves.remove("datasets import cupboard");

    assertThat(leaves).containsExactlyInAnyOrderElementsOf(GoodCalls.ALL.keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void wrongValuesOfOptionsAreRefusedInPlainWords(String command) {
    Complaints complaints = new Complaints();
    for (String[] arguments : sample().of(wrongCalls(command), command)) {
      complaints.check(arguments);
    }
    complaints.assertNone();
  }

  private static List<String[]> wrongCalls(String command) {
    CommandLine line = GoodCalls.line(command);
    List<String[]> calls = new ArrayList<>();
    calls.add(words(command + " --no-such-option"));
    calls.add(words(command + " one too many"));
    for (OptionSpec option : line.getCommandSpec().options()) {
      calls.add(words(command + " " + GoodCalls.ALL.get(command) + " " + option.longestName()));
      for (String value : wrongValues(option)) {
        List<String> arguments =
            new ArrayList<>(List.of(words(command + " " + GoodCalls.ALL.get(command))));
        int given = arguments.indexOf(option.longestName());
        if (given >= 0) {
          arguments.subList(given, given + 1 + Math.min(1, option.arity().max())).clear();
        }
        if (option.required()) {
          calls.add(arguments.toArray(String[]::new));
        }
        arguments.add(option.longestName() + "=" + value);
        arguments.removeIf(String::isEmpty);
        calls.add(arguments.toArray(String[]::new));
      }
    }
    return calls;
  }

  private static List<String> wrongValues(OptionSpec option) {
    if (option.arity().max() == 0) {
      return List.of("x");
    }
    String label = option.paramLabel();
    if (label.contains("FILE") || label.contains("DIR") || label.contains("RUN")) {
      // Another name would be a good one, and be written to.
      return List.of("\u0000");
    }
    // These are good: so many households take years, and any free port is listened on for ever.
    Set<String> good =
        Map.of("--households", Set.of("99999999999"), "--port", Set.of("0"))
            .getOrDefault(option.longestName(), Set.of());
    return WRONG_VALUES.stream().filter(value -> !good.contains(value)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "score --dataset {small} --predictions @",
        "score --dataset @ --predictions {answers.csv}",
        "run --dataset @ --predictor largest --out {runs} --quiet",
        "run --dataset {small} --predictor replay:@ --out {runs} --quiet",
        "run --dataset {small} --predictor recorded:@ --out {runs} --quiet",
        "run --dataset {small} --predictor rules:file=@ --out {runs} --quiet",
        "run --dataset {small} --predictor prior:model=@ --out {runs} --quiet",
        "run --dataset {small} --predictor logit:model=@ --out {runs} --quiet",
        "run --dataset {small} --predictor ranker:model=@ --out {runs} --quiet",
        "run --dataset {small} --predictor noam:model=ollama/x,prompt=@ --dry-run --out {runs}",
        "run --dataset {small} --predictor exec:@ --out {runs} --quiet",
        "run --dataset {small} --plugin @ --predictor largest --out {runs} --quiet",
        "run --dataset {small} --predictor largest --quiet --out @",
        "run --dataset {small} --resume @",
        "train --dataset @ --predictor prior --model {m.zip} --report none",
        "compare --dataset {small} {run} @",
        "compare --dataset {small} {run} --baseline @",
        "compare --dataset {small} {run} --predictions @",
        "agreement --dataset {small} @",
        "agreement --dataset {small} {run} --people @",
        "report --dataset {small} @ --out {r.html}",
        "report --dataset {small} {run} --out {r.html} --learning-curve @",
        "gate --dataset {small} @ --require hit@1>=0",
        "gate --dataset {small} {run} --baseline @ --max-regression hit@1:1",
        "leaderboard --dataset {small} @ --out {site2}",
        "leaderboard --dataset {small} {run} --out {site2} --history @",
        "leaderboard verify --dataset {small} @",
        "reproduce --results @",
        "reproduce random --from @",
        "ask --scene @ --item whisk --predictor largest",
        "serve --predictor largest --port {taken} --dataset @",
        "study --dataset @ --out {study2} --port {taken}",
        "study --dataset {small} --out {study2} --port {taken} --participants @",
        "study --dataset {small} --out {study2} --port {taken} --texts @",
        "study status @",
        "study runs @ --out {runs3}",
        "study plan --dataset @",
        "study plan --dataset {small} --pilot @",
        "label @ --out {labelled2} --port {taken}",
        "datasets show @",
        "datasets show {small} --query 1 --svg {q.svg} --images @",
        "datasets fetch shic --from @",
        "datasets import shic --from @ --to {imported}",
        "datasets import tidybot --from @ --to {imported}",
        "datasets import housekeep --from @ --to {imported}",
        "datasets import coco --from @ --to {imported}",
        "datasets import coco --from {labels.json} --to {imported} --queries @",
        "datasets import labelme --from @ --to {imported}",
        "datasets import via --from @ --to {imported}",
        "datasets import yolo --from @ --to {imported}",
        "datasets import homebox --from @ --to {imported}",
        "datasets import grocy --from @ --to {imported}",
        "datasets import simulator --from @ --to {imported}",
        "datasets import csv --from @ --to {imported}",
        "datasets export @ --as csv --to {exported}",
        "datasets validate @",
        "datasets split @ --to {parts}",
        "datasets stats @",
        "datasets stats {small} --against @",
        "runs export @ --as parquet --to {exported}",
        "predictors list --plugin @",
        "planner check @"
      })
  void filesThatAreNotWhatIsWantedAreRefusedInPlainWords(String command) {
    Complaints complaints = new Complaints();
    for (Path file : sample().of(hostile, command)) {
      complaints.check(words(command.replaceFirst("(?<=[ =:])@", file.toString())));
    }
    complaints.assertNone();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --dataset {small} --predictor largest --quiet --out @",
        "score --dataset {small} --predictions {answers.csv} --per-query @",
        "train --dataset {small} --predictor prior --report none --model @",
        "train --dataset {small} --predictor prior --folds 2 --model {m.zip} --predictions @",
        "report --dataset {small} {run} --out @",
        "report --dataset {small} {run} --out {r.html} --figures @",
        "report --dataset {small} {run} --format csv --out @",
        "gate --dataset {small} {run} --require hit@1>=0 --junit @",
        "gate --dataset {small} {run} --require hit@1>=0 --summary @",
        "leaderboard --dataset {small} {run} --out @",
        "ask --scene {small}/1 --item whisk --predictor largest --svg @",
        "study --dataset {small} --port {taken} --out @",
        "label {photos} --port {taken} --out @",
        "datasets show {small} --query 1 --svg @",
        "datasets import coco --from {labels.json} --to @",
        "datasets import csv --from {tables} --to @",
        "datasets export {small} --as csv --to @",
        "datasets export {small} --as coco --to @",
        "datasets export {small} --as croissant --to @",
        "datasets export {small} --as parquet --to @",
        "datasets split {small} --to @",
        "datasets simulate --households 3 --seed 1 --to @",
        "runs export {run} --dataset {small} --as parquet --to @"
      })
  void placesThatCannotBeWrittenAreRefusedInPlainWords(String command) throws IOException {
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("mine.txt"), "mine");
    Complaints complaints = new Complaints();
    for (Path place : List.of(full, folder.resolve("file/below/it"), Path.of("/proc/here"))) {
      complaints.check(words(command.replaceFirst("(?<=[ =:])@", place.toString())));
    }
    complaints.assertNone();
    assertThat(full.resolve("mine.txt")).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{small} | dataset.json | datasets validate @",
        "{small} | scenes.jsonl | datasets validate @",
        "{small} | queries.jsonl | datasets validate @",
        "{small} | dataset.json | datasets stats @",
        "{run} | run.json | run --dataset {small} --quiet --resume @",
        "{run} | journal.jsonl | run --dataset {small} --quiet --resume @",
        "{run} | run.json | compare --dataset {small} {run} @",
        "{run} | predictions.jsonl | compare --dataset {small} {run} @",
        "{run} | predictions.jsonl | score --dataset {small} --predictions @/predictions.jsonl",
        "{site} | leaderboard.json | leaderboard verify --dataset {small} @",
        "{site} | leaderboard.json | leaderboard --dataset {small} {run} --out {site3} --history"
            + " @/leaderboard.json",
        "{} | labels.json | datasets import coco --from @/labels.json --to {imported}",
        "{tables} | containers.csv | datasets import csv --from @ --to {imported}",
        "{tables} | queries.csv | datasets import csv --from @ --to {imported}",
        "{} | answers.csv | score --dataset {small} --predictions @/answers.csv"
      })
  void goodFilesWithOneThingWrongAreRefusedInPlainWords(String in, String file, String command)
      throws IOException {
    Complaints complaints = new Complaints();
    for (Path mutant : files.mutants(Path.of(words(in)[0]), file, sample())) {
      complaints.check(words(command.replaceFirst("(?<=[ =:])@", mutant.toString())));
    }
    complaints.assertNone();
  }

  /** What should not have been said. */
  private static final class Complaints {

    private final List<String> complaints = new ArrayList<>();

    void check(String... arguments) {
      Result result = stowbench.run(arguments);
      // Picocli says what is missing in capitals.
      String said =
          result
              .err()
              // What who makes a plug-in has to write.
              .replaceAll("META-INF/services/\\S+", "")
              .replaceFirst("^stowbench: missing required .*", "");
      List<String> words =
          new ArrayList<>(
              JavaWords.in(result.exitCode() == ExitCode.OK ? said : said + words(result.out())));
      if (!NO_BUG.contains(result.exitCode())) {
        words.add("exit code " + result.exitCode());
      }
      if (!words.isEmpty()) {
        complaints.add(
            "stowbench %s\n  says %s in: %s"
                .formatted(
                    String.join(" ", arguments),
                    words,
                    said.substring(0, Math.min(2000, said.length()))));
      }
    }

    /** Without the outcome of a check, which tables show in capitals. */
    private static String words(String table) {
      return table.replaceAll("\\b(REFUSED|DIFFERS|FAILS)\\b", "");
    }

    void assertNone() {
      assertThat(complaints).as(String.join("\n", complaints)).isEmpty();
    }
  }
}
