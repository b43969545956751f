package org.stowbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.Query;

class ResumeTest {

  private static final Dataset DATASET =
      TestRuns.dataset("plain", "Löffel 🥄 \u2028", "line\nend\r\n", "\"quoted\\\"}", "last");

  @TempDir Path temp;

  /** Rolls dice, remembers what was asked, and stops the run at one query. */
  private static Predictor stoppingAt(String stop, List<String> asked) {
    return (query, context) -> {
      if (query.id().equals(stop)) {
        throw new RunStoppedException("the budget is spent:\nraise it");
      }
      asked.add(query.id());
      return TestRuns.dice(query, context);
    };
  }

  private RunFolder stoppedRun(RunPlan plan) throws IOException {
    RunFolder folder = RunFolder.create(temp, plan);
    Runner.run(plan, stoppingAt("last", new ArrayList<>()), folder, RunListener.NONE);
    return folder;
  }

  @Test
  void aStoppedRunSaysWhyAndGoesOnWhereItWas() throws Exception {
    RunPlan plan = TestRuns.plan(DATASET, 1);
    RunFolder folder = RunFolder.create(temp, plan);
    List<String> asked = new ArrayList<>();

    RunOutcome stopped = Runner.run(plan, stoppingAt("last", asked), folder, RunListener.NONE);

    assertThat(stopped.asked()).isEqualTo(4);
    assertThat(stopped.manifest().status()).isEqualTo(RunStatus.STOPPED);
    assertThat(stopped.manifest().stoppedBecause()).contains("the budget is spent: raise it");
    assertThatThrownBy(folder::predictions)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not complete: resume it");

    RunOutcome complete =
        Runner.run(plan, stoppingAt("", asked), RunFolder.open(folder.path()), RunListener.NONE);

    assertThat(complete.asked()).isEqualTo(1);
    assertThat(complete.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(complete.manifest().answered()).isEqualTo(5);
    assertThat(complete.manifest().started()).isEqualTo(stopped.manifest().started());
    assertThat(asked).doesNotHaveDuplicates().hasSize(5);
    assertThat(TestRuns.content(folder.predictionsFile()))
        .isEqualTo(TestRuns.expected(temp.resolve("expected"), DATASET));
  }

  /** The same, having learned from a split. */
  private record Learner(Predictor answers, String split) implements Predictor, Learned {

    @Override
    public Prediction predict(Query query, PredictionContext context) throws InterruptedException {
      return answers.predict(query, context);
    }

    @Override
    public LearnedFrom learnedFrom() {
      return LearnedFrom.of(
          LearnedFrom.Source.of(
              new DatasetInfo(split, "sha256:" + split, 5, false), List.of("home")));
    }
  }

  @Test
  void whatHasLearnedFromSomethingElseMayNotGoOn() throws Exception {
    RunPlan plan = TestRuns.plan(DATASET, 1);
    RunFolder folder = RunFolder.create(temp, plan);
    List<String> asked = new ArrayList<>();
    Runner.run(plan, new Learner(stoppingAt("last", asked), "a:dev"), folder, RunListener.NONE);
    String runJson = TestRuns.content(folder.manifestFile());
    String journal = TestRuns.content(folder.journalFile());
    Predictor other = new Learner(stoppingAt("", asked), "b:dev");

    assertThatThrownBy(() -> Runner.run(plan, other, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("learned_from")
        .hasMessageContaining("b:dev (1 household)")
        .hasMessageContaining("a:dev (1 household)");

    assertThat(asked).hasSize(4);
    assertThat(TestRuns.content(folder.manifestFile())).isEqualTo(runJson);
    assertThat(TestRuns.content(folder.journalFile())).isEqualTo(journal);
    Predictor same = new Learner(stoppingAt("", asked), "a:dev");
    assertThat(Runner.run(plan, same, folder, RunListener.NONE).manifest().status())
        .isEqualTo(RunStatus.COMPLETE);
  }

  @Test
  void aRunWithoutFailuresIsOverForGood() throws Exception {
    RunPlan plan = TestRuns.plan(DATASET, 2);
    RunFolder folder = RunFolder.create(temp, plan);
    RunManifest manifest = Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE).manifest();
    String journal = TestRuns.content(folder.journalFile());
    String runJson = TestRuns.content(folder.manifestFile());
    List<String> asked = new ArrayList<>();

    RunOutcome again = Runner.run(plan, stoppingAt("", asked), folder, RunListener.NONE);

    assertThat(asked).isEmpty();
    assertThat(again).isEqualTo(new RunOutcome(manifest, 0, Optional.empty(), List.of()));
    assertThat(TestRuns.content(folder.journalFile())).isEqualTo(journal);
    assertThat(TestRuns.content(folder.manifestFile())).isEqualTo(runJson);
  }

  @Test
  void whatFailedIsAskedAgainAndTheLastPredictionCounts() throws Exception {
    RunPlan plan = TestRuns.plan(DATASET, 1);
    RunFolder folder = RunFolder.create(temp, plan);
    Predictor failsOnce =
        (query, context) -> {
          if (query.id().equals("plain")) {
            throw new IOExceptionInDisguise();
          }
          return TestRuns.dice(query, context);
        };
    RunOutcome first = Runner.run(plan, failsOnce, folder, RunListener.NONE);
    assertThat(first.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(first.manifest().failed()).isEqualTo(1);
    List<String> asked = new ArrayList<>();

    RunOutcome second = Runner.run(plan, stoppingAt("", asked), folder, RunListener.NONE);

    assertThat(asked).containsExactly("plain");
    assertThat(second.manifest().failed()).isZero();
    assertThat(second.manifest().answered()).isEqualTo(5);
    assertThat(TestRuns.lines(folder.journalFile()))
        .filteredOn(line -> line.contains("\"query\":\"plain\""))
        .hasSize(2)
        .first()
        .asString()
        .contains("\"error\":\"the predictor threw an error");
    assertThat(TestRuns.content(folder.predictionsFile()))
        .isEqualTo(TestRuns.expected(temp.resolve("expected"), DATASET));
  }

  private static final class IOExceptionInDisguise extends RuntimeException {}

  @Test
  void aStopWhileFailuresAreAskedAgainLeavesTheRunComplete() throws Exception {
    RunPlan plan = TestRuns.plan(DATASET, 1);
    RunFolder folder = RunFolder.create(temp, plan);
    Predictor fails =
        (query, context) -> {
          throw new IOExceptionInDisguise();
        };
    Runner.run(plan, fails, folder, RunListener.NONE);
    List<String> warnings = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void warned(String message) {
            warnings.add(message);
          }
        };

    RunOutcome outcome = Runner.run(plan, stoppingAt("last", new ArrayList<>()), folder, listener);

    assertThat(outcome.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(outcome.manifest().answered()).isEqualTo(4);
    assertThat(outcome.manifest().failed()).isEqualTo(1);
    assertThat(warnings)
        .containsExactly(
            "stopped while failed queries were asked again: the budget is spent: raise it");
    try (var predictions = folder.predictions()) {
      assertThat(predictions.filter(p -> p.error().isPresent())).hasSize(1);
    }
  }

  @Test
  void aTornLastLineIsAskedAgainAndAWholeOneIsNot() throws Exception {
    RunPlan plan = TestRuns.plan(DATASET, 1);
    RunFolder folder = stoppedRun(plan);
    byte[] journal = Files.readAllBytes(folder.journalFile());
    int lastRecord = 1 + lastLineEndBefore(journal, journal.length - 1);
    String expected = TestRuns.expected(temp.resolve("expected"), DATASET);

    for (int cut : new int[] {0, 1, 2, 3, 20, 1000}) {
      int length = Math.max(lastRecord, journal.length - cut);
      List<String> asked = resumeWith(folder, plan, Arrays.copyOf(journal, length), expected);
      boolean whole = length >= journal.length - 1;
      assertThat(asked)
          .as("after a cut at byte %d of %d", length, journal.length)
          .isEqualTo(whole ? List.of("last") : List.of("\"quoted\\\"}", "last"));
    }
  }

  @Test
  void aTornHeaderIsWrittenAgain() throws Exception {
    RunPlan plan = TestRuns.plan(DATASET, 1);
    RunFolder folder = stoppedRun(plan);
    byte[] journal = Files.readAllBytes(folder.journalFile());
    int header = new String(journal, StandardCharsets.UTF_8).indexOf('\n');
    String expected = TestRuns.expected(temp.resolve("expected"), DATASET);

    for (int length : new int[] {0, 1, header - 1, header}) {
      assertThat(resumeWith(folder, plan, Arrays.copyOf(journal, length), expected)).hasSize(5);
    }
  }

  /** Resumes a copy of a run with another journal; gives what was asked. */
  private List<String> resumeWith(RunFolder run, RunPlan plan, byte[] journal, String expected)
      throws IOException {
    RunFolder copy = new RunFolder(Files.createTempDirectory(temp, "copy"));
    Files.copy(run.manifestFile(), copy.manifestFile());
    Files.write(copy.journalFile(), journal);
    List<String> asked = new ArrayList<>();
    Runner.run(plan, stoppingAt("", asked), copy, RunListener.NONE);
    assertThat(TestRuns.content(copy.predictionsFile())).isEqualTo(expected);
    assertThat(TestRuns.lines(copy.journalFile())).hasSize(6);
    return asked;
  }

  private static int lastLineEndBefore(byte[] bytes, int end) {
    int i = end - 1;
    while (bytes[i] != '\n') {
      i--;
    }
    return i;
  }

  @Test
  void aBrokenLineThatIsNotATornEndIsAnErrorThatNamesItAndChangesNothing() throws Exception {
    RunPlan plan = TestRuns.plan(DATASET, 1);
    RunFolder folder = stoppedRun(plan);
    String runJson = TestRuns.content(folder.manifestFile());
    List<String> lines = new ArrayList<>(TestRuns.lines(folder.journalFile()));
    lines.set(2, lines.get(2).substring(0, 20));
    Files.write(folder.journalFile(), lines);
    String journal = TestRuns.content(folder.journalFile());

    assertThatThrownBy(() -> Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(folder.journalFile() + ": line 3: not JSON");
    assertThat(TestRuns.content(folder.journalFile())).isEqualTo(journal);
    assertThat(TestRuns.content(folder.manifestFile())).isEqualTo(runJson);
  }

  @Test
  void aJournalThatIsNotUtf8IsAnErrorThatNamesTheLine() throws Exception {
    RunPlan plan = TestRuns.plan(DATASET, 1);
    RunFolder folder = stoppedRun(plan);
    byte[] journal = Files.readAllBytes(folder.journalFile());
    journal[lastLineEndBefore(journal, journal.length - 1) + 15] = (byte) 0xff;
    Files.write(folder.journalFile(), journal);

    assertThatThrownBy(() -> Runner.run(plan, TestRuns.DICE, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder.journalFile() + ": line 5: not UTF-8 text");
  }

  @Test
  void anotherRunIsRefusedAndTheMessageSaysInWhatItDiffers() throws Exception {
    RunPlan plan = TestRuns.plan(DATASET, 1);
    RunFolder folder = stoppedRun(plan);
    RunPlan other =
        new RunPlan(
            Dataset.of(new DatasetInfo("test:other", "sha256:other", 5, false), DATASET::queries),
            TestRuns.spec("dice:2"),
            8,
            OptionalLong.of(3),
            4);

    assertThatThrownBy(() -> Runner.run(other, TestRuns.DICE, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            folder.manifestFile()
                + ": this run cannot be resumed as another: dataset was test:split, is now"
                + " test:other; dataset checksum was sha256:test, is now sha256:other; predictor"
                + " was dice, is now dice:2; seed was 7, is now 8; limit was none, is now 3");
  }

  @Test
  void theJournalRefusesAnotherRunEvenIfTheManifestIsGone() throws Exception {
    RunPlan plan = TestRuns.plan(DATASET, 1);
    RunFolder folder = stoppedRun(plan);
    Files.delete(folder.manifestFile());
    RunPlan other = new RunPlan(DATASET, plan.predictor(), 8, plan.limit(), 1);

    assertThatThrownBy(() -> Runner.run(other, TestRuns.DICE, folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(folder.journalFile() + ": line 1: ")
        .hasMessageEndingWith("seed was 7, is now 8");
    assertThat(folder.manifestFile()).doesNotExist();
  }

  @Test
  void otherJobsAreNotAnotherRun() throws Exception {
    RunFolder folder = stoppedRun(TestRuns.plan(DATASET, 1));

    RunOutcome outcome =
        Runner.run(TestRuns.plan(DATASET, 3), TestRuns.DICE, folder, RunListener.NONE);

    assertThat(outcome.manifest().status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(outcome.manifest().jobs()).isEqualTo(3);
  }

  @Test
  void aDatasetThatBreaksOffEndsTheRunWhichCanBeResumed() throws Exception {
    Dataset broken =
        Dataset.of(
            DATASET.info(),
            () ->
                Stream.concat(
                    DATASET.queries().limit(2),
                    Stream.generate(
                        () -> {
                          throw new InvalidInputException("queries.jsonl: line 3: not JSON");
                        })));
    RunPlan plan = TestRuns.plan(broken, 2);
    RunFolder folder = RunFolder.create(temp, plan);
    List<String> asked = Collections.synchronizedList(new ArrayList<>());

    assertThatThrownBy(() -> Runner.run(plan, stoppingAt("", asked), folder, RunListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("queries.jsonl: line 3: not JSON");
    assertThat(folder.manifest().stoppedBecause().orElseThrow()).contains("line 3");
    Runner.run(TestRuns.plan(DATASET, 2), stoppingAt("", asked), folder, RunListener.NONE);

    assertThat(asked).doesNotHaveDuplicates().hasSize(5);
    assertThat(folder.manifest().status()).isEqualTo(RunStatus.COMPLETE);
  }
}
