package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Dataset;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunManifest;
import org.stowbench.run.RunOutcome;
import org.stowbench.run.RunPlan;
import org.stowbench.run.RunStatus;
import org.stowbench.run.Runner;
import org.stowbench.scorer.RecordedRun;
import org.stowbench.scorer.Repeats;
import org.stowbench.scorer.RunningScore;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.protocols.Protocol;

/** The runs of one command over one split, scored with one preparation of it. */
final class RunResults {

  private final ReadyPredictors ready;
  private final String again;
  private final Dataset asked;
  private final TableOption output;
  private final ProgressOption progress;
  private final List<RunTable.Row> rows = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private final List<ScoredRun> repeats = new ArrayList<>();
  private OptionalDouble rate = OptionalDouble.empty();
  private Optional<Scoring> scoring = Optional.empty();

  /** By predictor, what failed first: its repeats mostly fail alike. */
  private final Map<String, Printout> reasons = new LinkedHashMap<>();

  /** Those that the table has no row of. */
  private final List<String> stopped = new ArrayList<>();

  private boolean failures;

  /**
   * None yet of those that are ready.
   *
   * @param again what has to be given again to go on with such a run; empty where it says itself
   */
  RunResults(ReadyPredictors ready, String again, TableOption output, ProgressOption progress) {
    this.ready = ready;
    this.again = again;
    this.asked = ready.plans().get(0).asked(); // all ask the same, whatever is known
    this.output = output;
    this.progress = progress;
  }

  /** Runs and scores a repeat; false if it was stopped. */
  boolean add(RunPlan plan, RunFolder folder) throws IOException {
    try (LastWords words = LastWords.awaited()) {
      return ranAndSaid(plan, folder);
    }
  }

  private boolean ranAndSaid(RunPlan plan, RunFolder folder) throws IOException {
    RunOutcome outcome;
    RunningScore running;
    try (ProgressLine line = progress.start(plan.named())) {
      Predictor predictor = ready.take(plan, line);
      Notifying.of(predictor).ifPresent(notifying -> line.remarks(notifying::now));
      running = new RunningScore(plan, scoring, new RunProgress(plan.named(), line));
      outcome = Runner.run(plan, predictor, folder, running);
    } catch (OutOfMemoryError e) {
      sayStopped(plan, folder, "memory ran out");
      throw e;
    } catch (InvalidInputException e) {
      String why = GuardedAsk.oneLine(e.getMessage());
      if (RunFolder.manifestOf(folder.journalFile())
          .flatMap(RunManifest::stoppedBecause)
          .filter(why::equals)
          .isPresent()) {
        sayStopped(plan, folder, "its dataset cannot be read to the end");
      }
      throw e;
    }
    RunManifest manifest = outcome.manifest();
    outcome.spent().ifPresent(spent -> output.say(plan.named() + " spent " + spent));
    outcome.notices().forEach(notice -> output.say(plan.named() + ": " + notice));
    folders.add(folder.path());
    failures |= manifest.failed() > 0 || manifest.incomplete() > 0;
    if (manifest.status() != RunStatus.COMPLETE) {
      failures = true;
      sayStopped(plan, folder, manifest.stoppedBecause().orElse(""));
      return false;
    }
    if (manifest.failed() > 0) {
      output.say(
          "%s: %d of %d predictions failed; the reasons are in %s"
              .formatted(
                  plan.named(), manifest.failed(), plan.queries(), folder.predictionsFile()));
    }
    if (manifest.incomplete() > 0) {
      output.say(
          "%s: %d of %d predictions lack something, as their rationales say; ask for it again with: %s"
              .formatted(plan.named(), manifest.incomplete(), plan.queries(), resuming(folder)));
    }
    repeats.add(score(plan, folder, running));
    rate = manifest.queriesPerSecond();
    return true;
  }

  /** Takes the repeats of one predictor together as a row. */
  void finish() {
    if (!repeats.isEmpty()) {
      Repeats together = Repeats.of(scoring.orElseThrow(), repeats);
      together.mean().scorecard().warning().ifPresent(output::say);
      rows.add(new RunTable.Row(together, rate));
      repeats.clear();
    }
  }

  private void sayStopped(RunPlan plan, RunFolder folder, String why) {
    stopped.add(plan.named());
    output.say("%s stopped: %s; go on with: %s".formatted(plan.named(), why, resuming(folder)));
  }

  private String resuming(RunFolder folder) {
    return "stowbench run --resume " + Words.quoted(folder.path().toString()) + again;
  }

  private ScoredRun score(RunPlan plan, RunFolder folder, RunningScore running) throws IOException {
    RecordedRun recorded = RecordedRun.read(folder);
    FailedPredictions failed = new FailedPredictions();
    ScoredRun scored;
    Optional<Scoring> passed = running.scoring();
    if (passed.isPresent()) {
      scoring = passed;
      scored = running.finish(passed.get(), recorded.manifest());
      if (recorded.manifest().failed() > 0) {
        try (Stream<Prediction> predictions = folder.predictions()) {
          predictions.forEach(failed::see);
        }
      }
    } else { // a run that was over before: nothing has passed
      if (scoring.isEmpty()) {
        scoring = Optional.of(Scoring.of(QueryIndex.of(asked), Protocol.of(plan.mode())));
      }
      scored = recorded.score(scoring.get(), plan.named(), failed::see);
    }
    reasons.merge(
        plan.named(),
        failed.underTable(plan.named(), output.format()),
        (before, next) -> before.isEmpty() ? next : before);
    ScoreFiles.write(scored, folder);
    return scored;
  }

  int print() {
    if (!rows.isEmpty()) {
      Printout table =
          RunTable.render(
              asked.info(),
              rows,
              AdaptationCurve.of(rows.stream().map(row -> row.repeats().mean()).toList()),
              output.format());
      if (output.isForPeople()) {
        reasons.values().forEach(table::add);
      }
      output.print(table);
      if (!stopped.isEmpty()) {
        output.say("stopped, and not in the table: " + String.join("; ", stopped));
      }
    }
    for (Path folder : folders) {
      output.say("run folder " + folder);
    }
    return failures ? ExitCode.FAILED_PREDICTIONS : ExitCode.OK;
  }
}
