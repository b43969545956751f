package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Budget;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;
import org.stowbench.server.AccessToken;
import org.stowbench.server.ServedPredictor;
import org.stowbench.server.ServerSettings;
import org.stowbench.server.StowbenchServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers questions over HTTP until it is stopped. */
@Command(
    name = "serve",
    description = {
      "Answer questions over HTTP, for a robot or for the page at /, until Ctrl-C or SIGTERM.",
      "",
      "POST /v1/rank with a scene and an item, or /v1/next with what was opened so far too;"
          + " /openapi.json says what else there is. stowbench ask gives the same answers to the"
          + " same questions."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench serve",
      "  stowbench serve --predictor ranker:model=ranker.zip --predictor prior \\",
      "      --port 9000",
      "  stowbench serve --host 0.0.0.0 --token-file token.txt --allow-host robot.local",
      "",
      "Beyond this machine it asks for a token and answers to the names that you allow."
    })
final class ServeCommand implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TextOutput output;
  @Mixin private ProgressOption progress;
  @Mixin private final PluginOptions plugins = new PluginOptions();

  @Option(
      names = "--predictor",
      paramLabel = "SPEC",
      defaultValue = "ranker",
      description =
          "NAME or NAME:option=value,...; may be repeated. The first one answers requests"
              + " that name none. Default: ${DEFAULT-VALUE}.")
  private List<String> predictors;

  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      description =
          "ID[:SPLIT] or DIR[:SPLIT], whose scenes can be picked on the page. Default: the first of"
              + " real homes that is installed, else sim:eval.")
  private Optional<String> dataset;

  @Mixin private final LearningOption learning = new LearningOption();
  @Mixin private final MaxCostOption maxCost = new MaxCostOption();

  @Mixin private final ListenOptions listen = new ListenOptions();

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long a question may take, waiting included, before the answer is 504."
              + " Default: ${DEFAULT-VALUE}.")
  private int deadline;

  @Mixin private JobsOption jobs;
  @Mixin private ImagesOption images;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServerSettings settings = settings();
    Catalogue catalogue = StowbenchHome.catalogue();
    String shown = dataset.isPresent() ? dataset.get() : catalogue.usual();
    ServedScenes scenes = new ServedScenes(catalogue.open(shown), images.of(shown));
    List<ServedPredictor> served = new ArrayList<>();
    try {
      Budget budget = maxCost.budget();
      Dataset training = learning.from(catalogue, dataset);
      List<PredictorSpec> specs = predictors.stream().map(plugins.predictors()::spec).toList();
      try (ProgressLine line = progress.start("making the predictors")) {
        for (PredictorSpec spec : specs) {
          served.add(make(spec, training, budget, line));
        }
      }
      for (int i = 0; i < specs.size(); i++) {
        if (plugins.predictors().learns(specs.get(i))) {
          output.say(
              specs.get(i).text()
                  + " has learned from "
                  + LearningOption.words(served.get(i).predictor(), Optional.of(training)));
        }
      }
      serve(settings, served, scenes);
    } finally {
      served.forEach(one -> GuardedAsk.close(one.predictor()).ifPresent(output::say));
      plugins.close();
      listen.ended();
    }
    return ExitCode.OK;
  }

  private ServerSettings settings() {
    Values.atLeast(1, "--deadline", deadline);
    return listen.settings(jobs.jobs()).withPatience(Duration.ofSeconds(deadline));
  }

  static AccessToken token(Path path) {
    InputFile file = InputFile.of(path, FileKind.SETTINGS);
    try {
      return AccessToken.of(file.text().strip());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(file.location(), e.getMessage());
    }
  }

  private ServedPredictor make(
      PredictorSpec spec, Dataset training, Budget budget, ProgressLine line) {
    PredictorProvider provider = plugins.predictors().provider(spec.name());
    return new ServedPredictor(
        spec.text(),
        provider.summary(),
        plugins
            .maker(line)
            .make(spec, Optional.empty(), Optional.of(training), Optional.empty(), budget));
  }

  /** Serves until the process is asked to end, and ends what was begun. */
  private void serve(ServerSettings settings, List<ServedPredictor> served, ServedScenes scenes)
      throws InterruptedException {
    try (StowbenchServer server = StowbenchServer.start(settings, served, scenes, output::say)) {
      listen.awaitStop(settings, output, "serving at " + server.address());
      output.say("stopping: questions that were asked are answered first");
    }
  }
}
