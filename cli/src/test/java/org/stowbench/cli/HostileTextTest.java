package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.cli.StowbenchProcess.Result;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.CsvWriter;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A name that would steer a terminal, be run by a spreadsheet or become markup, wherever a name can
 * stand, through every command in every format: what is printed and what is written is read byte by
 * byte. A new command is in it once {@link GoodCalls} has a call of it, a new format at once. Each
 * call in one format, another one for each; {@link EveryHostileTextTest} tries all.
 */
class HostileTextTest {

  private static final String NAME =
      "\u001b[31mred\u001b]0;t\u0007\u009b1m\u202egnp.\u2066\u2028\udb40\udc41\udb40\udc00\ud834\udd73\ue000end\r\n"
          + "stowbench: ok|<script>alert(1)</script>[l](javascript:1)\\";

  /** What stands before it: all that makes a formula of a cell. */
  private static final List<String> STARTS = List.of("=cmd|", "+1", "-1", "@x", "\t", "\r", "'=");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");

  /** What else can be asked of commands, so that every table, page and drawing is there once. */
  private static final List<String> MORE =
      List.of(
          "run --dataset {small} --predictor random --mode search --quiet --out {runs}",
          "run --dataset {small} --predictor random --known 0,1 --quiet --out {runs}",
          "score --dataset {small} --predictions {=a.csv} {@b.csv} --per-query {pairs.csv}",
          "score --dataset {small} --predictions {=a.csv} --by item",
          "score --dataset {small} --predictions {=a.csv} --by household",
          "score --dataset {small} --predictions {=a.csv} --hardest 9",
          "score --dataset {small} --predictions {=a.csv} --misses",
          "compare --dataset {small} --predictions {=a.csv} {@b.csv}",
          "compare --dataset {small} --predictions {=a.csv} {@b.csv} --disagreements",
          "agreement --dataset {small} --by-item",
          "gate --dataset {small} {run} --require hit@1>=1 --summary {sum.md} --junit {gate.xml}",
          "leaderboard {run} --dataset {small} --out {titled} --title whisk",
          "reproduce --results {own.yaml}",
          "report {run} --dataset {small} --out {r2.html} --figures {figures}",
          "report {run} --dataset {small} --format latex --out {table.tex}",
          "datasets show {small} --query 1 --svg {query.svg}",
          "ask --scene {small}/1 --item whisk --predictor largest --svg {ask.svg}",
          "ask --scene {small}/1 --item whisk --predictor largest --next --opened 0 --exclude 1",
          "datasets show {box}",
          "datasets show {pantry}");

  private static final Set<String> FORMS =
      Set.of("html", "svg", "xml", "tex", "md", "json", "jsonl", "csv");

  private static final Set<Path> LOOKED_AT = new HashSet<>();

  /** What is tried of a call's formats, and of a command's arguments. */
  Sample sample() {
    return new Sample(1);
  }

  @TempDir static Path outside;

  /** Names of files steer as well. */
  private static Path folder;

  private static StowbenchInProcess stowbench;
  private static ServerSocket taken;

  @BeforeAll
  static void makeWhatIsHostile() throws IOException {
    folder = Files.createDirectory(outside.resolve("f\u001b[31m|<script>[l](j)\nstowbench:_ok"));
    stowbench = new StowbenchInProcess(outside);
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    writeDataset();
    Files.writeString(folder.resolve("file"), "#!/bin/sh\nprintf '{\\033[31m\\n'\n");
    GoodCalls.writePhoto(folder.resolve("photos"));
    for (String file : List.of("=a.csv", "@b.csv", "answers.csv")) {
      Files.writeString(folder.resolve(file), answers(file.indexOf('b')));
    }
    Files.writeString(
        folder.resolve("own.yaml"),
        """
        id: "%1$s"
        title: "%1$s"
        source: "%1$s"
        dataset: sim:eval
        predictor: largest
        protocol: consistent
        expected:
          queries: 1
          metrics:
            "%1$s": "1.000"
        """
            .formatted("=\\e[31m\\u202e|<script>[l](javascript:1)"));
    writeInventories();
    GoodCalls.BEFORE.forEach(HostileTextTest::good);
  }

  /** What tools that list a home's things export. */
  private static void writeInventories() throws IOException {
    try (CsvWriter rows =
        CsvWriter.exact(
            Files.newBufferedWriter(folder.resolve("box.csv")),
            List.of("HB.import_ref", "HB.location", "HB.name", "HB.quantity"))) {
      for (int i = 0; i < STARTS.size(); i++) {
        rows.row(List.of("ref" + i, "home / " + item(i % 2), item(i), 1));
      }
    }
    Path grocy = Files.createDirectory(folder.resolve("grocy"));
    ArrayNode locations = Json.list();
    locations.addObject().put("id", 1).put("name", item(0));
    locations.addObject().put("id", 2).put("name", item(1));
    Files.writeString(grocy.resolve("locations.json"), Json.exact(locations));
    try (CsvWriter rows =
        CsvWriter.exact(
            Files.newBufferedWriter(grocy.resolve("products.csv")), List.of("id", "name"))) {
      rows.row(List.of(1, item(2)));
    }
    ArrayNode stock = Json.list();
    stock.addObject().put("product_id", 1).put("location_id", 2).put("amount", 1);
    Files.writeString(grocy.resolve("stock.json"), Json.exact(stock));
    good("datasets import homebox --from {box.csv} --to {box}");
    good("datasets import grocy --from {grocy} --to {pantry}");
    try (CsvWriter rows =
        CsvWriter.exact(
            Files.newBufferedWriter(folder.resolve("objects.csv")),
            List.of("scene", "room", "id", "type", "name", "parent", "openable"))) {
      for (int i = 0; i < STARTS.size(); i++) {
        rows.row(List.of(item(i), item(i), i + item(i), item(i), item(i), "", "yes"));
        rows.row(List.of(item(i), item(i), "in " + i, item(i), item(i), i + item(i), "no"));
      }
    }
    good("datasets import simulator --from {objects.csv} --to {flats}");
  }

  @AfterAll
  static void stop() throws IOException {
    taken.close();
  }

  private static String item(int number) {
    return STARTS.get(number) + NAME;
  }

  private static void writeDataset() throws IOException {
    try (DatasetWriter writer = DatasetWriter.create(folder.resolve("small"))) {
      for (int i = 0; i < STARTS.size(); i++) {
        writer.query(query(i, writer), "eval");
      }
      writer.commit(
          new DatasetDescription(
              "small", item(0), item(1), item(2), item(3), Json.object(), false, "eval"));
    }
  }

  private static LabeledQuery query(int i, DatasetWriter writer) throws IOException {
    List<Container> containers = new ArrayList<>();
    for (int c = 0; c < 3; c++) {
      Region region = Region.box(110 * c, 0, 110 * c + 100, 50);
      containers.add(Container.of(c, region).labelled(item(c), 0.5));
    }
    Scene scene = Scene.of("scene " + item(i), containers);
    writer.scene(scene);
    Answer truth = Answer.container(i % 3);
    KnownPlacement known = new KnownPlacement("known " + item(i), Answer.NOT_HERE);
    Vote vote = new Vote("person " + item(i), truth);
    Vote other = new Vote("other " + item(i), Answer.NOT_HERE);
    return new LabeledQuery(
        new Query(item(i), scene, item(i), List.of(known)),
        new Household(item(i)),
        Truth.of(truth),
        new Votes(List.of(vote, other)));
  }

  private static String answers(int container) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter rows = CsvWriter.exact(text, List.of("query", "answer"))) {
      for (int i = 0; i < STARTS.size(); i++) {
        rows.row(List.of(item(i), Math.max(0, container)));
      }
    }
    return text.toString();
  }

  private static void good(String command) {
    Result result = stowbench.run(words(command));
    assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
  }

  private static String[] words(String command) {
    return Arrays.stream(command.split(" "))
        .map(
            word ->
                word.equals("whisk")
                    ? item(0)
                    : word.replace("{taken}", Integer.toString(taken.getLocalPort()))
                        .replace("{run}", folder + "/runs/largest-small-eval-001")
                        .replace("{", folder + "/")
                        .replace("}", ""))
        .toArray(String[]::new);
  }

  static Stream<String> calls() {
    Stream<String> good =
        GoodCalls.commands().stream()
            .filter(GoodCalls.ALL::containsKey) // RefusalsTest says which has none
            .map(command -> (command + " " + GoodCalls.ALL.get(command)).strip());
    return Stream.concat(good, MORE.stream());
  }

  /** The command that a call is of. */
  private static String command(String call) {
    return GoodCalls.commands().stream()
        .filter(command -> (call + " ").startsWith(command + " "))
        .max(Comparator.comparingInt(String::length))
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void noNameIsMoreThanAName(String call) throws IOException {
    for (String format : sample().of(formats(call), call)) {
      List<String> arguments = new ArrayList<>(List.of(words(call)));
      if (!format.isEmpty()) {
        arguments.addAll(List.of("--format", format));
      }
      Result result = stowbench.run(arguments.toArray(String[]::new));

      assertThat(result.exitCode()).as(call + "\n" + result.err()).isBetween(0, 3);
      check(call, format, result.out());
      assertThat(result.err().lines()).as(call).noneMatch(line -> line.startsWith("stowbench: ok"));
      checkFiles();
    }
  }

  private static List<String> formats(String call) {
    if (call.contains("--format")) {
      return List.of("");
    }
    OptionSpec format = GoodCalls.line(command(call)).getCommandSpec().findOption("--format");
    List<String> formats = new ArrayList<>();
    if (format == null) {
      formats.add("");
    } else {
      format.completionCandidates().forEach(formats::add);
    }
    return formats;
  }

  /** Also of a file, whose ending is its form. */
  private static void check(String what, String form, String written) throws IOException {
    SteeringBytes.assertNone(what, written);
    switch (form) {
      case "csv" -> {
        for (String cell : cells(written)) {
          if (!cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0) {
            assertThat(cell).as(what).matches(NUMBER);
          }
        }
      }
      case "markdown", "md" ->
          assertThat(written).as(what).doesNotContain("](", "<script", "|<", "\nstowbench: ok");
      case "html", "svg", "xml" ->
          assertThat(written).as(what).doesNotContain("<script>alert", "href=\"javascript");
      case "latex", "tex" -> assertThat(written).as(what).doesNotContain("<", "[l]\\");
      default -> assertThat(written).as(what).doesNotContain("\nstowbench: ok");
    }
  }

  private static List<String> cells(String csv) throws IOException {
    try (MappingIterator<String[]> rows =
        new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .readValues(csv)) {
      return rows.readAll().stream().flatMap(Stream::of).toList();
    }
  }

  /** What a call has written, where it is for others to read. */
  private static void checkFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).filter(LOOKED_AT::add).toList()) {
        String name = file.getFileName().toString();
        String form = name.substring(name.lastIndexOf('.') + 1);
        // Datasets and tables that are read back are to the letter, and the answers of this test.
        boolean exact =
            file.toString().contains("/tables")
                || name.matches(
                    "(=a|@b|answers|box|objects|products).csv|(locations|stock).json|(scenes|queries).jsonl");
        if (!exact && FORMS.contains(form)) {
          check(name, form, Files.readString(file));
        }
      }
    }
  }

  static List<String> commands() {
    return GoodCalls.commands();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noArgumentIsEchoedAsItIs(String command) {
    List<List<String>> calls = new ArrayList<>();
    calls.add(List.of("--" + NAME));
    calls.add(List.of(NAME, NAME, NAME));
    for (OptionSpec option : GoodCalls.line(command).getCommandSpec().options()) {
      String label = option.paramLabel();
      // Names of files stand in the other calls; these would be written to.
      if (option.arity().max() > 0 && !label.matches(".*(FILE|DIR|RUN).*")) {
        calls.add(List.of(option.longestName(), NAME));
      }
    }
    for (List<String> call : sample().of(calls, command)) {
      List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
      arguments.addAll(call);
      if (command.equals("serve") && !call.get(0).equals("--predictor")) {
        arguments.addAll(List.of("--predictor", "largest")); // which learns nothing first
      }
      Result result = stowbench.run(arguments.toArray(String[]::new));

      assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(result.err().lines()).noneMatch(line -> line.startsWith("stowbench: ok"));
    }
  }

  @Test
  void exportedNamesComeBackAsTheyWere() throws IOException {
    good("datasets import csv --from {tables} --to {again}");
    for (String file : List.of("scenes.jsonl", "queries.jsonl")) {
      assertThat(folder.resolve("again/" + file))
          .hasSameTextualContentAs(folder.resolve("small/" + file));
    }
    assertThat(
            stowbench
                .run(words("score --format csv --dataset {again} --predictions {=a.csv}"))
                .out())
        .contains("hit@1,0.4");
  }
}
