package org.stowbench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The command line as users meet it: a process of its own, with a working folder and a home of its
 * own.
 */
final class StowbenchProcess {

  static final long LONGEST_SECONDS = 300;

  private static final Set<String> LONG = Set.of("train", "reproduce");

  private final Path folder;
  private final Path home;

  /** Commands that run in {@code folder}, with data under {@code folder/home}. */
  StowbenchProcess(Path folder) {
    this(folder, folder.resolve("home"));
  }

  /** Commands that run in {@code folder}, with data elsewhere. */
  StowbenchProcess(Path folder, Path home) {
    this.folder = folder;
    this.home = home;
  }

  /** What a finished command left. */
  record Result(int exitCode, String out, String err) {}

  Path home() {
    return home;
  }

  /** Starts a command; its output goes to files in the folder. */
  Process start(String... arguments) {
    // Java's second compiler pays for itself only in commands that train.
    List<String> options =
        trains(List.of(arguments)) ? List.of() : List.of("-XX:TieredStopAtLevel=1");
    ProcessBuilder builder =
        java(options, Main.class, List.of(arguments)).directory(folder.toFile());
    builder.environment().put("STOWBENCH_HOME", home.toString());
    builder.redirectOutput(folder.resolve("stdout").toFile());
    builder.redirectError(folder.resolve("stderr").toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Java with all that these tests stand on. */
  static ProcessBuilder java(List<String> options, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL"));
    return builder;
  }

  /** A run of one predictor on a small dataset takes half the processor time without it. */
  private static boolean trains(List<String> arguments) {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    return LONG.contains(command) || command.equals("run") && !arguments.contains("--predictor");
  }

  /** Runs a command to its end. */
  Result run(String... arguments) {
    Process process = start(arguments);
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + String.join(" ", arguments));
      }
      return new Result(
          process.exitValue(), read(folder.resolve("stdout")), read(folder.resolve("stderr")));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
