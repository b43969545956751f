package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;
import org.stowbench.server.Access;
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
      "POST /v1/rank with a scene and an item; /openapi.json says what else there is. Predictors"
          + " that learn, learn from real homes if a dataset of them is installed, else from the"
          + " simulated sim:dev."
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
          "NAME or NAME:option=value,...; may be repeated: the first answers where a request names"
              + " none. Default: ${DEFAULT-VALUE}.")
  private List<String> predictors;

  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      description =
          "ID[:SPLIT] or DIR[:SPLIT], whose scenes can be picked on the page. Default: the first of"
              + " real homes that is installed, else sim:eval.")
  private Optional<String> dataset;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Where to listen; 0 for any port that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = ServerSettings.LOOPBACK,
      description =
          "The address to listen on; 0.0.0.0 for all, so that other machines can ask: with"
              + " --token-file and --allow-host. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Holds a token, on one line, that a client must send as Authorization: Bearer TOKEN.")
  private Optional<Path> tokenFile;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "A name or address by which clients call this server, beside localhost; may be repeated."
              + " Requests to other names are refused.")
  private Set<String> hosts = Set.of();

  @Option(
      names = "--insecure",
      description =
          "Listen beyond this machine without a token or without names: whoever reaches the port"
              + " can ask.")
  private boolean insecure;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long a question may take, waiting and answer together, before 504. Default: ${DEFAULT-VALUE}.")
  private int deadline;

  @Mixin private JobsOption jobs;
  @Mixin private ImagesOption images;

  private final CountDownLatch askedToStop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServerSettings settings = settings();
    Catalogue catalogue = StowbenchHome.catalogue();
    String shown = dataset.isPresent() ? dataset.get() : catalogue.usual();
    ServedScenes scenes = new ServedScenes(catalogue.open(shown), images.of(shown));
    List<ServedPredictor> served = new ArrayList<>();
    try {
      Dataset training = Learning.from(catalogue, Optional.empty());
      List<PredictorSpec> specs = predictors.stream().map(plugins.predictors()::spec).toList();
      try (ProgressLine line = progress.start("making the predictors")) {
        for (PredictorSpec spec : specs) {
          served.add(make(spec, training, line));
        }
      }
      if (specs.stream().anyMatch(plugins.predictors()::learns)) {
        output.say("predictors that learn have learned from " + Learning.words(training));
      }
      serve(settings, served, scenes);
    } finally {
      served.forEach(one -> GuardedAsk.close(one.predictor()).ifPresent(output::say));
      plugins.close();
      stopped.countDown();
    }
    return ExitCode.OK;
  }

  private ServerSettings settings() {
    Values.atLeast(1, "--deadline", deadline);
    try {
      return ServerSettings.onLoopback(port, jobs.jobs())
          .withHost(host, new Access(tokenFile.map(ServeCommand::token), hosts, insecure))
          .withPatience(Duration.ofSeconds(deadline));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--" + e.getMessage());
    }
  }

  static AccessToken token(Path path) {
    InputFile file = InputFile.of(path, FileKind.SETTINGS);
    try {
      return AccessToken.of(file.text().strip());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(file.location(), e.getMessage());
    }
  }

  private ServedPredictor make(PredictorSpec spec, Dataset training, ProgressLine line) {
    PredictorProvider provider = plugins.predictors().provider(spec.name());
    return new ServedPredictor(
        spec.text(),
        provider.summary(),
        plugins.maker(line).make(spec, Optional.empty(), Optional.of(training), Optional.empty()));
  }

  /** Serves until the process is asked to end, and ends what was begun. */
  private void serve(ServerSettings settings, List<ServedPredictor> served, ServedScenes scenes)
      throws InterruptedException {
    try (StowbenchServer server = StowbenchServer.start(settings, served, scenes, output::say)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::endWithZero));
      if (!settings.isLoopback()) {
        output.say(
            tokenFile.isPresent()
                ? "other machines can ask, with the token; what they send is not encrypted"
                : "warning: other machines can ask, and there is no token");
      }
      output.say("serving at " + server.address());
      askedToStop.await();
      output.say("stopping: questions that were asked are answered first");
    }
  }

  /** A process that a signal ends has the signal's number for its exit code; this one is done. */
  private void endWithZero() {
    askedToStop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.OK);
  }
}
