package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.ask.Needs;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Table;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.sim.SimulatedDataset;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.Budget;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;
import org.stowbench.query.Query;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.reproduce.PublishedFigure;
import org.stowbench.scorer.reproduce.PublishedResult;
import org.stowbench.scorer.reproduce.PublishedResults;
import org.stowbench.scorer.reproduce.Reproducer;
import org.stowbench.scorer.reproduce.Reproduction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds published results against the predictions they were made from. */
@Command(
    name = "reproduce",
    description = {
      "Rescore published predictions, or ask a predictor again, and compare with the published"
          + " figures, each pair too where its score was published. Ends with 1 if anything"
          + " differs."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench reproduce",
      "  stowbench reproduce noam-gpt-4 person-1 --from thesis",
      "  stowbench reproduce --from thesis --from housekeep"
    })
final class ReproduceCommand implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Which published results; default: all.")
  private List<String> ids = List.of();

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description =
          "The checkout of a repository that holds predictions; may be repeated. Default: what the"
              + " dataset was imported from.")
  private List<Path> from = List.of();

  @Option(
      names = "--results",
      paramLabel = "FILE.yaml",
      description =
          "A file of published results of your own, instead of the shipped ones; may be"
              + " repeated.")
  private List<Path> files = List.of();

  @Mixin private final PluginOptions plugins = new PluginOptions();

  @Override
  public Integer call() throws IOException {
    try (plugins) {
      return reproduce();
    }
  }

  private Integer reproduce() throws IOException {
    Map<String, Reproducer> reproducers = new LinkedHashMap<>();
    List<Reproduction> checked = new ArrayList<>();
    try (ProgressLine line = progress.start("reproducing")) {
      for (PublishedResult result : chosen()) {
        if (ids.isEmpty() && files.isEmpty() && !isHere(result)) {
          checked.add(Reproduction.withoutPredictions(result));
          continue;
        }
        if (!reproducers.containsKey(result.dataset())) {
          reproducers.put(result.dataset(), reproducer(result.dataset(), line));
        }
        line.step("reproducing " + result.id());
        checked.add(reproducers.get(result.dataset()).check(result));
      }
    }
    output.print(table(checked));
    for (Reproduction reproduction : checked) {
      for (String difference : reproduction.differences()) {
        output.say(reproduction.result().id() + " differs: " + difference);
      }
    }
    return checked.stream().anyMatch(r -> r.status() == Reproduction.Status.DIFFERS)
        ? ExitCode.DOES_NOT_HOLD
        : ExitCode.OK;
  }

  private List<PublishedResult> chosen() {
    List<PublishedResult> known =
        files.isEmpty()
            ? PublishedResults.shipped()
            : files.stream().map(PublishedResults::read).toList();
    for (String id : ids) {
      if (known.stream().noneMatch(result -> result.id().equals(id))) {
        throw new InvalidInputException(
            "there is no published result '%s'; there are: %s"
                .formatted(
                    InvalidInputException.excerpt(id),
                    known.stream().map(PublishedResult::id).collect(Collectors.joining(", "))));
      }
    }
    return ids.isEmpty() ? known : known.stream().filter(r -> ids.contains(r.id())).toList();
  }

  /** Whether the split of a shipped result is on this machine; the simulated ones always are. */
  private static boolean isHere(PublishedResult result) {
    String id = id(result.dataset());
    Catalogue catalogue = StowbenchHome.catalogue();
    return SimulatedDataset.shipped().containsKey(id)
        || (catalogue.installed(id)
            && catalogue
                .find(id)
                .folder()
                .splits()
                .contains(result.dataset().substring(id.length() + 1)));
  }

  private static String id(String reference) {
    return reference.substring(0, reference.indexOf(':'));
  }

  private Reproducer reproducer(String reference, ProgressLine line) throws IOException {
    Catalogue catalogue = StowbenchHome.catalogue();
    Dataset split = catalogue.open(reference);
    QueryIndex index = QueryIndex.of(split);
    List<Path> checkouts =
        from.isEmpty() ? catalogue.source(id(reference)).stream().toList() : from;
    return new Reproducer(checkouts, index, text -> ask(text, split, reference, index, line));
  }

  private Stream<Prediction> ask(
      String text, Dataset split, String reference, QueryIndex index, ProgressLine line) {
    FailedPredictions failed = new FailedPredictions();
    return ask(plugins.maker(line), text, split, reference, index)
        .peek(failed::see)
        .onClose(() -> failed.notice().ifPresent(notice -> line.say(text + ": " + notice)));
  }

  /** What a predictor answers to all queries of a split, asked as the stream advances. */
  static Stream<Prediction> ask(
      PredictorMaker maker, String text, Dataset split, String reference, QueryIndex index) {
    PredictorSpec spec = maker.predictors().spec(text);
    Predictor predictor =
        maker.make(
            spec,
            split,
            reference,
            StowbenchHome.images(reference),
            PredictorMaker.SEED,
            new Budget(Allowance.UNLIMITED));
    Needs.require(text, predictor, split);
    AtomicLong asked = new AtomicLong();
    return index.queries().stream()
        .map(labeled -> ask(predictor, labeled.query()))
        .peek(
            prediction ->
                maker.line().at(text, asked.incrementAndGet(), index.queries().size(), "queries"))
        .onClose(() -> GuardedAsk.close(predictor)); // what goes wrong there harms no prediction
  }

  private static Prediction ask(Predictor predictor, Query query) {
    try {
      return GuardedAsk.of(predictor, query, PredictionContext.of(PredictorMaker.SEED, query.id()))
          .prediction();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InvalidInputException("interrupted");
    }
  }

  private static Table table(List<Reproduction> checked) {
    Table table =
        new Table(
            "id",
            "dataset",
            "queries",
            "right, published",
            "right, here",
            Metrics.MEAN_IOU.heading() + ", published",
            Metrics.MEAN_IOU.heading() + ", here",
            "pairs",
            "outcome");
    for (Reproduction reproduction : checked) {
      PublishedResult.Expected expected = reproduction.result().expected();
      table.row(
          Cell.of(reproduction.result().id()),
          Cell.of(reproduction.result().dataset()),
          Cell.of(expected.queries()),
          published(expected, right(reproduction)),
          accuracy(reproduction),
          published(expected, Metrics.MEAN_IOU),
          here(reproduction, Metrics.MEAN_IOU),
          reproduction.pairs() == 0 ? Cell.none() : Cell.of(reproduction.pairs()),
          Cell.of(outcome(reproduction)));
    }
    return table;
  }

  /** The official figure of the split, else what the protocol calls the share of right ones. */
  private static Metric right(Reproduction reproduction) {
    PublishedResult result = reproduction.result();
    return Metrics.official(result.dataset())
        .filter(metric -> result.expected().metrics().containsKey(metric.name()))
        .orElseGet(() -> Metrics.headline(result.protocol()));
  }

  private static Cell published(PublishedResult.Expected expected, Metric metric) {
    PublishedFigure figure = expected.metrics().get(metric.name());
    if (figure != null) {
      return Cell.of(figure.printed());
    }
    return !metric.equals(Metrics.MEAN_IOU) && expected.correct().isPresent()
        ? Cell.of(expected.correct().getAsInt() + " of " + expected.queries())
        : Cell.none();
  }

  /** Over the same queries as the published figure: of people, those that they answered. */
  private static Cell accuracy(Reproduction reproduction) {
    if (reproduction.run().isEmpty()) {
      return Cell.none();
    }
    return reproduction.result().answeredOnly()
        ? Cell.of(
            String.format(
                Locale.ROOT,
                "%.0f of %d",
                reproduction.correct(),
                reproduction.run().get().scorecard().answered()))
        : here(reproduction, right(reproduction));
  }

  private static Cell here(Reproduction reproduction, Metric metric) {
    OptionalDouble value =
        reproduction
            .run()
            .map(run -> run.scorecard().metrics().get(metric.name()))
            .map(Figure::value)
            .orElse(OptionalDouble.empty());
    return reproduction.result().answeredOnly() && metric.equals(Metrics.MEAN_IOU)
        ? Cell.none()
        : ScoreTable.cell(value, 4);
  }

  private static String outcome(Reproduction reproduction) {
    return switch (reproduction.status()) {
      case HOLDS -> "holds";
      case DIFFERS -> "DIFFERS";
      case NO_PREDICTIONS -> "no predictions here";
    };
  }
}
