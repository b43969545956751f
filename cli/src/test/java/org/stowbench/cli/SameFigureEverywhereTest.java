package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same figure is the same in every output, and rows in another order change nothing. */
class SameFigureEverywhereTest {

  @TempDir private Path folder;
  private StowbenchInProcess stowbench;

  @BeforeEach
  void askHouseholdsWithSeveralQueries() {
    stowbench = new StowbenchInProcess(folder);
    run("datasets simulate --households 25 --seed 3 --questions development --to homes");
    run("run --dataset homes --predictor rules --predictor largest --out runs --quiet");
  }

  /** Words that name a file or folder are within the test's folder. */
  private String run(String command) {
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ")) {
      words.add(
          word.matches("(homes|runs|site|shuffled).*") ? folder.resolve(word).toString() : word);
    }
    StowbenchProcess.Result result = stowbench.run(words.toArray(String[]::new));
    assertThat(result.exitCode()).as(command + ": " + result.err()).isZero();
    return result.out();
  }

  private JsonNode json(String command) throws IOException {
    return new ObjectMapper().readTree(run(command + " --format json"));
  }

  private Path predictions(String predictor) throws IOException {
    try (var runs = Files.list(folder.resolve("runs"))) {
      return runs.filter(run -> run.getFileName().toString().startsWith(predictor))
          .findFirst()
          .orElseThrow()
          .resolve("predictions.jsonl");
    }
  }

  private static String words(JsonNode figure) {
    return String.format(
        Locale.ROOT, "[%.3f, %.3f]", figure.path("low").asDouble(), figure.path("high").asDouble());
  }

  /** As pages have figures, to save room. */
  private static double rounded(JsonNode number) {
    return Math.round(number.asDouble() * 1e5) / 1e5;
  }

  @Test
  void oneFigureHasOneIntervalInEveryOutput() throws IOException {
    String predictions = folder.relativize(predictions("rules")).toString();
    JsonNode card = json("score --dataset homes --predictions " + predictions);
    JsonNode scored = card.path("scorecards").get(0);
    JsonNode hit = scored.path("metrics").path("hit@1");
    assertThat(hit.path("interval").asText()).isEqualTo("korn_graubard");

    JsonNode stored =
        new ObjectMapper()
            .readTree(predictions("rules").resolveSibling("scorecard.json").toFile())
            .path("scorecards")
            .get(0);
    assertThat(stored.path("metrics")).isEqualTo(scored.path("metrics"));
    assertThat(stored.path("by_item")).isEqualTo(scored.path("by_item"));

    assertThat(run("score --dataset homes --predictions " + predictions)).contains(words(hit));
    assertThat(run("agreement --dataset homes --predictions " + predictions))
        .contains(words(hit), "(Korn-Graubard;");
    assertThat(run("score --by item --dataset homes --predictions " + predictions))
        .contains("(Korn-Graubard;");
    for (String row :
        run("score --by item --dataset homes --format csv --predictions " + predictions)
            .lines()
            .skip(1)
            .toList()) {
      String item = row.split(",")[1];
      JsonNode figure = scored.path("by_item").path(item).path("metrics").path("hit@1");
      assertThat(row)
          .contains(
              String.join(
                  ",", end(figure, "low"), end(figure, "high"), figure.path("interval").asText()));
    }

    String run = folder.relativize(predictions("rules").getParent()).toString();
    run("leaderboard " + run + " --dataset homes --out site");
    JsonNode entry =
        new ObjectMapper()
            .readTree(folder.resolve("site/leaderboard.json").toFile())
            .path("entries")
            .get(0);
    assertThat(words(entry.path("metrics").path("hit@1"))).isEqualTo(words(hit));
    assertThat(entry.path("metrics").path("hit@1").path("interval"))
        .isEqualTo(hit.path("interval"));
    assertThat(json("report " + run + " --dataset homes").path("scorecards").get(0).path("metrics"))
        .isEqualTo(scored.path("metrics"));
    run("report " + run + " --dataset homes --out site/report.html");
    assertThat(folder.resolve("site/report.html"))
        .content()
        .contains(
            "\"hit@1\":[%s,%s,%s]"
                .formatted(
                    rounded(hit.path("value")),
                    rounded(hit.path("low")),
                    rounded(hit.path("high"))));
  }

  @Test
  void rowsInAnotherOrderChangeNothing() throws IOException {
    List<String> before = outputs("homes", "");
    Random random = new Random(5);
    Path shuffled = Files.createDirectory(folder.resolve("shuffled"));
    Files.copy(folder.resolve("homes/dataset.json"), shuffled.resolve("dataset.json"));
    shuffle(folder.resolve("homes/scenes.jsonl"), shuffled.resolve("scenes.jsonl"), random);
    shuffle(folder.resolve("homes/queries.jsonl"), shuffled.resolve("queries.jsonl"), random);
    shuffle(predictions("rules"), shuffled.resolve("rules.jsonl"), random);
    shuffle(predictions("largest"), shuffled.resolve("largest.jsonl"), random);

    run("datasets validate shuffled --seal"); // rows in another order have another checksum

    assertThat(outputs("shuffled", "shuffled/")).isEqualTo(before);
  }

  private static void shuffle(Path from, Path to, Random random) throws IOException {
    List<String> rows = new ArrayList<>(Files.readAllLines(from));
    Collections.shuffle(rows, random);
    Files.write(to, rows);
  }

  /** The board's entries, without what a submission's file is. */
  private String board(String dataset, String files) throws IOException {
    for (String name : List.of("rules", "largest")) {
      Path submission = Files.createDirectories(folder.resolve(files + "board/" + name));
      Files.copy(folder.resolve(files + name + ".jsonl"), submission.resolve("predictions.jsonl"));
      Files.writeString(
          submission.resolve("submission.yaml"),
          "name: %s\ndataset: sim-3:dev\ndate: 2026-11-27\npredictions: predictions.jsonl\ndata: []\n"
              .formatted(name));
    }
    return run(
        "leaderboard --format csv --dataset %s --out %s %sboard/rules %sboard/largest"
            .formatted(dataset, "site-of-" + dataset, files, files));
  }

  private List<String> outputs(String dataset, String from) throws IOException {
    if (from.isEmpty()) {
      Files.createDirectories(folder.resolve("runs/files"));
      Files.copy(predictions("rules"), folder.resolve("runs/files/rules.jsonl"));
      Files.copy(predictions("largest"), folder.resolve("runs/files/largest.jsonl"));
    }
    String files = from.isEmpty() ? "runs/files/" : from;
    String given =
        " --dataset %s --predictions %srules.jsonl %slargest.jsonl"
            .formatted(dataset, files, files);
    return List.of(
        run("score --format json" + given),
        run("score --format json --interval percentile" + given),
        run("score --format csv --by household --metric openings" + given),
        run("score --format csv --by item --interval bca" + given),
        run("score --format csv --hardest 20" + given),
        run("compare --format json" + given),
        run("compare --format json --metric openings" + given),
        board(dataset, files),
        run("agreement --format csv" + given));
  }

  private static String end(JsonNode figure, String end) {
    return figure.path(end).isNull() ? "" : figure.path(end).asText();
  }
}
