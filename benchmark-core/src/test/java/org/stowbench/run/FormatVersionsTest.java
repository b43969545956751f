package org.stowbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PluginOrigin;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.Query;
import org.stowbench.scene.Region;
import org.stowbench.testing.JsonFields;

/**
 * The fields of each version of a run folder's files. Whoever adds, drops or renames one raises
 * {@link ManifestJson#FORMAT} or {@link Journal#VERSION}, adds the new version's fields and a
 * stored run here, and keeps the old ones: old runs must stay readable. Predictions carry no
 * version of their own, since each line is one prediction; theirs is that of the {@code run.json}
 * beside them.
 */
class FormatVersionsTest {

  private static final String FIRST_MANIFEST =
      """
          format run status stopped_because
          dataset dataset.id dataset.checksum dataset.queries dataset.simulated
          predictor predictor.name predictor.spec predictor.options predictor.argument
          predictor.plugin predictor.plugin.file predictor.plugin.checksum
          seed limit mode budget jobs
          software software.stowbench software.java software.os software.commit
          started finished answered failed queries_per_second
          """;

  private static final String SECOND_MANIFEST =
      FIRST_MANIFEST
          + " predictor.files predictor.files.a.py learned_from learned_from.declared"
          + " learned_from.sources learned_from.sources.dataset learned_from.sources.checksum"
          + " learned_from.sources.folds learned_from.sources.households incomplete"
          + " repeat repeat.number repeat.of repeat.first";

  private static final String KNOWN = " known known.placements known.of_at_least";

  private static final Map<Integer, String> MANIFEST =
      Map.of(1, FIRST_MANIFEST, 2, SECOND_MANIFEST, 3, SECOND_MANIFEST + KNOWN);

  private static final String FIRST_PREDICTIONS =
      """
          query ranking ranking.container ranking.region ranking.not_here ranking.score
          scores order error rationale usage usage.input_tokens usage.output_tokens usage.cost_usd
          """;

  private static final Map<Integer, String> PREDICTIONS =
      Map.of(1, FIRST_PREDICTIONS, 2, FIRST_PREDICTIONS, 3, FIRST_PREDICTIONS);

  private static final String FIRST_JOURNAL =
      FIRST_PREDICTIONS
          + """
          journal dataset checksum predictor seed limit mode budget latency_ms details
          """;

  private static final String FILES = " files files.a.py";

  private static final Map<Integer, String> JOURNAL =
      Map.of(1, FIRST_JOURNAL, 2, FIRST_JOURNAL + FILES, 3, FIRST_JOURNAL + FILES + KNOWN);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A predictor's options and details, and a region's points, are not ours to name. */
  private static final Set<String> FREE = Set.of("predictor.options", "details", "ranking.region");

  private static final Dataset DATASET =
      TestRuns.dataset("fails", "draws", "likes all", "left out");

  @TempDir Path temp;

  private static RunPlan plan(RunMode mode) {
    return new RunPlan(DATASET, TestRuns.spec("dice"), 7, OptionalLong.of(3), 1, mode);
  }

  /** A plan of a predictor that a file shapes. */
  private static RunPlan planWith(String file, String checksum) {
    PredictorSpec spec =
        new PredictorSpec(
            "dice",
            "dice",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(Map.of(file, checksum)));
    return new RunPlan(DATASET, spec, 7, OptionalLong.of(3), 1, RunMode.RANK);
  }

  /** Between them, the queries' predictions have all that a prediction may have. */
  private static Prediction predicted(Query query) {
    Prediction prediction =
        switch (query.id()) {
          case "fails" -> Prediction.failed(query.id(), "no idea").withRationale("because");
          case "draws" ->
              Prediction.of(
                  query,
                  new Ranking(
                      List.of(
                          RankedAnswer.of(Answer.region(Region.box(0, 0, 10, 10)), 0.75),
                          RankedAnswer.of(Answer.container(1), 0.25)),
                      Ranking.Scores.PROBABILITY,
                      Ranking.Order.STRICT));
          default ->
              Prediction.of(
                  query,
                  new Ranking(
                      List.of(
                          RankedAnswer.of(Answer.container(2)), RankedAnswer.of(Answer.NOT_HERE)),
                      Ranking.Scores.NONE,
                      Ranking.Order.TIED));
        };
    return prediction
        .withUsage(new Usage(12, 3, OptionalDouble.of(0.5)))
        .withDetails(new Details(Json.object().put("made", "up")));
  }

  private static final Predictor PREDICTOR = (query, context) -> predicted(query);

  private static Set<String> words(String fields) {
    return new TreeSet<>(List.of(fields.strip().split("\\s+")));
  }

  private static Set<String> fields(String... records) throws IOException {
    Set<String> fields = new TreeSet<>();
    for (String record : records) {
      fields.addAll(JsonFields.of(MAPPER.readTree(record), FREE::contains, path -> false));
    }
    return fields;
  }

  private RunFolder run() throws IOException {
    RunFolder folder = RunFolder.create(temp.resolve("runs"), plan(RunMode.RANK));
    Runner.run(plan(RunMode.RANK), PREDICTOR, folder, RunListener.NONE);
    return folder;
  }

  @Test
  void everyVersionSoFarHasItsFieldsPinned() {
    assertThat(MANIFEST).hasSize(ManifestJson.FORMAT).containsKey(ManifestJson.FORMAT);
    assertThat(PREDICTIONS).hasSize(ManifestJson.FORMAT).containsKey(ManifestJson.FORMAT);
    assertThat(JOURNAL).hasSize(Journal.VERSION).containsKey(Journal.VERSION);
  }

  @Test
  void aManifestHasExactlyTheFieldsOfThisVersion() throws Exception {
    RunManifest everything =
        new RunManifest(
            "dice-test-split-001",
            RunStatus.STOPPED,
            Optional.of("interrupted"),
            new DatasetInfo("test:split", "sha256:test", 4, true),
            new PredictorSpec(
                "dice:k=v,a.py",
                "dice",
                Map.of("k", "v"),
                Optional.of("a.py"),
                Optional.of(new PluginOrigin("plug.jar", "sha256:plug")),
                new TreeMap<>(Map.of("a.py", "sha256:a"))),
            LearnedFrom.of(
                LearnedFrom.Source.of(
                        new DatasetInfo("test:dev", "sha256:test", 4, true), List.of("home"))
                    .inFolds(5)),
            7,
            Optional.of(new Repeat(2, 3, Optional.of("dice-test-split-000"))),
            OptionalLong.of(3),
            new RunMode.Search(OptionalInt.of(2)),
            Optional.of(new Known(1, 3)),
            2,
            new Software("0.1.0", "17", "Linux", Optional.of("0".repeat(40))),
            Instant.EPOCH,
            Optional.of(Instant.EPOCH),
            2,
            1,
            1,
            OptionalDouble.of(3.5));

    assertThat(fields(Json.pretty(ManifestJson.write(everything))))
        .isEqualTo(words(MANIFEST.get(ManifestJson.FORMAT)));
  }

  @Test
  void aJournalAndPredictionsHaveExactlyTheFieldsOfThisVersion() throws Exception {
    RunFolder folder = run();
    RunPlan search = plan(new RunMode.Search(OptionalInt.of(2)));
    RunFolder searched = RunFolder.create(temp.resolve("runs"), search);
    Runner.run(search, PREDICTOR, searched, RunListener.NONE);
    List<String> journal = new ArrayList<>(TestRuns.lines(folder.journalFile()));
    journal.add(TestRuns.lines(searched.journalFile()).get(0));
    RunPlan shaped = planWith("a.py", "sha256:a");
    RunFolder fromFile = RunFolder.create(temp.resolve("runs"), shaped);
    Runner.run(shaped, PREDICTOR, fromFile, RunListener.NONE);
    journal.add(TestRuns.lines(fromFile.journalFile()).get(0));

    RunPlan knowing = TestRuns.plan(new Known(0, 0).view(DATASET), 1);
    RunFolder known = RunFolder.create(temp.resolve("runs"), knowing);
    Runner.run(knowing, PREDICTOR, known, RunListener.NONE);
    journal.add(TestRuns.lines(known.journalFile()).get(0));

    assertThat(fields(journal.toArray(String[]::new)))
        .isEqualTo(words(JOURNAL.get(Journal.VERSION)));
    assertThat(fields(TestRuns.lines(folder.predictionsFile()).toArray(String[]::new)))
        .isEqualTo(words(PREDICTIONS.get(ManifestJson.FORMAT)));
  }

  /** A copy of the run that a version left. */
  private RunFolder stored(int version) throws IOException {
    Path folder = Files.createDirectory(temp.resolve("version-" + version));
    for (String file : List.of("run.json", "journal.jsonl", "predictions.jsonl")) {
      try (InputStream in =
          FormatVersionsTest.class.getResourceAsStream("version-" + version + "/" + file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
    return RunFolder.open(folder);
  }

  @Test
  void aStoredRunOfTheFirstVersionIsReadAndGoesOn() throws Exception {
    RunFolder folder = stored(1);
    RunManifest manifest = folder.manifest();
    assertThat(manifest.run()).isEqualTo("dice-test-split-001");
    assertThat(manifest.mode()).isEqualTo(RunMode.RANK);
    assertThat(manifest.started()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(manifest.failed()).isEqualTo(1);
    try (var predictions = folder.predictions()) {
      assertThat(predictions.toList())
          .containsExactlyElementsOf(
              DATASET
                  .queries()
                  .limit(3)
                  .map(labeled -> predicted(labeled.query()).forScoring())
                  .toList());
    }

    RunOutcome again = Runner.run(plan(RunMode.RANK), TestRuns.DICE, folder, RunListener.NONE);

    assertThat(again.asked()).as("the one that had failed").isEqualTo(1);
    assertThat(again.manifest().failed()).isZero();
    assertThat(again.manifest().started()).isEqualTo(manifest.started());
  }

  @Test
  void aStoredRunOfTheSecondVersionGoesOnWithTheFilesThatItBeganWithAlone() throws Exception {
    RunFolder folder = stored(2);
    assertThat(folder.manifest().predictor().files()).containsEntry("model.zip", "sha256:old");
    assertThatThrownBy(
            () ->
                Runner.run(
                    planWith("model.zip", "sha256:new"), TestRuns.DICE, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("checksum of model.zip was sha256:old, is now sha256:new");

    RunOutcome again =
        Runner.run(planWith("model.zip", "sha256:old"), TestRuns.DICE, folder, RunListener.NONE);

    assertThat(again.asked()).as("the one that had failed").isEqualTo(1);
  }

  @Test
  void aStoredRunOfTheThirdVersionGoesOnWithWhatWasKnownAlone() throws Exception {
    RunFolder folder = stored(3);
    assertThat(folder.manifest().known()).contains(new Known(0, 0));
    assertThatThrownBy(
            () -> Runner.run(plan(RunMode.RANK), TestRuns.DICE, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("known placements was 0 of at least 0, is now those of the dataset");

    RunPlan knowing = TestRuns.limited(new Known(0, 0).view(DATASET), 3);
    RunOutcome again = Runner.run(knowing, TestRuns.DICE, folder, RunListener.NONE);

    assertThat(again.asked()).as("the one that had failed").isEqualTo(1);
  }

  @Test
  void aRunOfTheFirstVersionDoesNotGoOnWithAFileWhoseContentItDoesNotKnow() throws Exception {
    assertThatThrownBy(
            () ->
                Runner.run(
                    planWith("model.zip", "sha256:new"),
                    TestRuns.DICE,
                    stored(1),
                    RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("checksum of model.zip was not recorded, is now sha256:new");
  }

  @Test
  void aVersionThatIsNotKnownIsRefused() throws Exception {
    RunFolder folder = stored(3);
    String manifest = TestRuns.content(folder.manifestFile());
    String journal = TestRuns.content(folder.journalFile());

    RunPlan knowing = TestRuns.limited(new Known(0, 0).view(DATASET), 3);
    Files.writeString(folder.journalFile(), journal.replace("\"journal\":3", "\"journal\":4"));
    assertThatThrownBy(() -> Runner.run(knowing, TestRuns.DICE, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("field journal: expected journal version 1 to 3, found 4");

    Files.writeString(folder.manifestFile(), manifest.replace("\"format\" : 3", "\"format\" : 4"));
    assertThatThrownBy(folder::manifest)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("field format: expected run format 1 to 3, found 4");
  }
}
