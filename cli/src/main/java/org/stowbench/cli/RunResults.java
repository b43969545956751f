package org.stowbench.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.stowbench.cli.output.OutputFormat;
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
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.suite.SuiteMatrix;

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
    return "stowbench run --resume " + ShellWords.quoted(folder.path().toString()) + again;
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

  /**
   * Prints what came of several splits, and says how they ended: of a suite one table of predictors
   * by splits, else a table a split.
   *
   * @param all of each split its runs, one or more
   * @param suite what they were asked as; empty where they were named otherwise
   */
  static int print(List<RunResults> all, Optional<String> suite, TableOption output) {
    Printout tables = tables(all, suite, output.format());
    if (!tables.isEmpty()) {
      output.print(tables);
    }
    return all.stream().mapToInt(RunResults::end).max().orElseThrow();
  }

  private static Printout tables(
      List<RunResults> all, Optional<String> suite, OutputFormat format) {
    Printout text = Printout.of(format);
    List<RunResults> done = all.stream().filter(results -> !results.rows.isEmpty()).toList();
    if (done.isEmpty()) {
      return text;
    }
    List<List<Scorecard>> splits = done.stream().map(RunResults::scorecards).toList();
    boolean several = suite.isPresent() || done.size() > 1;
    return switch (format) {
      case json ->
          several
              ? Printout.json(
                  SuiteTable.json(suite, done.stream().map(RunResults::document).toList()))
              : done.get(0).table();
      case csv -> several ? text.table(SuiteTable.all(splits)) : done.get(0).table();
      case table, markdown -> {
        if (suite.isPresent()) {
          text.add(SuiteTable.render(SuiteMatrix.of(splits), format));
          if (format == OutputFormat.table) {
            done.forEach(results -> results.reasons.values().forEach(text::add));
          }
        } else {
          for (RunResults results : done) {
            (text.isEmpty() ? text : text.blank()).add(results.table());
          }
        }
        yield text;
      }
    };
  }

  /** The table of the split; there must be a row. */
  private Printout table() {
    Printout table = RunTable.render(asked.info(), rows, curves(), output.format());
    if (output.isForPeople()) {
      reasons.values().forEach(table::add);
    }
    return table;
  }

  private List<AdaptationCurve> curves() {
    return AdaptationCurve.of(rows.stream().map(row -> row.repeats().mean()).toList());
  }

  /** The scorecards of all that ran to the end. */
  private List<Scorecard> scorecards() {
    return rows.stream().map(RunTable.Row::scorecard).toList();
  }

  /** The figures as {@code --format json} prints them; there must be a row. */
  private ObjectNode document() {
    return RunTable.json(rows, curves());
  }

  private int end() {
    if (!rows.isEmpty() && !stopped.isEmpty()) {
      output.say("stopped, and not in the table: " + String.join("; ", stopped));
    }
    for (Path folder : folders) {
      output.say("run folder " + folder);
    }
    return failures ? ExitCode.FAILED_PREDICTIONS : ExitCode.OK;
  }
}
