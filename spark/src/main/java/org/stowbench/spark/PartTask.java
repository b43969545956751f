package org.stowbench.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.ask.Needs;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunManifest;
import org.stowbench.run.RunOutcome;
import org.stowbench.run.RunPlan;
import org.stowbench.run.RunStatus;
import org.stowbench.run.Runner;
import org.stowbench.scorer.PartScoring;
import org.stowbench.scorer.RunningScore;
import org.stowbench.scorer.ScoredRun;

/** Asks about the households of a part and scores what is said, on whichever machine it runs. */
final class PartTask {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private PartTask() {}

  /**
   * How a part ended.
   *
   * @param asked how many queries were put to the predictor now
   * @param failed how many of the part's predictions failed
   * @param requests how many requests went out to what costs money
   * @param refused whether it could not be begun, for a reason that holds for every part
   * @param stopped why it is not done; empty where it is
   */
  record Ended(long asked, long failed, long requests, boolean refused, String stopped)
      implements Serializable {}

  /**
   * Does a part, or goes on where another machine left it.
   *
   * @param share what it may spend
   */
  static Ended run(Plan plan, Part part, Allowance share) throws IOException {
    PartFiles files = plan.files(part);
    awaitOthers(files.run());
    if (files.done()) {
      return new Ended(0, 0, 0, false, "");
    }
    try {
      Dataset queries = plan.told(dataset(plan, part));
      PredictorSpec spec = Predictors.installed().spec(plan.predictor());
      RunPlan run =
          new RunPlan(
              queries, spec, plan.seed(), OptionalLong.empty(), plan.jobs(), plan.runMode());
      Predictor predictor =
          Predictors.installed()
              .create(
                  spec,
                  new HostEnvironment(
                      Path.of(plan.home()),
                      plan.seed(),
                      Optional.of(plan.households().split()),
                      plan.households().training(),
                      plan.households().images(),
                      share));
      Map<String, Prediction> predictions = new ConcurrentHashMap<>();
      RunningScore score = new RunningScore(run, Optional.empty(), kept(predictions));
      RunOutcome outcome = ask(run, predictor, files.run(), score);
      long requests = outcome.spent().map(spent -> spent.requests()).orElse(0L);
      if (outcome.manifest().status() != RunStatus.COMPLETE) {
        String why = outcome.manifest().stoppedBecause().orElse("interrupted");
        return new Ended(outcome.asked(), 0, requests, false, why);
      }
      if (score.scoring().isEmpty()) {
        recall(queries, files.run(), score); // it was over before: nothing has passed
      }
      write(plan.scoring(), scored(score, outcome.manifest()), predictions, files);
      if (requests == 0) {
        files.forget(); // what was paid for stays, with all that was said
      }
      return new Ended(outcome.asked(), outcome.manifest().failed(), requests, false, "");
    } catch (InvalidInputException e) {
      return new Ended(0, 0, 0, true, e.getMessage());
    }
  }

  /** Whoever was at it before may not have heard yet that the driver, or the part, is lost. */
  private static void awaitOthers(RunFolder run) throws IOException {
    long begun = System.nanoTime();
    try {
      while (run.inUse() && System.nanoTime() - begun < PATIENCE.toNanos()) {
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted");
    }
  }

  private static Dataset dataset(Plan plan, Part part) throws IOException {
    DatasetInfo split = plan.households().split().info();
    List<LabeledQuery> queries = plan.households().queries(part);
    DatasetInfo info =
        new DatasetInfo(split.id(), split.checksum(), queries.size(), split.simulated());
    return Dataset.of(info, queries::stream);
  }

  private static RunListener kept(Map<String, Prediction> predictions) {
    return new RunListener() {
      @Override
      public void answered(int place, LabeledQuery query, Prediction prediction) {
        predictions.put(prediction.query(), prediction.forScoring());
      }
    };
  }

  private static RunOutcome ask(
      RunPlan run, Predictor predictor, RunFolder folder, RunListener listener) throws IOException {
    try {
      Needs.require(run.predictor().text(), predictor, run.dataset());
      if (!Files.exists(folder.path())) {
        RunFolder.createAt(folder.path(), run);
      }
    } catch (IOException | RuntimeException | Error e) {
      GuardedAsk.close(predictor);
      throw e;
    }
    return Runner.run(run, predictor, folder, listener);
  }

  private static void recall(Dataset queries, RunFolder run, RunListener listener)
      throws IOException {
    try (Stream<LabeledQuery> asked = queries.queries();
        Stream<Prediction> made = run.predictions()) {
      Iterator<Prediction> next = made.iterator();
      int place = 0;
      for (Iterator<LabeledQuery> i = asked.iterator(); i.hasNext(); place++) {
        LabeledQuery query = i.next();
        listener.reached(query);
        listener.answered(place, query, next.next());
      }
    }
  }

  private static ScoredRun scored(RunningScore score, RunManifest manifest) {
    return score.finish(score.scoring().orElseThrow().withoutIntervals(), manifest);
  }

  private static void write(
      PartScoring scoring, ScoredRun scored, Map<String, Prediction> predictions, PartFiles files)
      throws IOException {
    List<PartScoring.Row> rows = scoring.rows(scored);
    PartTable.write(files.table(), scored, rows, predictions);
    files.done(scoring.sums(scored, rows));
  }
}
