package org.stowbench.predictors.external;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.external.protocol.PlannerRequest;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunManifest;
import org.stowbench.run.RunPlan;
import org.stowbench.run.Runner;
import org.stowbench.testing.JavaWords;
import org.stowbench.testing.TestKitchens;

/**
 * A run of a planner over small kitchens of three drawers, and what came of it.
 *
 * @param manifest how it ended
 * @param predictions the lines of its predictions; empty if it was stopped
 * @param notices what the predictor had to say afterwards
 */
record PlannerRun(RunManifest manifest, List<String> predictions, List<String> notices) {

  private static final long SEED = 7;

  /** Asks a planner that is run by {@code exec:} with some options. */
  static PlannerRun exec(Path folder, String options, List<String> command, int queries, int jobs)
      throws IOException {
    return of(folder, new ExecProvider(), spec(options, command), queries, jobs);
  }

  static String spec(String options, List<String> command) {
    return "exec:"
        + options
        + (options.isEmpty() ? "" : ",")
        + command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  static PlannerRun of(Path folder, PredictorProvider provider, String spec, int queries, int jobs)
      throws IOException {
    PredictorSpec parsed = PredictorSpec.parse(spec, provider.options(), true);
    return of(folder, provider.create(parsed, environment(folder)), parsed, queries, jobs);
  }

  static HostEnvironment environment(Path folder) {
    return new HostEnvironment(folder, SEED, Optional.empty(), Optional.empty());
  }

  static PlannerRun of(Path folder, Predictor predictor, PredictorSpec spec, int queries, int jobs)
      throws IOException {
    RunPlan plan = new RunPlan(dataset(queries), spec, SEED, OptionalLong.empty(), jobs);
    RunFolder run = RunFolder.create(folder.resolve("runs"), plan);
    RunManifest manifest = Runner.run(plan, predictor, run, RunListener.NONE).manifest();
    PlannerRun result =
        new PlannerRun(
            manifest,
            Files.exists(run.predictionsFile())
                ? Files.readAllLines(run.predictionsFile())
                : List.of(),
            Notifying.of(predictor).map(Notifying::notices).orElse(List.of()));
    result.requirePlainWords();
    return result;
  }

  /** Whatever a test of a planner brings about, its user reads no words of Java. */
  private void requirePlainWords() {
    List<String> messages = new ArrayList<>(notices);
    messages.addAll(failures().values());
    manifest.stoppedBecause().ifPresent(messages::add);
    for (String message : messages) {
      assertThat(JavaWords.in(message)).as(message).isEmpty();
    }
  }

  private static Dataset dataset(int count) {
    List<LabeledQuery> queries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      queries.add(
          TestKitchens.query(
              "q" + i, TestKitchens.row("row" + i / 4, 3), "whisk", "home", Answer.NOT_HERE));
    }
    return TestKitchens.dataset("test:split", queries);
  }

  /** What {@link TestPlanner} answers where it behaves, from a predictor in this process. */
  static List<String> expected(Path folder, int queries) throws IOException {
    Predictor rule =
        new Predictor() {
          @Override
          public Prediction predict(Query query, PredictionContext context) {
            long seed = PlannerRequest.seed(context.seed());
            return Prediction.of(
                query,
                new Ranking(
                    List.of(
                        RankedAnswer.of(Answer.container((int) (seed % 3)), seed % 1000),
                        RankedAnswer.of(Answer.NOT_HERE, -1)),
                    Ranking.Scores.RELATIVE,
                    Ranking.Order.STRICT));
          }
        };
    return of(folder, rule, PredictorSpec.parse("rule", List.of(), false), queries, 1)
        .predictions();
  }

  /** The predictions that failed, by query, with their reasons. */
  Map<String, String> failures() {
    Map<String, String> failures = new TreeMap<>();
    for (String line : predictions) {
      int error = line.indexOf("\"error\":\"");
      if (error >= 0) {
        failures.put(line.split("\"")[3], line.substring(error + 9, line.length() - 2));
      }
    }
    return failures;
  }

  /** The predictions that did not fail. */
  List<String> answers() {
    return predictions.stream().filter(line -> !line.contains("\"error\":\"")).toList();
  }
}
