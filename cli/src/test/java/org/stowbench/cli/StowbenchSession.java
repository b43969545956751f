package org.stowbench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.stowbench.cli.StowbenchProcess.Result;

/**
 * Commands that run one after another in one process, which has a working folder and a home of its
 * own: many commands for the price of one start of Java.
 */
final class StowbenchSession implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path log;
  private final Process process;
  private final BufferedReader codes;

  /**
   * Starts the process.
   *
   * @param folder in which the commands run
   * @param home where their data is
   * @param log a folder for what they print
   */
  StowbenchSession(Path folder, Path home, Path log) throws IOException {
    this.log = log;
    // One process is cheap to count in the coverage; a process a command is not.
    List<String> agent =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("-javaagent:"))
            .toList();
    ProcessBuilder builder =
        StowbenchProcess.java(agent, StowbenchSession.class, List.of(log.toString()))
            .directory(folder.toFile());
    builder.environment().put("STOWBENCH_HOME", home.toString());
    this.process = builder.redirectError(log.resolve("session").toFile()).start();
    this.codes = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs a command to its end. */
  Result run(List<String> arguments) throws IOException {
    process
        .getOutputStream()
        .write((JSON.writeValueAsString(arguments) + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    try {
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
    } catch (InterruptedException | ExecutionException e) {
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

  /** Lets the process end by itself, so that it can hand in what it covered. */
  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(StowbenchProcess.LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  /** The process: a line in is a command, a line out its exit code. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    PrintStream codes = System.out;
    Path log = Path.of(args[0]);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      try (PrintStream out =
              new PrintStream(log.resolve("stdout").toFile(), StandardCharsets.UTF_8);
          PrintStream err =
              new PrintStream(log.resolve("stderr").toFile(), StandardCharsets.UTF_8)) {
        System.setOut(out);
        System.setErr(err);
        codes.println(Main.execute(Main.commandLine(), JSON.readValue(line, String[].class)));
      }
      codes.flush();
    }
  }
}
