package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.TrainableProvider;
import org.stowbench.predictor.TrainedModel;
import org.stowbench.predictor.Training;
import org.stowbench.query.Dataset;
import org.stowbench.query.Query;
import org.stowbench.run.KnownView;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunManifest;
import org.stowbench.run.RunPlan;
import org.stowbench.run.Runner;
import org.stowbench.scorer.RecordedRun;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.crossvalidation.CrossValidation;
import org.stowbench.scorer.protocols.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a model, and says how good it is by cross-validation. */
@Command(
    name = "train",
    description = {
      "Train a predictor on a split and save the model as one file.",
      "",
      "The report is cross-validated. Folds are whole households, never single queries,"
          + " so no model is asked about a household that it learned from. The saved model is"
          + " trained on the whole split."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench train --predictor logit --dataset sim:dev --model logit.zip",
      "  stowbench train --predictor ranker --dataset shic:dev --model ranker.zip \\",
      "      --report full --predictions ranker-in-folds --known 0,1,2,3",
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
      description = "How many folds the cross-validation has. Default: ${DEFAULT-VALUE}.")
  private int folds;

  @Mixin private SeedOption seed;

  @Option(
      names = "--report",
      paramLabel = "REPORT",
      defaultValue = "folds",
      description =
          "What to find out: ${COMPLETION-CANDIDATES}. full also leaves out each item in"
              + " turn and draws a learning curve, which takes some twenty more trainings."
              + " Default: ${DEFAULT-VALUE}.")
  private Report report;

  @Mixin private final PluginOptions plugins = new PluginOptions();

  @Option(
      names = "--predictions",
      paramLabel = "DIR",
      description =
          "Keep the cross-validated predictions, each by a model that had not seen the"
              + " household, as a run in a new folder. Wherever it is scored or compared, it"
              + " says so.")
  private Optional<Path> predictions;

  @Option(
      names = "--known",
      paramLabel = "K",
      split = KnownViews.SEPARATOR,
      splitSynopsisLabel = ",",
      description =
          "Ask the models of the folds again, told where the household keeps K other items, and"
              + " print what that is worth, as run --known does; with --predictions, in a folder"
              + " each, such as DIR-known-2.")
  private List<Integer> known = List.of();

  private final FailedPredictions failed = new FailedPredictions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (predictions.isPresent() && report == Report.none) {
      throw new InvalidInputException(
          "--predictions needs the folds: --report must be folds or full");
    }
    if (!known.isEmpty() && predictions.isEmpty()) {
      throw new InvalidInputException("--known needs --predictions: where should its runs go?");
    }
    predictions.ifPresent(RunFolder::requireNew);
    known.forEach(placements -> RunFolder.requireNew(folder(placements)));
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
      found = reportOn(trainable, spec, split, line);
      trained = trainable.train(spec, new Training(split, seed.seed(), steps(line)));
      trained.save(model, figures(found));
    }
    output.print(found.withImportance(trained.importance()).render(output.format()));
    output.say("model " + model);
    predictions.ifPresent(folder -> output.say("run folder " + folder));
    known.forEach(placements -> output.say("run folder " + folder(placements)));
    failed.notice().ifPresent(notice -> output.say("cross-validation: " + notice));
    return failed.notice().isPresent() ? ExitCode.FAILED_PREDICTIONS : ExitCode.OK;
  }

  /** What cannot be found out about so small a split is the user's to change, not a bug. */
  private TrainReport reportOn(
      TrainableProvider trainable, PredictorSpec spec, Dataset split, ProgressLine line)
      throws IOException, InterruptedException {
    try {
      return examine(trainable, spec, split, line);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(dataset + " cannot be reported on: " + e.getMessage());
    }
  }

  private TrainReport examine(
      TrainableProvider trainable, PredictorSpec spec, Dataset split, ProgressLine line)
      throws IOException, InterruptedException {
    if (report == Report.none) {
      return TrainReport.empty(split.info());
    }
    Training.Progress steps = steps(line);
    List<KnownView> views = known.isEmpty() ? List.of() : KnownViews.of(split, known, line::say);
    CrossValidation validation = CrossValidation.of(split, trainable, spec, seed.seed());
    List<ScoredRun> crossValidated =
        predictions.isPresent()
            ? run(split, views, spec, validation.inFolds(folds, steps), line)
            : List.of(validation.folds(folds, steps, failed::see));
    List<AdaptationCurve> adaptation = AdaptationCurve.of(crossValidated);
    if (report == Report.folds) {
      return new TrainReport(
          split.info(),
          folds,
          Optional.of(crossValidated.get(0)),
          adaptation,
          Optional.empty(),
          Map.of(),
          List.of());
    }
    return new TrainReport(
        split.info(),
        folds,
        Optional.of(crossValidated.get(0)),
        adaptation,
        Optional.of(validation.leaveOneItemOut(steps)),
        validation.learningCurve(CURVE, steps),
        List.of());
  }

  private static Training.Progress steps(ProgressLine line) {
    return (stage, done, total) -> line.at(stage, done, total, "steps");
  }

  private Path folder(int placements) {
    Path folder = predictions.orElseThrow();
    return folder.resolveSibling(folder.getFileName() + "-known-" + placements);
  }

  /** Asks the models of all folds as a run, and again for each amount that is known. */
  private List<ScoredRun> run(
      Dataset split,
      List<KnownView> views,
      PredictorSpec spec,
      Predictor inFolds,
      ProgressLine line)
      throws IOException {
    try {
      List<ScoredRun> runs = new ArrayList<>();
      runs.add(runOne(split, spec, inFolds, predictions.orElseThrow(), line));
      for (KnownView view : views) {
        runs.add(runOne(view, spec, inFolds, folder(view.known().placements()), line));
      }
      return runs;
    } finally {
      GuardedAsk.close(inFolds);
    }
  }

  /** A predictor that is asked in several runs, and closed after the last. */
  private record Lent(Predictor predictor) implements Predictor {

    @Override
    public Prediction predict(Query query, PredictionContext context) throws InterruptedException {
      return predictor.predict(query, context);
    }

    @Override
    public List<Predictor> parts() {
      return List.of(predictor);
    }

    @Override
    public void close() {}
  }

  private ScoredRun runOne(
      Dataset split, PredictorSpec spec, Predictor inFolds, Path path, ProgressLine line)
      throws IOException {
    RunPlan plan = new RunPlan(split, spec, seed.seed(), OptionalLong.empty(), 1);
    RunFolder folder = RunFolder.createAt(path, plan);
    RunManifest manifest =
        Runner.run(plan, new Lent(inFolds), folder, new RunProgress("cross-validation", line))
            .manifest();
    if (manifest.stoppedBecause().isPresent()) {
      throw new InvalidInputException(
          InputLocation.of(path), "cross-validation stopped: " + manifest.stoppedBecause().get());
    }
    Scoring scoring = Scoring.of(QueryIndex.of(split), Protocol.CONSISTENT);
    ScoredRun scored = RecordedRun.read(folder).score(scoring, plan.named(), failed::see);
    ScoreFiles.write(scored, folder);
    return scored;
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
