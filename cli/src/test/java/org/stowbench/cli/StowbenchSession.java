package org.stowbench.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Comparator.reverseOrder;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.stowbench.cli.StowbenchProcess.Result;

/**
 * Commands that run one after another in one process, which has a working folder of its own: many
 * commands for the price of one start of Java. The tests of a JVM share it, one after another; what
 * a test finds is an empty folder. For what ends a process, or is interrupted in it, there is
 * {@link StowbenchProcess}.
 */
final class StowbenchSession {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_END_SECONDS = 20;
  private static final Path LEARNED = Path.of("target", "learned").toAbsolutePath();

  /** Started when it is first needed, and again when a command took it along. */
  private static Optional<StowbenchSession> shared = Optional.empty();

  private static Optional<Path> simulated = Optional.empty();

  /** A command, and the home of the user who gives it. */
  private record Order(String home, List<String> arguments) {}

  private final Path folder;
  private final Path log;
  private final Process process;
  private final BufferedReader codes;
  private Path home;

  private StowbenchSession(Path temporary) throws IOException {
    this.folder = Files.createDirectory(temporary.resolve("folder"));
    this.log = Files.createDirectory(temporary.resolve("log"));
    this.home = folder;
    // One process is cheap to count in the coverage; a process a command is not.
    List<String> agent =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("-javaagent:"))
            .toList();
    ProcessBuilder builder =
        StowbenchProcess.java(agent, StowbenchSession.class, List.of(log.toString()))
            .directory(folder.toFile());
    builder.environment().remove("STOWBENCH_HOME");
    this.process = builder.redirectError(log.resolve("session").toFile()).start();
    this.codes = process.inputReader(StandardCharsets.UTF_8);
  }

  /** With an empty folder, in which the data is too. */
  static StowbenchSession begin() throws IOException {
    if (shared.filter(session -> session.process.isAlive()).isEmpty()) {
      Path temporary = Files.createTempDirectory("stowbench-session");
      StowbenchSession started = new StowbenchSession(temporary);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> started.end(temporary)));
      shared = Optional.of(started);
    }
    StowbenchSession session = shared.get();
    empty(session.folder);
    session.home = session.folder;
    return session;
  }

  /**
   * With an empty folder, and data elsewhere: simulated households, and what shipped predictors
   * learn from them, which takes longest of all. Nobody may add to it.
   */
  static StowbenchSession beginWithSimulated() throws IOException {
    StowbenchSession session = begin();
    if (simulated.isEmpty()) {
      simulated = Optional.of(session.learnOnce());
    }
    return session.at(simulated.get());
  }

  /**
   * A build tests in several processes, of which the first that asks learns for all; one without a
   * build, such as an editor's, learns for itself.
   */
  private Path learnOnce() throws IOException {
    String build = System.getProperty("stowbench.build");
    Path learned = build == null ? log.resolveSibling("simulated") : LEARNED.resolve(build);
    Files.createDirectories(learned);
    try (FileChannel lock = FileChannel.open(learned.resolve("lock"), CREATE, WRITE);
        FileLock held = lock.lock()) {
      if (!Files.exists(learned.resolve(".stowbench"))) {
        Result result = at(learned).run("run", "--quiet", "--out", "learned-from");
        if (result.exitCode() != 0) {
          throw new AssertionError(result.err());
        }
        empty(folder);
      }
    }
    return learned;
  }

  /** The same session for a user whose data is in {@code home/.stowbench}. */
  StowbenchSession at(Path home) {
    this.home = home;
    return this;
  }

  /** The folder in which the commands run. */
  Path folder() {
    return folder;
  }

  /** Where the data is. */
  Path home() {
    return home.resolve(".stowbench");
  }

  /** Runs a command to its end. */
  Result run(String... arguments) {
    try {
      String order = JSON.writeValueAsString(new Order(home.toString(), List.of(arguments)));
      process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      String code =
          CompletableFuture.supplyAsync(this::code)
              .get(StowbenchProcess.LONGEST_SECONDS, TimeUnit.SECONDS);
      if (code == null) {
        throw new AssertionError(
            "ended the session: "
                + String.join(" ", arguments)
                + "\n"
                + Files.readString(log.resolve("session")));
      }
      return new Result(
          Integer.parseInt(code),
          Files.readString(log.resolve("stdout")),
          Files.readString(log.resolve("stderr")));
    } catch (TimeoutException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("still running: " + String.join(" ", arguments));
    } catch (IOException | InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private String code() {
    try {
      return codes.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path file : left.filter(f -> !f.equals(folder)).sorted(reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Lets the process end by itself, so that it can hand in what it covered. */
  private void end(Path temporary) {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      empty(temporary);
      Files.delete(temporary);
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly();
    }
  }

  /** The process: a line in is an order, a line out its exit code. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    PrintStream codes = System.out;
    Path log = Path.of(args[0]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      try (PrintStream out =
              new PrintStream(log.resolve("stdout").toFile(), StandardCharsets.UTF_8);
          PrintStream err =
              new PrintStream(log.resolve("stderr").toFile(), StandardCharsets.UTF_8)) {
        System.setOut(out);
        System.setErr(err);
        Order order = JSON.readValue(line, Order.class);
        System.setProperty("user.home", order.home());
        String[] arguments = order.arguments().toArray(String[]::new);
        codes.println(Main.execute(Main.commandLine(arguments), arguments));
      }
      codes.flush();
    }
  }
}
