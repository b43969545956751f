package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.io.Sha256;

/**
 * Kills commands at random moments, also on disks that are full and while another does the same:
 * {@code mvn -B verify -Dkills -Dkills.count=210 -pl cli -am}. Nothing that was there is lost,
 * nothing is half there, nobody is asked again what was answered, and in the end all is byte for
 * byte what it would have been. A new command that writes is one more line of {@link #all}.
 */
@Tag("kills")
class KillsTest {

  private static final int KILLS = Integer.getInteger("kills.count", 210);
  private static final int SEED = Integer.getInteger("kills.seed", 1);
  private static final int LONGEST_SECONDS = 300;

  /**
   * A command that writes.
   *
   * @param name what it is called here
   * @param line what is typed, in a folder beside {@code in}; RUN is the first run's folder
   * @param again what is typed where {@code begun} is there already
   * @param results what it makes, each there whole or not at all
   * @param copied what is there before
   * @param visitor who uses what it serves, and ends it; nobody where it ends by itself
   */
  private record Command(
      String name,
      String line,
      String again,
      String begun,
      List<String> results,
      String copied,
      Supplier<Optional<Visitor>> visitor) {

    static Command of(String name, String line, String... results) {
      return new Command(name, line, line, results[0], List.of(results), "", Optional::empty);
    }

    /** A page, which grows as it is used, and is the same in the end. */
    static Command serving(String name, String line, String result, Supplier<Visitor> visitor) {
      return new Command(
          name,
          line + " --port 0",
          line + " --port 0",
          result,
          List.of(result),
          "",
          () -> Optional.of(visitor.get()));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** All, or those that {@code kills.commands} names; {@code cache clear} needs {@code run}. */
  static List<Command> commands() {
    Set<String> named = Set.of(System.getProperty("kills.commands", "").split(","));
    return all().stream()
        .filter(command -> named.contains("") || named.contains(command.name()))
        .toList();
  }

  private static List<Command> all() {
    String ask = "run --dataset ../in/asked --jobs 2 --quiet";
    return List.of(
        new Command(
            "run",
            ask + " --out runs --predictor noam:model=openai/m,base-url=" + Loopback.url(),
            ask + " --resume RUN",
            "RUN/run.json",
            List.of("RUN/predictions.jsonl", "RUN/per-query.csv", "RUN/score.json"),
            "",
            Optional::empty),
        Command.of(
            "train",
            "train --dataset ../in/learn --predictor prior --report none --model model.zip",
            "model.zip"),
        Command.of(
            "datasets import",
            "datasets import csv --from ../in/tables --to made --id made --quiet",
            "made"),
        importing("cvat", "/annotations.xml"),
        importing("labelstudio", "/tasks.json"),
        importing("labelme", "/labels.json"),
        importing("via", "/labels.json"),
        importing("yolo", ""),
        importing("homebox", "/home.csv"),
        importing("grocy", ""),
        importing("simulator", "/scene.json"),
        simulating("home"),
        simulating("kitchen"),
        simulating("stock"),
        Command.of(
            "leaderboard",
            "leaderboard ../in/random ../in/largest --dataset ../in/learn --out site",
            "site"),
        Command.of(
            "datasets fetch",
            "datasets fetch shelf --from " + Loopback.url() + "/shelf.zip",
            "home/datasets/shelf"),
        new Command(
            "cache clear",
            "cache clear",
            "cache clear",
            "none",
            List.of("home/cache/replies"),
            "home/cache",
            Optional::empty),
        Command.serving(
            "study",
            "study --dataset ../in/asked --out study",
            "study/predictions",
            StudyVisitor::new),
        Command.serving(
            "label", "label ../in/photos --out labelled", "labelled", LabelVisitor::new));
  }

  private static Command importing(String importer, String file) {
    return Command.of(
        "datasets import " + importer,
        "datasets import %1$s --from ../in/importers/%1$s%2$s --to made --id made --lenient --quiet"
            .formatted(importer, file),
        "made");
  }

  private static Command simulating(String kind) {
    return Command.of(
        "datasets simulate " + kind,
        "datasets simulate --kind %s --households 80 --seed 3 --to made".formatted(kind),
        "made");
  }

  /**
   * What a command made that nobody disturbed.
   *
   * @param began when the first file was there
   * @param took how long it took in all
   */
  private record Whole(Map<String, Map<String, String>> results, Duration began, Duration took) {}

  @TempDir static Path temp;
  private static Path services;

  /** In the order of columns. */
  private static final List<String> COUNTED =
      List.of("killed", "two writers", "full disks", "came to the same");

  private static final Map<String, Integer> total = new LinkedHashMap<>();

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private int trials;

  @BeforeAll
  static void makeWhatTheCommandsRead() throws Exception {
    System.out.println(
        "| command | " + String.join(" | ", COUNTED) + " |\n|---|---:|---:|---:|---:|");
    services = Loopback.install(temp.resolve("services"));
    Path in = Files.createDirectories(temp.resolve("in"));
    Loopback.writeAsked(in.resolve("asked"));
    copy(Path.of("src/test/hostile/importers"), in.resolve("importers"));
    LabelVisitor.writePhotos(in.resolve("photos"));
    for (String line :
        List.of(
            "datasets simulate --households 25 --seed 5 --questions development --to learn",
            "datasets export learn --as csv --to tables",
            "run --dataset learn --predictor random --predictor largest --out runs --quiet")) {
      run(in, line, 0);
    }
    for (Path run : children(in.resolve("runs"))) {
      String name = run.getFileName().toString();
      Files.move(run, in.resolve(name.substring(0, name.indexOf('-'))));
    }
  }

  @AfterAll
  static void stop() {
    print("in all", total);
    Loopback.stop();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whateverIsKilledEndsAsIfItHadNot(Command command) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED + command.name().hashCode());
    Whole whole = undisturbed(command);
    int wanted = (KILLS + commands().size() - 1) / commands().size();
    while (counts.getOrDefault("killed", 0) < wanted) {
      try (Trial trial = new Trial(command, whole, random)) {
        switch (trials % 3) {
          case 1 -> trial.killAgainAndAgain();
          case 2 -> trial.killOneOfTwo();
          default -> {
            // What only clears away needs no room.
            if (command.copied().isEmpty()) {
              trial.fillTheDisk();
            }
          }
        }
        trial.finish();
      }
    }
    print("`" + command + "`", counts);
    counts.forEach((what, count) -> total.merge(what, count, Integer::sum));
  }

  private static void print(String what, Map<String, Integer> counts) {
    System.out.println(
        COUNTED.stream()
            .map(count -> String.valueOf(counts.getOrDefault(count, 0)))
            .collect(Collectors.joining(" | ", "| " + what + " | ", " |")));
  }

  private Whole undisturbed(Command command) throws Exception {
    Path folder = fresh(command, "whole");
    long begin = System.nanoTime();
    Process process = start(folder, command.line(), 0);
    command.visitor().get().ifPresent(visitor -> visitor.come(process, log(0)));
    awaitWriting(process, folder);
    Duration began = Duration.ofNanos(System.nanoTime() - begin);
    end(process, folder, 0);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    return new Whole(results(command, folder), began, took);
  }

  private static Path fresh(Command command, String name) throws IOException {
    Path folder =
        Files.createDirectories(temp.resolve(command.name().replace(' ', '-') + "-" + name));
    if (!command.copied().isEmpty()) {
      copy(temp.resolve("run-whole").resolve(command.copied()), folder.resolve(command.copied()));
    }
    return folder;
  }

  /** One folder in which a command is disturbed, and in the end is not. */
  private final class Trial implements AutoCloseable {

    private final Command command;
    private final Whole whole;
    private final SplittableRandom random;
    private final Path folder;
    private final Map<String, Map<String, String>> before;
    private final Optional<Visitor> visitor;
    private Set<String> journal = Set.of();
    private Set<String> kept = Set.of();

    Trial(Command command, Whole whole, SplittableRandom random) throws IOException {
      this.command = command;
      this.whole = whole;
      this.random = random;
      this.folder = Files.createDirectories(fresh(command, "trial-" + ++trials));
      this.before = results(command, folder);
      this.visitor = command.visitor().get();
      Loopback.forget();
    }

    void killAgainAndAgain() throws Exception {
      for (int i = 0; i < 8; i++) {
        kill(started(line(), trials));
        check();
      }
    }

    void killOneOfTwo() throws Exception {
      for (int i = 0; i < 4; i++) {
        Process other = started(line(), trials);
        count("two writers");
        kill(started(line(), -trials));
        if (random.nextBoolean()) {
          kill(other);
        } else {
          // It made it, or was refused because of the one that was killed.
          assertThat(endOf(other)).as(said()).isIn(ExitCode.OK, ExitCode.BAD_INPUT);
        }
        check();
      }
    }

    /** A memory disk where this user may make one; else files that may not grow. */
    void fillTheDisk() throws Exception {
      long most = size(temp.resolve(command.name().replace(' ', '-') + "-whole")) / 1024 + 16;
      boolean disk = mount("size=16k");
      for (int i = 0; i < 4; i++) {
        long room = 8 + random.nextLong(most);
        if (disk) {
          mount("remount,size=" + room + "k"); // or as it was, where it holds more already
        }
        count("full disks");
        Process process = started(disk ? line() : "ULIMIT " + room + " " + line(), trials);
        if (random.nextBoolean()) {
          kill(process);
        } else {
          assertThat(endOf(process)).as(said()).isBetween(0, ExitCode.FAILED_PREDICTIONS);
          assertThat(said()).doesNotContain("bug in Stowbench", "Exception");
        }
        check();
      }
      mount("remount,size=200m");
    }

    private boolean mount(String options) throws Exception {
      return new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    }

    private Process started(String line, int log) throws IOException {
      Process process = start(folder, line, log);
      visitor.ifPresent(person -> person.come(process, log(log)));
      return process;
    }

    private String line() throws IOException {
      return inFolder(
          Files.exists(folder.resolve(inFolder(command.begun(), folder)))
              ? command.again()
              : command.line(),
          folder);
    }

    private String said() throws IOException {
      return Files.readString(log(trials));
    }

    /** At any moment at all, and three times of four at one in which it writes. */
    private void kill(Process process) throws Exception {
      if (random.nextInt(4) == 0) {
        TimeUnit.NANOSECONDS.sleep(random.nextLong(whole.took().toNanos()));
      } else {
        awaitWriting(process, folder);
        TimeUnit.NANOSECONDS.sleep(
            random.nextLong(whole.took().minus(whole.began()).toNanos() + 1));
      }
      boolean alive = process.isAlive();
      process.destroyForcibly().waitFor();
      if (alive) {
        count("killed");
      }
    }

    /** Nothing is half there, nothing that was there is gone, nothing kept was asked for again. */
    private void check() throws IOException {
      if (visitor.isPresent()) {
        visitor.get().check(folder);
      } else {
        checkWhole();
      }
      Set<String> lines = Loopback.wholeLines(folder);
      assertThat(lines).containsAll(journal);
      journal = lines;
      askedNothingAgain();
      kept = Loopback.kept(folder);
      Loopback.forget();
    }

    private void checkWhole() throws IOException {
      results(command, folder)
          .forEach(
              (result, files) -> {
                if (files.equals(whole.results().get(result)) || files.isEmpty()) {
                  return;
                }
                // What clears away may have cleared a part.
                assertThat(before.get(result)).as(result).containsAllEntriesOf(files);
              });
    }

    private void askedNothingAgain() {
      assertThat(Loopback.asked()).noneMatch(kept::contains);
    }

    void finish() throws Exception {
      end(started(line(), trials), folder, trials);
      assertThat(results(command, folder)).isEqualTo(whole.results());
      askedNothingAgain();
      // In the cache's folders the next reply that is kept there clears away what was left.
      try (Stream<Path> files = Files.walk(folder)) {
        assertThat(files.map(Path::toString).filter(file -> !file.contains("replies")))
            .noneMatch(file -> file.contains(".stowbench"));
      }
      count("came to the same");
    }

    @Override
    public void close() throws Exception {
      new ProcessBuilder("umount", "-q", folder.toString()).start().waitFor();
    }
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private static String inFolder(String text, Path folder) throws IOException {
    Path runs = folder.resolve("runs");
    String run = Files.isDirectory(runs) ? first(runs) : "none";
    return text.replace("RUN", "runs/" + run);
  }

  private static String first(Path runs) throws IOException {
    return children(runs).stream()
        .map(run -> run.getFileName().toString())
        .filter(run -> !run.startsWith("."))
        .findFirst()
        .orElse("none");
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  /** Checksums of the files of each result, by path. */
  private static Map<String, Map<String, String>> results(Command command, Path folder)
      throws IOException {
    Map<String, Map<String, String>> results = new TreeMap<>();
    for (String result : command.results()) {
      Path path = folder.resolve(inFolder(result, folder));
      Map<String, String> files = new TreeMap<>();
      try (Stream<Path> all = Files.exists(path) ? Files.walk(path) : Stream.empty()) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          if (!file.getFileName().toString().startsWith(".")) {
            files.put(path.relativize(file).toString(), Sha256.checksum(file));
          }
        }
      }
      results.put(result, files);
    }
    return results;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Waits until anything is there that was not, or it has ended. */
  private static void awaitWriting(Process process, Path folder) throws Exception {
    Set<Path> before = tree(folder);
    while (process.isAlive() && tree(folder).equals(before)) {
      Thread.sleep(2);
    }
  }

  private static Set<Path> tree(Path folder) {
    Set<Path> tree = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.forEach(tree::add);
    } catch (IOException | RuntimeException e) {
      // Files come and go.
    }
    return tree;
  }

  private static Path log(int number) {
    return temp.resolve("log" + number);
  }

  private static Process start(Path folder, String line, int log) throws IOException {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    List<String> limit = new ArrayList<>();
    if (words.get(0).equals("ULIMIT")) {
      limit.addAll(List.of("bash", "-c", "ulimit -f " + words.get(1) + "; exec \"$@\"", "bash"));
      words = words.subList(2, words.size());
    }
    ProcessBuilder builder =
        StowbenchProcess.java(
            List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"), Main.class, words);
    List<String> command = new ArrayList<>(builder.command());
    int path = command.indexOf("-cp") + 1;
    command.set(path, services + ":" + command.get(path));
    limit.addAll(command);
    builder.command(limit).directory(folder.toFile());
    builder.environment().put("STOWBENCH_HOME", folder.resolve("home").toString());
    return builder.redirectErrorStream(true).redirectOutput(log(log).toFile()).start();
  }

  private static int endOf(Process process) throws Exception {
    assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static void end(Process process, Path folder, int log) throws Exception {
    assertThat(endOf(process)).as(folder + ": " + Files.readString(log(log))).isZero();
  }

  private static void run(Path folder, String line, int log) throws Exception {
    end(start(folder, line, log), folder, log);
  }
}
