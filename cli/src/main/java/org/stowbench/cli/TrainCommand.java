package org.stowbench.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.PredictionJson;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.TrainableProvider;
import org.stowbench.predictor.TrainedModel;
import org.stowbench.predictor.Training;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.crossvalidation.CrossValidation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a model, and says how good it is by cross-validation. */
@Command(
    name = "train",
    description = {
      "Train a predictor on a split and save the model as one file.",
      "",
      "The report is cross-validated: folds are of whole households, never of queries, so nothing"
          + " that is asked was learned from. The saved model is trained on all of the split."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench train --predictor logit --dataset sim:dev --model logit.zip",
      "  stowbench train --predictor ranker --dataset shic:dev --model ranker.zip \\",
      "      --report full",
      "  stowbench run --predictor ranker:model=ranker.zip"
    })
final class TrainCommand implements Callable<Integer> {

  /** How much is found out about the model. */
  enum Report {
    none,
    folds,
    full
  }

  private static final List<Double> CURVE = List.of(0.1, 0.25, 0.5, 1.0);

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;

  @Option(
      names = "--predictor",
      paramLabel = "SPEC",
      required = true,
      description = "What to train: NAME or NAME:option=value,...")
  private String predictor;

  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      required = true,
      description = "What to learn from: ID:SPLIT or DIR:SPLIT.")
  private String dataset;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      required = true,
      description = "Where to save the model; replaced if it is there.")
  private Path model;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "5",
      description = "Folds of the cross-validation. Default: ${DEFAULT-VALUE}.")
  private int folds;

  @Mixin private SeedOption seed;

  @Option(
      names = "--report",
      paramLabel = "REPORT",
      defaultValue = "folds",
      description =
          "What to find out: ${COMPLETION-CANDIDATES}. full also leaves out each item in turn, and"
              + " draws a learning curve: some twenty trainings more. Default: ${DEFAULT-VALUE}.")
  private Report report;

  @Mixin private final PluginOptions plugins = new PluginOptions();

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description =
          "Write the cross-validated predictions, JSON Lines in the dataset's order: each by a"
              + " model that had not seen the household.")
  private Optional<Path> predictions;

  private final Map<String, Prediction> crossValidated = new HashMap<>();
  private final FailedPredictions failed = new FailedPredictions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (predictions.isPresent() && report == Report.none) {
      throw new InvalidInputException(
          "--predictions needs the folds: --report must be folds or full");
    }
    Values.atLeast(2, "--folds", folds);
    try (plugins) {
      return train(plugins.predictors());
    }
  }

  private Integer train(Predictors predictors) throws IOException, InterruptedException {
    PredictorProvider provider = predictors.provider(predictor);
    if (!(provider instanceof TrainableProvider trainable)) {
      throw new InvalidInputException(
          "predictor %s does not learn; those that do: %s"
              .formatted(provider.name(), String.join(", ", trainable(predictors))));
    }
    PredictorSpec spec = predictors.spec(predictor);
    Dataset split = StowbenchHome.catalogue().open(dataset);
    TrainReport found;
    TrainedModel trained;
    try (ProgressLine line = progress.start("training")) {
      Training.Progress steps = (stage, done, total) -> line.at(stage, done, total, "steps");
      found = reportOn(trainable, spec, split, steps);
      trained = trainable.train(spec, new Training(split, seed.seed(), steps));
      trained.save(model, figures(found));
    }
    if (predictions.isPresent()) {
      write(split, predictions.get());
    }
    output.print(found.withImportance(trained.importance()).render(output.format()));
    output.say("model " + model);
    failed.notice().ifPresent(notice -> output.say("cross-validation: " + notice));
    return failed.notice().isPresent() ? ExitCode.FAILED_PREDICTIONS : ExitCode.OK;
  }

  /** What cannot be found out about so small a split is the user's to change, not a bug. */
  private TrainReport reportOn(
      TrainableProvider trainable, PredictorSpec spec, Dataset split, Training.Progress steps)
      throws InterruptedException {
    try {
      return examine(trainable, spec, split, steps);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(dataset + " cannot be reported on: " + e.getMessage());
    }
  }

  private TrainReport examine(
      TrainableProvider trainable, PredictorSpec spec, Dataset split, Training.Progress steps)
      throws InterruptedException {
    if (report == Report.none) {
      return TrainReport.empty(split.info());
    }
    CrossValidation validation = CrossValidation.of(split, trainable, spec, seed.seed());
    Optional<ScoredRun> crossValidated = Optional.of(validation.folds(folds, steps, this::keep));
    if (report == Report.folds) {
      return new TrainReport(
          split.info(), folds, crossValidated, Optional.empty(), Map.of(), List.of());
    }
    return new TrainReport(
        split.info(),
        folds,
        crossValidated,
        Optional.of(validation.leaveOneItemOut(steps)),
        validation.learningCurve(CURVE, steps),
        List.of());
  }

  private void keep(Prediction prediction) {
    failed.see(prediction);
    if (predictions.isPresent()) {
      crossValidated.put(prediction.query(), prediction.forScoring());
    }
  }

  private void write(Dataset split, Path file) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          try (Stream<LabeledQuery> queries = split.queries()) {
            for (LabeledQuery query : (Iterable<LabeledQuery>) queries::iterator) {
              Prediction prediction = crossValidated.get(query.query().id());
              String line = Json.line(PredictionJson.write(prediction)) + "\n";
              out.write(line.getBytes(StandardCharsets.UTF_8));
            }
          }
        });
  }

  private static Map<String, Double> figures(TrainReport found) {
    Map<String, Double> figures = new LinkedHashMap<>();
    found
        .crossValidated()
        .map(ScoredRun::scorecard)
        .map(Scorecard::metrics)
        .ifPresent(
            metrics ->
                metrics.forEach(
                    (name, figure) -> figure.value().ifPresent(value -> figures.put(name, value))));
    return figures;
  }

  private static List<String> trainable(Predictors predictors) {
    return predictors.providers().stream()
        .filter(TrainableProvider.class::isInstance)
        .map(PredictorProvider::name)
        .toList();
  }
}
