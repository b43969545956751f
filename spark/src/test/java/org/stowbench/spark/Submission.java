package org.stowbench.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Processes beside the test: jobs as {@code spark-submit} starts them, with nothing on the class
 * path but what a cluster's machine has, and the command line.
 */
final class Submission {

  /** What came of a process; its standard error is in the output too. */
  record Result(int code, String output) {}

  private final Path folder;

  /**
   * Processes that share a home.
   *
   * @param folder where they run, and have their home
   */
  Submission(Path folder) {
    this.folder = folder;
  }

  /** Submits the jar, and waits. */
  Result submit(String... arguments) {
    return ended(started(submission(arguments), ProcessBuilder.Redirect.PIPE));
  }

  /** Submits the jar, and listens to nothing. */
  Process start(String... arguments) {
    return started(submission(arguments), ProcessBuilder.Redirect.DISCARD);
  }

  private static List<String> submission(String... arguments) {
    List<String> command = onTheCluster("org.apache.spark.deploy.SparkSubmit");
    command.addAll(
        List.of(
            "--master",
            "local[2]",
            "--conf",
            "spark.ui.enabled=false",
            "--class",
            Main.class.getName(),
            property("stowbench.jar")));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The {@code prediction} of every row of a job, as Spark itself reads them. */
  List<String> predictions(String job) {
    List<String> command = onTheCluster(PredictionReader.class.getName());
    int place = command.indexOf("-cp") + 1;
    command.set(place, command.get(place) + File.pathSeparator + ownClasses());
    command.add(folder.resolve(job).resolve("predictions").toString());
    return ended(started(command, ProcessBuilder.Redirect.PIPE))
        .output()
        .lines()
        .filter(line -> line.startsWith("{\"query\""))
        .toList();
  }

  private static String ownClasses() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith("test-classes"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> onTheCluster(String main) {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    try {
      command.addAll(List.of("-cp", Files.readString(Path.of(property("cluster.classpath")))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.add(main);
    return command;
  }

  /** Runs a command of the command line. */
  Result stowbench(String... arguments) {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.stowbench.cli.Main"));
    command.addAll(List.of(arguments));
    return ended(started(command, ProcessBuilder.Redirect.PIPE));
  }

  /** Short jobs are over before a second compiler pays. */
  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC");
  }

  private static String property(String name) {
    return System.getProperty(name);
  }

  private Process started(List<String> command, ProcessBuilder.Redirect output) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output);
    builder.environment().put("STOWBENCH_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a process. */
  private static Result ended(Process process) {
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
