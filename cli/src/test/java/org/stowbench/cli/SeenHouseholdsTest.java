package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A figure over households that a model has learned from says so wherever it is shown. */
class SeenHouseholdsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEEN = "has seen these households";

  @TempDir static Path folder;
  private static StowbenchInProcess stowbench;

  @BeforeAll
  static void trainAModel() throws IOException {
    stowbench = new StowbenchInProcess(folder.resolve("home"));
    simulate("kitchens", 7);
    simulate("others", 8);
    assertThat(train("model.zip", "--report", "none").exitCode()).isZero();
    run(kitchens(), model(), "seen");
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static String kitchens() {
    return path("kitchens") + ":dev";
  }

  private static String model() {
    return "prior:model=" + path("model.zip");
  }

  private static void simulate(String to, int seed) {
    stowbench.run(
        "datasets",
        "simulate",
        "--households",
        "12",
        "--questions",
        "development",
        "--seed",
        Integer.toString(seed),
        "--to",
        path(to));
  }

  private static StowbenchProcess.Result train(String model, String... more) {
    String[] train = {
      "train", "--predictor", "prior", "--dataset", kitchens(), "--model", path(model)
    };
    return run(train, more);
  }

  private static StowbenchProcess.Result run(String dataset, String predictor, String out) {
    return stowbench.run(
        "run", "--quiet", "--dataset", dataset, "--predictor", predictor, "--out", path(out));
  }

  private static StowbenchProcess.Result run(String[] command, String... more) {
    return stowbench.run(Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new));
  }

  /** The only run in a folder of runs. */
  private static String only(String out) throws IOException {
    try (var runs = Files.list(folder.resolve(out))) {
      return runs.findFirst().orElseThrow().toString();
    }
  }

  private static JsonNode learnedFrom(String out) throws IOException {
    return JSON.readTree(Path.of(only(out), "run.json").toFile()).path("learned_from");
  }

  @Test
  void aRunOverWhatItsModelHasLearnedFromIsToldSoOnceAndRecordsIt() throws IOException {
    StowbenchProcess.Result told = run(kitchens(), model(), "told");

    assertThat(told.err().lines().filter(line -> line.contains(SEEN)))
        .singleElement()
        .asString()
        .contains("learned from sim-7:dev (12 households)");
    assertThat(told.out()).contains(model() + ": " + SEEN);
    JsonNode learned = learnedFrom("told");
    assertThat(learned.path("declared").asBoolean()).isTrue();
    JsonNode source = learned.path("sources").path(0);
    assertThat(source.path("dataset").asText()).isEqualTo("sim-7:dev");
    assertThat(source.path("checksum").asText()).startsWith("sha256:");
    assertThat(source.path("households")).hasSize(12);
    assertThat(source.toString()).doesNotContain("sim-7-0");
  }

  private static StowbenchProcess.Result score(String run, String... more) {
    String predictions = Path.of(run, "predictions.jsonl").toString();
    String[] score = {"score", "--dataset", kitchens(), "--predictions", predictions};
    return run(score, more);
  }

  @Test
  void everyTableOfSuchARunIsMarked() throws IOException {
    String run = only("seen");
    for (String format : new String[] {"table", "markdown"}) {
      assertThat(score(run, "--format", format).out()).contains(SEEN);
    }
    assertThat(score(run, "--format", "json").out())
        .contains("\"households\" : 12", "\"seen_households\" : 12");
    assertThat(score(run, "--format", "csv").out())
        .contains("interval,seen_households\n", "korn_graubard,12\n");
    for (String format : new String[] {"markdown", "latex"}) {
      String table =
          stowbench.run("report", run, "--dataset", kitchens(), "--format", format).out();
      assertThat(table.replace("\\allowbreak{}", "")).contains(SEEN);
    }
    stowbench.run("report", run, "--dataset", kitchens(), "--out", path("page.html"));
    assertThat(folder.resolve("page.html"))
        .content()
        .contains(SEEN, "\"learned\":\"sim-7:dev (12 households)\"");
  }

  @Test
  void aComparisonNamesWhoHasSeenTheHouseholds() throws IOException {
    run(kitchens(), "random", "random");
    String[] compare = {"compare", only("seen"), only("random"), "--dataset", kitchens()};
    for (String format : new String[] {"table", "markdown", "csv", "json"}) {
      StowbenchProcess.Result compared = run(compare, "--format", format);

      assertThat(compared.out()).contains(SEEN).doesNotContain("random: " + SEEN);
      assertThat(compared.err()).contains(SEEN);
    }
    JsonNode pair = JSON.readTree(run(compare, "--format", "json").out()).at("/comparisons/0");
    assertThat(pair.path("first").asText()).isEqualTo(model());
    assertThat(pair.path("first_mark").asText()).isEqualTo(SEEN);
    assertThat(pair.path("second_mark").isNull()).isTrue();
    assertThat(learnedFrom("random").toString()).isEqualTo("{\"declared\":true,\"sources\":[]}");
  }

  @Test
  void forMachinesTheMarkIsAColumnOfItsOwn() throws IOException {
    String[] by = {
      "score",
      "--dataset",
      kitchens(),
      "--by",
      "item",
      "--predictions",
      Path.of(only("seen"), "predictions.jsonl").toString()
    };
    String[] agreement = {"agreement", only("seen"), "--dataset", kitchens()};
    for (String[] command : List.of(by, agreement)) {
      assertThat(run(command, "--format", "markdown").out()).contains(": " + SEEN);
      List<String> rows = run(command, "--format", "csv").out().lines().toList();
      assertThat(rows.get(0)).endsWith(",mark");
      assertThat(rows.get(1)).doesNotContain(": " + SEEN).endsWith("," + SEEN);
    }
    run(kitchens(), "not-here", "beside");
    String[] compare = {"compare", only("seen"), only("beside"), "--dataset", kitchens()};
    List<String> pairs = run(compare, "--format", "csv").out().lines().toList();
    assertThat(pairs.get(0)).endsWith(",first_mark,second_mark");
    assertThat(pairs.get(1)).doesNotContain(": " + SEEN).endsWith("," + SEEN + ",");
  }

  @Test
  void aGateRefusesSuchARunUnlessToldOtherwise() throws IOException {
    String[] gate = {"gate", only("seen"), "--dataset", kitchens(), "--require", "hit@1>=0"};

    StowbenchProcess.Result refused = stowbench.run(gate);

    assertThat(refused.exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
    assertThat(refused.err()).contains("unseen households fails: " + SEEN);
    StowbenchProcess.Result taken = run(gate, "--allow-seen-households");
    assertThat(taken.exitCode()).isZero();
    assertThat(taken.out()).contains(SEEN);
    run(gate, "--summary", path("summary.md"));
    assertThat(folder.resolve("summary.md")).content().contains(": " + SEEN + " on sim-7:dev");
  }

  @Test
  void aLeaderboardRefusesSuchARunUnlessToldOtherwise() throws IOException {
    String site = path("site");
    String[] board = {"leaderboard", only("seen"), "--dataset", kitchens(), "--out", site};

    StowbenchProcess.Result refused = stowbench.run(board);

    assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains(SEEN, "--allow-seen-households");
    assertThat(Path.of(site)).doesNotExist();
    StowbenchProcess.Result taken = run(board, "--allow-seen-households");
    assertThat(taken.exitCode()).isZero();
    assertThat(taken.out()).contains(SEEN);
    assertThat(Path.of(site, "leaderboard.json"))
        .content()
        .contains("\"seen_entries\" : true", "\"seen_households\" : 12");
    assertThat(Path.of(site, "index.html")).content().contains(SEEN);
    String[] verify = {"leaderboard", "verify", site, "--dataset", kitchens()};
    assertThat(stowbench.run(verify).exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
    assertThat(run(verify, "--allow-seen-households").exitCode()).isZero();
  }

  @Test
  void crossValidatedPredictionsAreARunThatSaysSoAndHasSeenNothing() throws IOException {
    String folds = path("in-folds");

    StowbenchProcess.Result trained = train("again.zip", "--folds", "3", "--predictions", folds);

    assertThat(trained.exitCode()).isZero();
    assertThat(trained.err()).contains("run folder " + folds);
    assertThat(Path.of(folds, "scorecard.json"))
        .content()
        .contains("\"seen_households\" : 0", "\"folds\" : 3");
    JsonNode source =
        JSON.readTree(Path.of(folds, "run.json").toFile()).at("/learned_from/sources/0");
    assertThat(source.path("dataset").asText()).isEqualTo("sim-7:dev");
    assertThat(source.path("folds").asInt()).isEqualTo(3);
    assertThat(source.path("households")).hasSize(12);
    run(kitchens(), "random", "beside-folds");
    for (StowbenchProcess.Result shown :
        List.of(
            score(folds),
            stowbench.run("compare", folds, only("beside-folds"), "--dataset", kitchens()),
            stowbench.run("report", folds, "--dataset", kitchens(), "--format", "markdown"))) {
      assertThat(shown.out()).contains("cross-validated, 3 folds");
      assertThat(shown.out() + shown.err()).doesNotContain(SEEN);
    }
    assertThat(
            stowbench
                .run("gate", folds, "--dataset", kitchens(), "--require", "hit@1>=0")
                .exitCode())
        .isZero();
    assertThat(train("again.zip", "--folds", "3", "--predictions", folds).err())
        .contains("in-folds: is there already");
  }

  @Test
  void aLeaderboardTakesCrossValidatedRunsOnlyIfToldSo() throws IOException {
    String folds = path("folds-to-rank");
    train("ranked.zip", "--folds", "2", "--predictions", folds);
    String site = path("folds-site");
    String[] board = {"leaderboard", folds, "--dataset", kitchens(), "--out", site};

    StowbenchProcess.Result refused = stowbench.run(board);

    assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains("cross-validated on sim-7:dev itself");
    StowbenchProcess.Result taken = run(board, "--allow-cross-validated");
    assertThat(taken.exitCode()).isZero();
    assertThat(taken.out()).contains("prior: cross-validated, 2 folds");
    assertThat(Path.of(site, "leaderboard.json")).content().contains("\"cross_validated\" : true");
    assertThat(Path.of(site, "index.html")).content().containsOnlyOnce("cross-validated");
  }

  @Test
  void aModelThatDoesNotRecordItsHouseholdsMayHaveSeenAnyOthers() throws IOException {
    Path old = folder.resolve("old.zip");
    try (ZipFile now = new ZipFile(path("model.zip"));
        ZipOutputStream first = new ZipOutputStream(Files.newOutputStream(old))) {
      for (ZipEntry entry : Collections.list(now.entries())) {
        byte[] bytes = now.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("provenance.json")) {
          ObjectNode provenance = (ObjectNode) JSON.readTree(bytes);
          provenance.put("version", 1).remove("households");
          bytes = JSON.writeValueAsBytes(provenance);
        }
        first.putNextEntry(new ZipEntry(entry.getName()));
        first.write(bytes);
      }
    }
    String others = path("others") + ":dev";

    StowbenchProcess.Result told = run(others, "prior:model=" + old, "old-others");

    assertThat(told.err()).contains("may have seen these households", "households not recorded");
    assertThat(told.out()).contains("may have seen these households");
    assertThat(
            stowbench
                .run("gate", only("old-others"), "--dataset", others, "--require", "hit@1>=0")
                .exitCode())
        .isZero();
    assertThat(run(kitchens(), "prior:model=" + old, "old-same").err()).contains(": " + SEEN);
  }

  @Test
  void otherHomesAreNotSeen() {
    StowbenchProcess.Result told = run(path("others") + ":dev", model(), "others-run");

    assertThat(told.out() + told.err()).doesNotContain("seen");
  }

  @Test
  void theSameHomesUnderAnotherNameAndSplitAreSeenByTheirContent() throws IOException {
    Path renamed = Files.createDirectory(folder.resolve("renamed"));
    try (var files = Files.list(folder.resolve("kitchens"))) {
      for (Path file : files.toList()) {
        Files.copy(file, renamed.resolve(file.getFileName()));
      }
    }
    Path about = renamed.resolve("dataset.json");
    Files.writeString(about, Files.readString(about).replace("\"sim-7\"", "\"mine\""));

    assertThat(run(renamed + ":dev", model(), "renamed-run").err()).contains(SEEN);
  }

  @Test
  void whatPlaysBackOrPutsTogetherHasSeenWhatItsPartsHave() throws IOException {
    Path predictions = Path.of(only("seen"), "predictions.jsonl");

    assertThat(run(kitchens(), "replay:" + predictions, "replayed").err()).contains(SEEN);
    assertThat(run(kitchens(), "ensemble:random + " + model(), "fused").err()).contains(SEEN);

    Files.copy(predictions, folder.resolve("copy.jsonl"));
    assertThat(run(kitchens(), "replay:" + path("copy.jsonl"), "copied").err())
        .doesNotContain(SEEN);
    assertThat(learnedFrom("copied").path("declared").asBoolean()).isFalse();
  }
}
