package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code --mode search} as users type it. */
class SearchCommandTest {

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    stowbench = StowbenchSession.beginWithSimulated();
    folder = stowbench.folder();
  }

  /** Those that need no training; the docs run the others. */
  @Test
  void shippedPredictorsSearchAndTheirSearchesAreScored() throws Exception {
    StowbenchProcess.Result result =
        run(
            "run --dataset sim:eval --mode search --jobs 8 --quiet --format json --predictor random"
                + " --predictor largest --predictor not-here --predictor rules --predictor"
                + " embedding --predictor person --predictor oracle");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .contains(
            "what is known of a household is not used by random, largest, not-here, rules,"
                + " embedding, nor is what a search sees");
    JsonNode printed = json(result.out());
    assertThat(printed.get("protocol").asText()).isEqualTo("search");
    assertThat(printed.get("scorecards")).hasSize(7);
    for (JsonNode card : printed.get("scorecards")) {
      assertThat(card.get("answered").asInt()).isEqualTo(100);
    }
    assertThat(value(printed, 2, "found")).isZero(); // not-here
    assertThat(value(printed, 2, "gave_up_right")).isEqualTo(1);
    assertThat(value(printed, 6, "path_ratio_random"))
        .isLessThan(value(printed, 0, "path_ratio_random")); // the oracle is better than random
    assertThat(Files.readString(runs("random-sim-eval-search-001/per-query.csv")))
        .startsWith("query,scene,item,household,truth,answer,iou,correct,rank,openings,path\n");

    // A ranking scored as a search is the search that follows it.
    run("run --dataset sim:eval --quiet --predictor rules");
    StowbenchProcess.Result scored =
        run(
            "score --dataset sim:eval --mode search --format json --predictions"
                + " results/runs/rules-sim-eval-001/predictions.jsonl");
    assertThat(json(scored.out()).at("/scorecards/0/metrics"))
        .isEqualTo(printed.at("/scorecards/3/metrics"));
  }

  @Test
  void aBudgetIsKeptAndRememberedAndJobsDoNotMatter() throws Exception {
    SmallDataset.write(folder.resolve("small"));
    String command = "run --dataset small --mode search --budget 2 --quiet --predictor random";
    run(command + " --jobs 8");
    run(command + " --jobs 1");

    Path first = runs("random-small-eval-search-001");
    assertThat(first.resolve("predictions.jsonl"))
        .hasSameTextualContentAs(runs("random-small-eval-search-002/predictions.jsonl"));
    assertThat(value(json(Files.readString(first.resolve("scorecard.json"))), 0, "search_openings"))
        .isBetween(0.1, 2.0);
    assertThat(json(Files.readString(first.resolve("run.json"))).get("budget").asInt())
        .isEqualTo(2);
    StowbenchProcess.Result resumed = run("run --resume " + first);
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("found").contains("random");
  }

  /** Two drawers and a shelf that nobody drew, with how far it is; spoons are in two of them. */
  @Test
  void aHomeWithoutPhotosIsSearchedInMetres() throws Exception {
    Path tables = Files.createDirectory(folder.resolve("tables"));
    Files.writeString(tables.resolve("scenes.csv"), "scene\nhome\n");
    Files.writeString(
        tables.resolve("containers.csv"), "scene,name\nhome,left\nhome,right\nhome,shelf\n");
    Files.writeString(
        tables.resolve("distances.csv"),
        "scene,from,to,metres\nhome,start,0,1\nhome,start,1,2\nhome,start,2,4\n"
            + "home,0,1,1\nhome,0,2,3\nhome,1,2,2\n");
    Files.writeString(
        tables.resolve("queries.csv"),
        "scene,item,household,truth\nhome,spoon,home,0 2\nhome,mug,home,1\n");
    run("datasets import csv --from tables --to home");

    StowbenchProcess.Result searched =
        run("run --dataset home --mode search --quiet --predictor random");
    assertThat(searched.out()).as(searched.err()).contains("path (metres)");
    Path predictions = runs("random-home-eval-search-001").resolve("predictions.jsonl");
    String score = "score --dataset home --predictions " + predictions;
    JsonNode path =
        json(run(score + " --mode search --format json").out()).at("/scorecards/0/metrics/path");
    assertThat(path.get("unit").asText()).isEqualTo("metres");
    assertThat(run(score + " --mode search --format csv").out())
        .containsPattern("random,2,2,path,.*,metres\\R");
    assertThat(run(score).out()).contains("average_precision").doesNotContain("iou");
    assertRefused(
        score + " --protocol paper",
        "stowbench: --protocol paper: query home#mug: scene home has a container without a region:"
            + " must be drawn, since the paper compares regions");
  }

  @Test
  void whatDoesNotFitTogetherIsRefusedBeforeAnyFileIsRead() {
    assertRefused(
        "score --dataset nowhere --mode search --protocol paper --predictions none.csv",
        "stowbench: --protocol paper with --mode search: the paper's rules know no searches");
    assertRefused("run --dataset nowhere --budget 3", "stowbench: --budget is for --mode search");
    assertRefused(
        "run --dataset nowhere --mode search --budget 0",
        "stowbench: --budget 0: must be 1 or more");
  }

  private void assertRefused(String command, String message) {
    StowbenchProcess.Result result = run(command);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().strip()).isEqualTo(message);
    assertThat(result.out()).isEmpty();
  }

  private StowbenchProcess.Result run(String command) {
    return stowbench.run(command.split(" "));
  }

  private Path runs(String name) {
    return folder.resolve("results/runs").resolve(name);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static double value(JsonNode document, int card, String metric) {
    return document.get("scorecards").get(card).get("metrics").get(metric).get("value").asDouble();
  }
}
