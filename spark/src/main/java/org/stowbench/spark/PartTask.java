package org.stowbench.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.ask.Needs;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunOutcome;
import org.stowbench.run.RunPlan;
import org.stowbench.run.RunStatus;
import org.stowbench.run.Runner;
import org.stowbench.scorer.PartScoring;
import org.stowbench.scorer.RunScorer;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;

/** Asks about the households of a part and scores what is said, on whichever machine it runs. */
final class PartTask {

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
    try {
      Dataset queries = dataset(plan.households().split().info(), plan.households().queries(part));
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
      RunOutcome outcome = ask(run, predictor, files.run());
      long requests = outcome.spent().map(spent -> spent.requests()).orElse(0L);
      if (outcome.manifest().status() != RunStatus.COMPLETE) {
        String why = outcome.manifest().stoppedBecause().orElse("interrupted");
        return new Ended(outcome.asked(), 0, requests, false, why);
      }
      score(plan, queries, files);
      if (requests == 0) {
        files.forget(); // what was paid for stays, with all that was said
      }
      return new Ended(outcome.asked(), outcome.manifest().failed(), requests, false, "");
    } catch (InvalidInputException e) {
      return new Ended(0, 0, 0, true, e.getMessage());
    }
  }

  private static Dataset dataset(DatasetInfo split, List<LabeledQuery> queries) {
    DatasetInfo info =
        new DatasetInfo(split.id(), split.checksum(), queries.size(), split.simulated());
    return Dataset.of(info, queries::stream);
  }

  private static RunOutcome ask(RunPlan run, Predictor predictor, RunFolder folder)
      throws IOException {
    try {
      Needs.require(run.predictor().text(), predictor, run.dataset());
      if (!Files.exists(folder.path())) {
        RunFolder.createAt(folder.path(), run);
      }
    } catch (IOException | RuntimeException | Error e) {
      GuardedAsk.close(predictor);
      throw e;
    }
    return Runner.run(run, predictor, folder, RunListener.NONE);
  }

  private static void score(Plan plan, Dataset queries, PartFiles files) throws IOException {
    PartScoring scoring = plan.scoring();
    RunScorer scorer =
        Scoring.of(QueryIndex.of(queries), plan.protocol())
            .withoutIntervals()
            .begin()
            .of(files.run().manifest().learnedFrom());
    Map<String, Prediction> predictions;
    try (Stream<Prediction> made = files.run().predictions()) {
      predictions = made.peek(scorer::add).collect(Collectors.toMap(Prediction::query, p -> p));
    }
    ScoredRun scored = scorer.finish(plan.predictor());
    List<PartScoring.Row> rows = scoring.rows(scored);
    PartTable.write(files.table(), scored, rows, predictions);
    files.done(scoring.sums(scored, rows));
  }
}
