package org.stowbench.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stowbench.io.Images;
import picocli.CommandLine;

/**
 * A good call of each command, to which a test may add an option. What is in braces lies in the
 * test's folder: {@code {small}} is a dataset, {@code {runs}} holds its runs by largest and random,
 * {@code {run}} is the first of them.
 */
final class GoodCalls {

  static final Map<String, String> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("run", "--dataset {small} --predictor largest --out {runs} --quiet"),
              Map.entry("score", "--dataset {small} --predictions {answers.csv}"),
              Map.entry("compare", "--dataset {small} {run} {runs}/random-small-eval-001"),
              Map.entry("agreement", "--dataset {small} {run}"),
              Map.entry("report", "--dataset {small} {run} --out {r.html}"),
              Map.entry("reproduce", "random"),
              Map.entry("leaderboard", "--dataset {small} {run} --out {site}"),
              Map.entry("leaderboard verify", "--dataset {small} {site}"),
              Map.entry("gate", "--dataset {small} {run} --require hit@1>=0"),
              Map.entry(
                  "train",
                  "--dataset {small} --predictor prior --model {m.zip} --folds 3 --report none"),
              Map.entry("ask", "--scene {small}/1 --item whisk --predictor largest"),
              Map.entry("serve", "--predictor largest --dataset {small} --port {taken}"),
              Map.entry("study", "--dataset {small} --out {study} --port {taken}"),
              Map.entry("study plan", "--dataset {small} --width 0.2"),
              Map.entry("study runs", "{study} --dataset {small} --out {runs3}"),
              Map.entry("study status", "{study} --dataset {small}"),
              Map.entry("label", "{photos} --out {labelled} --port {taken}"),
              Map.entry("datasets list", ""),
              Map.entry("datasets show", "{small}"),
              Map.entry("datasets fetch", "shic --from {file}"),
              Map.entry("datasets import shic", "--from {small}"),
              Map.entry("datasets import tidybot", "--from {small}"),
              Map.entry("datasets import housekeep", "--from {small}"),
              Map.entry("datasets import coco", "--from {labels.json} --to {imported}"),
              Map.entry("datasets import cvat", "--from {labels.json} --to {imported}"),
              Map.entry("datasets import labelstudio", "--from {labels.json} --to {imported}"),
              Map.entry("datasets import labelme", "--from {labels.json} --to {imported}"),
              Map.entry("datasets import via", "--from {labels.json} --to {imported}"),
              Map.entry("datasets import yolo", "--from {labels.json} --to {imported}"),
              Map.entry("datasets import homebox", "--from {labels.json} --to {imported}"),
              Map.entry("datasets import grocy", "--from {labels.json} --to {imported}"),
              Map.entry("datasets import simulator", "--from {labels.json} --to {imported}"),
              Map.entry("datasets import csv", "--from {tables} --to {imported}"),
              Map.entry("datasets export", "{small} --as csv --to {tables2}"),
              Map.entry("datasets validate", "{small}"),
              Map.entry("datasets split", "{small} --to {parts}"),
              Map.entry(
                  "datasets simulate", "--kind stock --households 3 --seed 1 --to {simulated}"),
              Map.entry("datasets stats", "{small}"),
              Map.entry("runs export", "{run} --dataset {small} --as parquet --to {run-tables}"),
              Map.entry("predictors list", ""),
              Map.entry("predictors describe", "random"),
              Map.entry("planner check", "{file}"),
              Map.entry("cache stats", ""),
              Map.entry("cache show", "q1"),
              Map.entry("cache clear", "")));

  /** What is called before all of them, once, so that what they name is there. */
  static final List<String> BEFORE =
      List.of(
          "run --dataset {small} --predictor largest --predictor random --out {runs} --quiet",
          "leaderboard {run} {runs}/random-small-eval-001 --dataset {small} --out {site}",
          "datasets export {small} --as csv --to {tables}",
          "datasets export {small} --as coco --to {labels.json}",
          "datasets export {small} --as parquet --to {parquet}",
          "datasets export {small} --as inspect --to {inspect}",
          "datasets export {small} --as lm-eval --to {lm-eval}");

  private GoodCalls() {}

  /** What {@code label} shows. */
  static void writePhoto(Path photos) throws IOException {
    Files.createDirectories(photos);
    Files.write(
        photos.resolve("left.png"),
        Images.png(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB)));
  }

  /** All commands that do something, whether a good call of them is known or not. */
  static List<String> commands() {
    List<String> leaves = new ArrayList<>();
    collect(Main.wholeCommandLine(), "", leaves);
    return leaves;
  }

  private static void collect(CommandLine command, String name, List<String> leaves) {
    if (command.getCommand() instanceof picocli.AutoComplete.GenerateCompletion) {
      return;
    }
    if (!(command.getCommand() instanceof CommandGroup)) {
      leaves.add(name.strip());
    }
    command.getSubcommands().forEach((sub, line) -> collect(line, name + " " + sub, leaves));
  }

  /** What picocli knows of a command. */
  static CommandLine line(String command) {
    CommandLine line = Main.wholeCommandLine();
    for (String word : command.split(" ")) {
      line = line.getSubcommands().get(word);
    }
    return line;
  }
}
