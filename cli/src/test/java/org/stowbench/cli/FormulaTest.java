package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** Names that a spreadsheet would run as formulas, through every command that writes CSV. */
class FormulaTest {

  private static final String NUMBER = "-?\\d+(\\.\\d+)?(E-?\\d+)?";

  @TempDir Path folder;

  /** A command; {@code {name}} is a file or folder of this test. */
  private String run(String command) {
    String[] words =
        Arrays.stream(command.split(" "))
            .map(word -> word.replace("{", folder + "/").replace("}", ""))
            .toArray(String[]::new);
    StowbenchProcess.Result result = new StowbenchInProcess(folder).run(words);
    assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
    return result.out();
  }

  private void writeDataset() throws IOException {
    Scene scene = TestKitchens.row("=scene", 4);
    Scene other = TestKitchens.row("@scene", 4);
    try (DatasetWriter writer = DatasetWriter.create(folder.resolve("homes"))) {
      writer.scene(scene);
      writer.scene(other);
      writer.query(
          TestKitchens.query("=cmd|x", scene, "=1+1", "+home", Answer.container(0)), "eval");
      writer.query(TestKitchens.query("-1", scene, "@item", "-home", Answer.NOT_HERE), "eval");
      writer.query(
          TestKitchens.query("+1", other, "-item, \"x\"", "=home", Answer.container(3)), "eval");
      writer.query(TestKitchens.query("@x", other, "'item", "'=home", Answer.container(1)), "eval");
      writer.commit(
          new DatasetDescription(
              "homes", "=title", "@citation", "-licence", "none", Json.object(), false, "eval"));
    }
    // A guard may be there or not; both are the same id.
    Files.writeString(
        folder.resolve("=good.csv"),
        "query,answer,probability\n=cmd|x,0,0.5\n'-1,not_here,1\n'+1,3,1\n@x,1,1\n");
    Files.writeString(folder.resolve("+bad.csv"), "query,answer\n'=cmd|x,1\n-1,2\n+1,0\n'@x,1\n");
  }

  @Test
  void noCommandWritesAFormula() throws IOException {
    writeDataset();
    String given = " --format csv --dataset {homes} --predictions {=good.csv} {+bad.csv}";
    String runs = "{runs/random-homes-eval-001} {runs/largest-homes-eval-001}";
    String there = " --format csv --dataset {homes}";
    String ran = run("run --quiet --predictor random --predictor largest --out {runs}" + there);
    List<String> outputs =
        new ArrayList<>(
            List.of(
                ran,
                run("score --per-query {pairs.csv}" + given),
                run("score --by item" + given),
                run("score --by household" + given),
                run("score --hardest 9" + given),
                run("compare" + given),
                run("compare --disagreements" + given),
                run("agreement --by-item" + given),
                run("leaderboard --out {site} " + runs + there),
                run("leaderboard verify {site}" + there),
                run("report " + runs + there),
                run("gate {runs/random-homes-eval-001} --require hit@1>=0" + there),
                run("train --predictor logit --folds 2 --model {m.zip}" + there),
                run("ask --predictor random --scene {homes}/1 --item @item --format csv"),
                run("datasets show {homes} --format csv"),
                run("datasets show {homes} --query=-1 --format csv"),
                run("datasets stats {homes} --format csv"),
                run("datasets validate {homes} --format csv")));
    outputs.add(Files.readString(folder.resolve("pairs.csv")));
    outputs.add(Files.readString(folder.resolve("runs/random-homes-eval-001/per-query.csv")));

    assertThat(String.join("", outputs)).contains("'=1+1", "'=good", "'+bad", "'-1", "'+home");
    for (String output : outputs) {
      for (String cell : cells(output)) {
        if (!cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0) {
          assertThat(cell).as(output).matches(NUMBER);
        }
      }
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

  @Test
  void exportedNamesComeBackAsTheyWere() throws IOException {
    writeDataset();
    run("datasets export {homes} --as csv --to {tables}");
    run("datasets import csv --from {tables} --to {again}");
    for (String file : List.of("scenes.jsonl", "queries.jsonl")) {
      assertThat(folder.resolve("again/" + file))
          .hasSameTextualContentAs(folder.resolve("homes/" + file));
    }
    assertThat(run("score --format csv --dataset {again} --predictions {=good.csv}"))
        .contains("hit@1,1.0,");
  }
}
