package org.stowbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.PluginOrigin;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.testing.TestKitchens;

class RunFolderTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path temp;

  private static RunPlan plan(String predictor, String dataset) {
    return new RunPlan(
        TestKitchens.dataset(dataset, List.of()),
        new PredictorSpec(
            predictor + ":x",
            predictor,
            Map.of("k", "v"),
            Optional.of("a.py"),
            Optional.of(new PluginOrigin("plug.jar", "sha256:test"))),
        -3,
        OptionalLong.of(5),
        2);
  }

  @Test
  void foldersAreNamedAfterPredictorAndDatasetAndNumbered() throws Exception {
    RunPlan plan = plan("largest", "shic:eval");

    assertThat(RunFolder.create(temp, plan).path())
        .isEqualTo(temp.resolve("largest-shic-eval-001"));
    assertThat(RunFolder.create(temp, plan).path())
        .isEqualTo(temp.resolve("largest-shic-eval-002"));
  }

  @Test
  void aFolderAppearsWithItsManifestAndNothingElse() throws Exception {
    RunFolder folder = RunFolder.create(temp, plan("largest", "shic:eval"));

    assertThat(RunFolder.open(folder.path()).manifest().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(folder.manifest().run()).isEqualTo("largest-shic-eval-001");
    try (var files = Files.walk(temp)) {
      assertThat(files)
          .containsExactlyInAnyOrder(temp, folder.path(), folder.path().resolve("run.json"));
    }
  }

  @Test
  void whatStandsInAFoldersPlaceIsLeftAlone() throws Exception {
    Files.createDirectory(temp.resolve("largest-shic-eval-001"));
    Files.writeString(temp.resolve("largest-shic-eval-002"), "mine");
    Files.createSymbolicLink(temp.resolve("largest-shic-eval-003"), Path.of("nowhere"));

    assertThat(RunFolder.create(temp, plan("largest", "shic:eval")).path())
        .isEqualTo(temp.resolve("largest-shic-eval-004"));
    assertThat(temp.resolve("largest-shic-eval-001")).isEmptyDirectory();
    assertThat(temp.resolve("largest-shic-eval-002")).hasContent("mine");
  }

  @Test
  void manyThatBeginAtOnceGetAFolderEach() throws Exception {
    RunPlan plan = plan("largest", "shic:eval");
    assertThat(
            IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> TestRuns.folder(temp, plan).path())
                .distinct())
        .hasSize(40);
  }

  @Test
  void aHostileNameStaysInTheParentFolder() throws Exception {
    RunFolder folder = RunFolder.create(temp, plan("../../x", "/etc/\n:" + "y".repeat(300)));

    assertThat(folder.path().getParent()).isEqualTo(temp);
    assertThat(folder.path().getFileName().toString()).matches("x-etc-y{56}-001");
  }

  @Test
  void theManifestIsReadAsItWasWritten() throws Exception {
    RunPlan plan = plan("largest", "shic:eval");
    RunFolder folder = RunFolder.create(temp, plan);

    RunManifest written = Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE).manifest();

    assertThat(RunFolder.open(folder.path()).manifest()).isEqualTo(written);
    assertThat(written.run()).isEqualTo("largest-shic-eval-001");
    assertThat(written.predictor()).isEqualTo(plan.predictor());
    assertThat(written.software().stowbench()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(written.finished()).isPresent();
    try (var files = Files.list(folder.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("run.json", "journal.jsonl", "predictions.jsonl", ".lock");
    }
  }

  @Test
  void aManifestThatDoesNotFitIsRefusedWithItsField() throws Exception {
    RunPlan plan = plan("largest", "shic:eval");
    RunFolder folder = RunFolder.create(temp, plan);
    Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE);
    String json = TestRuns.content(folder.manifestFile());

    Files.writeString(folder.manifestFile(), json.replaceFirst("\"complete\"", "\"done\""));
    assertThatThrownBy(folder::manifest)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            folder.manifestFile()
                + ": field status: expected one of running, complete, stopped, found the text"
                + " \"done\"");
    Files.writeString(folder.manifestFile(), json.replaceFirst("20\\d\\d-", "soon-"));
    assertThatThrownBy(folder::manifest)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("field started: expected a time such as 2026-01-31T12:00:00Z");
  }

  @Test
  void aFolderWithoutAManifestIsNotARunFolder() {
    assertThatThrownBy(() -> RunFolder.open(temp))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(temp + ": not a run folder: expected a run.json in it, found none");
  }

  @Test
  void aFolderThatIsBeingWrittenToIsRefused() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(1), 1);
    RunFolder folder = RunFolder.create(temp, plan);

    Runner.run(
        plan,
        (query, context) -> {
          assertThatThrownBy(() -> Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE))
              .isInstanceOf(InvalidInputException.class)
              .hasMessageContaining("another run is writing to this folder");
          return TestRuns.dice(query, context);
        },
        folder,
        RunListener.NONE);

    assertThat(folder.manifest().failed()).isZero();
  }

  @Test
  void aBrokenLineOfThePredictionsIsNamed() throws Exception {
    RunPlan plan = TestRuns.plan(TestRuns.dataset(3), 1);
    RunFolder folder = RunFolder.create(temp, plan);
    Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE);
    List<String> lines = TestRuns.lines(folder.predictionsFile());
    Files.write(folder.predictionsFile(), List.of(lines.get(0), "{}", lines.get(2)));

    try (var predictions = folder.predictions()) {
      assertThatThrownBy(predictions::toList)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(folder.predictionsFile() + ": line 2, field query: missing: must be there");
    }
  }

  @Test
  void theCommitIsWhatTheBuildLeftIfItLeftOne() {
    assertThat(Software.commit(built(COMMIT))).contains(COMMIT);
    assertThat(Software.commit(built("${git.commit.id}"))).isEmpty();
    assertThat(Software.commit(new Properties())).isEmpty();
  }

  private static Properties built(String commit) {
    Properties built = new Properties();
    built.setProperty("commit", commit);
    return built;
  }
}
