package org.stowbench.modelservers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A run of the command line, as a process of its own, that has ended.
 *
 * @param exitCode of the process
 * @param answered queries with an answer
 * @param failures how often each reason for none was given
 * @param requests that went out
 * @param tokensIn as the servers count them
 * @param tokensOut likewise
 * @param notices what the run said about the server besides
 */
record CommandLineRun(
    int exitCode,
    int answered,
    Map<String, Integer> failures,
    int requests,
    long tokensIn,
    long tokensOut,
    List<String> notices) {

  private static final int LONGEST_MINUTES = 20;
  private static final JsonMapper JSON = new JsonMapper();

  private static final Pattern SPENT =
      Pattern.compile(
          " spent (?<requests>\\d+) requests? \\(\\d+ answered\\), (?<in>\\d+) tokens in, (?<out>\\d+) out");

  /** Said of every run. */
  private static final Pattern USUAL =
      Pattern.compile(
          " of \\d+ queries, \\d+ failed, | spent \\d+ requests? |predictions failed; the reasons|run folder | starts \\.\\.\\.$");

  /** Runs a command in a folder, whose {@code home} has the data, to its end. */
  static Process process(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add("org.stowbench.cli.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("STOWBENCH_HOME", folder.resolve("home").toString());
    Process process =
        builder
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("still running: " + String.join(" ", arguments));
    }
    return process;
  }

  /** Asks a predictor about the first hundred queries of a split, without a cache. */
  static CommandLineRun of(Path folder, String dataset, String predictor, int queries)
      throws IOException, InterruptedException {
    Path runs = Files.createTempDirectory(folder, "runs");
    Process process =
        process(
            folder,
            "run",
            "--dataset",
            dataset,
            "--limit",
            Integer.toString(queries),
            "--jobs",
            "4",
            "--no-cache",
            "--out",
            runs.toString(),
            "--predictor",
            predictor);
    String err = Files.readString(folder.resolve("err"));
    Matcher spent = SPENT.matcher(err);
    if (!spent.find()) {
      throw new IOException("the run said nothing of what it spent:\n" + err);
    }
    int answered = 0;
    Map<String, Integer> failures = new TreeMap<>();
    for (JsonNode prediction : predictions(runs)) {
      if (prediction.hasNonNull("error")) {
        failures.merge(prediction.path("error").asText(), 1, Integer::sum);
      } else {
        answered++;
      }
    }
    return new CommandLineRun(
        process.exitValue(),
        answered,
        failures,
        Integer.parseInt(spent.group("requests")),
        Long.parseLong(spent.group("in")),
        Long.parseLong(spent.group("out")),
        err.lines()
            .filter(line -> !USUAL.matcher(line).find())
            .map(line -> line.replaceFirst("^stowbench: ", "").replace(predictor + ": ", ""))
            .toList());
  }

  private static List<JsonNode> predictions(Path runs) throws IOException {
    List<JsonNode> predictions = new ArrayList<>();
    try (Stream<Path> folders = Files.list(runs)) {
      for (Path run : folders.toList()) {
        for (String line : Files.readAllLines(run.resolve("predictions.jsonl"))) {
          predictions.add(JSON.readTree(line));
        }
      }
    }
    return predictions;
  }
}
