package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.cli.StowbenchProcess.Result;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.PhotoFiles;
import org.stowbench.query.Dataset;
import org.stowbench.run.FolderLock;
import org.stowbench.server.ServerSettings;
import org.stowbench.server.WebServer;
import org.stowbench.study.Study;
import org.stowbench.study.StudyDesign;
import org.stowbench.study.StudySite;
import org.stowbench.study.StudyTexts;
import org.stowbench.testing.JavaWords;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where nothing can be written, a command says so in one line that names the place and the option
 * that named it, and leaves nothing there. Every option of every command that takes a path is
 * tried, and every command whose data lies where nothing can be written; a new one joins by itself,
 * once {@link GoodCalls} has a call of it.
 */
class UnwritableTargetsTest {

  /** What options read, which need no place to write to. */
  private static final Set<String> READ =
      Set.of(
          "--people",
          "--baseline",
          "--from",
          "--images",
          "--plugin",
          "--token-file",
          "--learning-curve",
          "--history",
          "--results",
          "--resume",
          "--pilot",
          "--participants",
          "--texts");

  /** And what some of them read. */
  private static final Set<String> READ_HERE =
      Set.of("score --predictions", "compare --predictions", "agreement --predictions");

  /** Calls that come as far as to write, where a good one is enough elsewhere. */
  private static final Map<String, String> OTHER_CALLS =
      Map.ofEntries(
          Map.entry("study runs", "{answered} --dataset {small} --out {runs3}"),
          Map.entry("datasets import shic", "--from {importers}/shic"),
          Map.entry("datasets import tidybot", "--from {importers}/tidybot"),
          Map.entry("datasets import housekeep", "--from {importers}/housekeep"),
          Map.entry("datasets import cvat", "--from {importers}/cvat/annotations.xml"),
          Map.entry("datasets import labelstudio", "--from {importers}/labelstudio/tasks.json"),
          Map.entry("datasets import labelme", "--from {importers}/labelme/labels.json"),
          Map.entry("datasets import via", "--from {importers}/via/labels.json"),
          Map.entry("datasets import yolo", "--from {importers}/yolo"),
          Map.entry("datasets import homebox", "--from {importers}/homebox/home.csv"),
          Map.entry("datasets import grocy", "--from {importers}/grocy"),
          Map.entry("datasets import simulator", "--from {importers}/simulator/scene.json"));

  /** What an option goes with. */
  private static final Map<String, String> NEEDED =
      Map.of("train --predictions", "--report folds", "datasets show --svg", "--query 1");

  private static final Path FULL = Path.of("/dev/full");

  @TempDir static Path folder;
  private static StowbenchInProcess stowbench;
  private static ServerSocket taken;
  private static final List<Path> mounted = new ArrayList<>();

  /** Places where nothing can be made, by what is the matter with them. */
  private static final Map<String, Path> places = new LinkedHashMap<>();

  @BeforeAll
  static void makeWhatIsGood() throws Exception {
    stowbench = new StowbenchInProcess(folder);
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    SmallDataset.write(folder.resolve("small"));
    Files.writeString(folder.resolve("answers.csv"), "query,answer\nq1,0\nq2,not_here\n");
    Files.writeString(folder.resolve("file"), "");
    Path hostile = Path.of("src/test/hostile/importers").toAbsolutePath();
    Files.createSymbolicLink(folder.resolve("importers"), hostile);
    GoodCalls.writePhoto(folder.resolve("photos"));
    for (String call : GoodCalls.BEFORE) {
      assertThat(stowbench.run(words(call)).exitCode()).as(call).isZero();
    }
    answerAStudy();
    places.put("behind a file", folder.resolve("file/behind"));
    places.put("of too long a name", folder.resolve("n".repeat(300)));
    places.put("of the system's", Path.of("/proc/stowbench"));
    if (Files.exists(FULL)) {
      places.put("a device that is full", FULL);
    }
    mount("read-only", "ro");
    mount("full", "size=4k");
    if (places.containsKey("full")) {
      Files.write(places.get("full").resolveSibling("filler"), new byte[4096]);
    }
  }

  /** Only what people have finished becomes runs. */
  private static void answerAStudy() throws Exception {
    Dataset small = DatasetFolder.open(folder.resolve("small")).split("eval");
    int all = (int) small.info().queries();
    StudyDesign design =
        new StudyDesign(
            small.info().id(),
            small.info().checksum(),
            all,
            all,
            Optional.empty(),
            false,
            0,
            "",
            0,
            1);
    PhotoFiles none = new PhotoFiles(folder);
    try (WebServer site =
        StudySite.serve(
            Study.open(
                folder.resolve("answered"), design, design.asked(small), List.of(), Set.of()),
            StudyTexts.read(Optional.empty()),
            none,
            none,
            ServerSettings.onLoopback(0, 1),
            trouble -> {})) {
      new StudyVisitor().visit(site.address());
    }
  }

  private static void mount(String what, String options) throws Exception {
    Path disk = Files.createDirectory(folder.resolve(what));
    if (execute("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()) == 0) {
      mounted.add(disk);
      places.put(what, disk.resolve("made"));
    }
  }

  private static int execute(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @AfterAll
  static void stop() throws Exception {
    taken.close();
    Loopback.stop();
    for (Path disk : mounted) {
      execute("umount", disk.toString());
    }
  }

  private static String[] words(String command) {
    return command
        .replace("{run}", folder + "/runs/largest-small-eval-001")
        .replace("{loopback}", Loopback.url())
        .replace("{taken}", Integer.toString(taken.getLocalPort()))
        .replaceAll("\\{([^}]*)\\}", folder + "/$1")
        .split(" ");
  }

  static Stream<Arguments> targets() {
    return GoodCalls.commands().stream()
        .filter(GoodCalls.ALL::containsKey) // RefusalsTest says which has none
        .flatMap(
            command ->
                GoodCalls.line(command).getCommandSpec().options().stream()
                    .filter(UnwritableTargetsTest::isPath)
                    .filter(option -> !READ.contains(option.longestName()))
                    .filter(option -> !READ_HERE.contains(command + " " + option.longestName()))
                    .map(option -> Arguments.of(command, option.longestName())));
  }

  private static boolean isPath(OptionSpec option) {
    return option.type() == Path.class
        || Arrays.asList(option.auxiliaryTypes()).contains(Path.class);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void aTargetThatCannotBeWrittenIsRefusedByItsName(String command, String option)
      throws IOException {
    for (Map.Entry<String, Path> place : places.entrySet()) {
      List<String> arguments = new ArrayList<>(List.of(words(command + " " + call(command))));
      arguments.removeIf(String::isEmpty);
      int given = arguments.indexOf(option);
      if (given >= 0) {
        arguments.subList(given, given + 2).clear();
      }
      String needed = NEEDED.get(command + " " + option);
      if (needed != null) {
        arguments.removeAll(List.of("--report", "none"));
        arguments.addAll(List.of(needed.split(" ")));
      }
      arguments.addAll(List.of(option, place.getValue().toString()));

      Result result = stowbench.run(arguments.toArray(String[]::new));

      assertRefused(result, place.getKey(), place.getValue(), option + " must name a place");
    }
  }

  private static String call(String command) {
    return OTHER_CALLS.getOrDefault(command, GoodCalls.ALL.get(command));
  }

  /** In one line; and there is nothing. */
  private static void assertRefused(Result result, String what, Path place, String wayOut)
      throws IOException {
    List<Path> left = left(place);
    assertThat(result.exitCode()).as(what + ": " + result.err()).isEqualTo(ExitCode.BAD_INPUT);
    String said = result.err().lines().reduce((before, line) -> line).orElse("");
    Path named = what.equals("behind a file") ? place.getParent() : place;
    assertThat(said).as(what).startsWith("stowbench: " + named);
    // A device in place of a folder is no trouble of writing.
    assertThat(said).as(what).containsAnyOf(wayOut, place.equals(FULL) ? "folder" : wayOut);
    assertThat(JavaWords.in(said)).isEmpty();
    assertThat(Files.isRegularFile(place)).isFalse();
    assertThat(left).as(what).isEmpty();
  }

  /** The files at a place, which are gone then. */
  private static List<Path> left(Path place) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(place)) {
      try (Stream<Path> all = Files.walk(place)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          // The file that keeps others out of a folder holds nothing.
          if (!Files.isDirectory(file) && !file.endsWith(FolderLock.FILE)) {
            files.add(file);
          }
          Files.delete(file);
        }
      }
    }
    return files;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "datasets import tidybot --from {importers}/tidybot",
        "datasets fetch shic --from {loopback}/shelf.zip",
        "run --dataset sim:eval --predictor largest --limit 1 --out {elsewhere}",
        "serve --predictor prior --port {taken}"
      })
  void dataThatCannotBeWrittenIsRefusedByItsName(String call) throws IOException {
    for (Map.Entry<String, Path> place : places.entrySet()) {
      Result result = new StowbenchInProcess(place.getValue()).run(words(call));

      assertRefused(result, place.getKey(), place.getValue(), "STOWBENCH_HOME must name a folder");
    }
  }

  /** Each is paid for already, so that the run goes on, and says at its end what was not kept. */
  @Test
  void repliesThatCannotBeKeptAreNoReasonToEndARun() {
    for (Map.Entry<String, Path> place : places.entrySet()) {
      Result result =
          new StowbenchInProcess(place.getValue())
              .run(
                  words(
                      "run --dataset {small} --predictor noam:model=openai/m,base-url={loopback}"
                          + " --out {replied}"));

      assertThat(result.exitCode()).as(place.getKey() + result.err()).isZero();
      assertThat(result.err())
          .as(place.getKey())
          .contains("replies cannot all be kept in " + place.getValue() + "/.stowbench/cache");
      assertThat(JavaWords.in(result.err())).isEmpty();
    }
  }

  /** As it happens hours after a run began: some answers are there, and can be gone on from. */
  @Test
  void aDiskThatFillsUnderARunIsNamedByItsJournal() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("filling"));
    assumeTrue(execute("mount", "-t", "tmpfs", "-o", "size=12k", "tmpfs", disk.toString()) == 0);
    mounted.add(disk);

    Result result =
        stowbench.run(
            words("run --dataset sim:eval --limit 400 --predictor largest --out {filling}"));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(result.err().lines().reduce((before, line) -> line).orElse(""))
        .startsWith("stowbench: " + disk + "/largest-sim-eval-001/journal.jsonl: ")
        .endsWith(": --out must name a place that can be written to");
  }
}
