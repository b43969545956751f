package org.stowbench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** Datasets, plans and predictors for running. */
final class TestRuns {

  private TestRuns() {}

  /** Queries {@code q0, q1, ...} over scenes of three drawers. */
  static Dataset dataset(int queries) {
    String[] ids = new String[queries];
    for (int i = 0; i < queries; i++) {
      ids[i] = "q" + i;
    }
    return dataset(ids);
  }

  /** Queries with these ids over a scene of three drawers. */
  static Dataset dataset(String... ids) {
    Scene scene = TestKitchens.row("row", 3);
    List<LabeledQuery> queries = new ArrayList<>();
    for (String id : ids) {
      queries.add(TestKitchens.query(id, scene, "whisk", "home", Answer.NOT_HERE));
    }
    return TestKitchens.dataset("test:split", queries);
  }

  static RunPlan plan(Dataset dataset, int jobs) {
    return plan(dataset, jobs, RunMode.RANK);
  }

  static RunPlan plan(Dataset dataset, int jobs, RunMode mode) {
    return new RunPlan(dataset, spec("dice"), 7, OptionalLong.empty(), jobs, mode);
  }

  /** A plan for the first queries. */
  static RunPlan limited(Dataset dataset, long limit) {
    return new RunPlan(dataset, spec("dice"), 7, OptionalLong.of(limit), 1);
  }

  static PredictorSpec spec(String text) {
    return PredictorSpec.parse(text, List.of(), true);
  }

  /** A run folder in a place. */
  static RunFolder folder(Path parent, RunPlan plan) {
    try {
      return RunFolder.create(parent, plan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Scores from the query's own randomness, so that every query has another prediction. */
  static Prediction dice(Query query, PredictionContext context) {
    double score = context.random().nextDouble();
    return Prediction.of(
            query,
            new Ranking(
                List.of(
                    RankedAnswer.of(Answer.container((int) (score * 3)), score),
                    RankedAnswer.of(Answer.NOT_HERE, score / 3)),
                Ranking.Scores.RELATIVE,
                Ranking.Order.STRICT))
        .withRationale("rolled " + score + " for\n" + query.id());
  }

  static final Predictor DICE = TestRuns::dice;

  /** The lines of a file, without looking into them. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an uninterrupted run of one job writes. */
  static String expected(Path parent, Dataset dataset) throws IOException {
    return expected(parent, plan(dataset, 1));
  }

  /** What a run writes that is not interrupted. */
  static String expected(Path parent, RunPlan plan) throws IOException {
    RunFolder folder = RunFolder.create(parent, plan);
    Runner.run(plan, DICE, folder, RunListener.NONE);
    return content(folder.predictionsFile());
  }
}
