package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.query.Dataset;
import org.stowbench.run.RunMode;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScorecardJson;
import org.stowbench.scorer.ScoredFile;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.adaptation.AdaptationJson;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.slices.HardQuery;
import org.stowbench.scorer.slices.Slices;
import org.stowbench.scorer.slices.Slicing;
import org.stowbench.scorer.statistics.IntervalMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores predictions that somebody else made. */
@Command(
    name = "score",
    description = {
      "Score files of predictions: Stowbench's own (JSON Lines or CSV), or the challenge's official"
          + " response files as they are. If several people answer in one file, each of them gets"
          + " a scorecard.",
      "",
      "The table shows the first figures; json and csv hold all of them, json by item too."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench score --dataset shic:eval --predictions answers.csv",
      "  stowbench score --dataset shic:eval --predictions answers.csv --by category",
      "  stowbench score --dataset shic:eval --predictions answers.csv --misses",
      "  stowbench score --dataset shic:eval --protocol paper --iou-threshold 0.5 \\",
      "      --predictions boxes.json --format json --per-query pairs.csv",
      "  stowbench score --dataset shic:eval --mode search --predictions answers.csv"
    })
final class ScoreCommand implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;

  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      required = true,
      description = "What was asked: ID[:SPLIT] or DIR[:SPLIT].")
  private String dataset;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description = "Files of predictions; may be repeated.")
  private List<Path> files;

  @Mixin private ProtocolOption protocol;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "rank",
      description =
          "rank: how good the rankings are. search: what a robot that follows them finds,"
              + " opens and walks. Default: ${DEFAULT-VALUE}.")
  private RunMode mode;

  @Option(
      names = "--iou-threshold",
      paramLabel = "X",
      description =
          "The overlap from which a drawn region counts, above 0 and at most 1. Default: 0.5; under"
              + " paper 1, or 0.5 for a file with drawn regions.")
  private Optional<Double> threshold;

  @Option(
      names = "--interval",
      paramLabel = "METHOD",
      defaultValue = "korn_graubard",
      description =
          "How intervals are made: korn_graubard, exact for as many queries as the households are"
              + " worth (gamma for costs); percentile or bca, bootstraps over households; or"
              + " wilson, for shares of a dataset with one query a household. Default:"
              + " ${DEFAULT-VALUE}.")
  private String interval;

  @Option(
      names = "--by",
      paramLabel = "SLICE",
      description =
          "Show one metric by slice instead: item, category, seen, candidates, crowding, not_here,"
              + " household, room.")
  private Optional<String> by;

  @Option(
      names = "--hardest",
      paramLabel = "N",
      description = "Instead, show the N queries that the fewest predictors get right.")
  private Optional<Integer> hardest;

  @Option(
      names = "--misses",
      description =
          "Show the kinds of wrong first answers instead: said not here, a neighbour, and so on. A"
              + " kind is a metric of --by, too: miss_said_not_here, miss_neighbour.")
  private boolean misses;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      completionCandidates = MetricName.All.class,
      description =
          "The metric of --by, one of the protocol's: ${COMPLETION-CANDIDATES}. Default: the share"
              + " that is right or found.")
  private Optional<String> metric;

  @Option(
      names = "--per-query",
      paramLabel = "FILE.csv",
      description = "Write one row for each query; with several predictors, a column names them.")
  private Optional<Path> perQuery;

  @Override
  public Integer call() throws IOException {
    check();
    Protocol rules = rules();
    Dataset split =
        RunOptions.askedByAll(StowbenchHome.catalogue().open(dataset), files, output::say);
    Scoring scoring = Scoring.of(QueryIndex.of(split), rules);
    if (threshold.isPresent()) {
      scoring = withThreshold(scoring, threshold.get());
    }
    scoring = withIntervals(scoring);
    List<ScoredRun> scoredRuns = new ArrayList<>();
    List<Path> sources = new ArrayList<>();
    Printout reasons = output.printout();
    try (ProgressLine line = progress.start("scoring")) {
      for (Path file : files) {
        line.step("scoring " + file);
        FailedPredictions failed = new FailedPredictions();
        ScoredFile scored = scoring.score(ResponseFile.of(file), failed::see);
        reasons.add(failed.underTable(file.toString(), output.format()));
        scored.report().notices(dataset).forEach(notice -> line.say(file + ": " + notice));
        scoredRuns.addAll(scored.runs());
        scored.runs().forEach(run -> sources.add(file));
      }
    }
    List<ScoredRun> runs = RunOptions.distinct(scoredRuns, sources);
    runs.forEach(run -> run.scorecard().warning().ifPresent(output::say));
    if (perQuery.isPresent()) {
      ScoreFiles.writePerQuery(runs, perQuery.get());
    }
    if (by.isPresent()) {
      List<Slices> slices = slices(runs, Choice.of(SlicingOption.class, "--by", by.get()));
      output.print(
          (output.isForPeople()
                  ? RunTable.heading(
                      split.info(), rules, RunTable.intervals(method()), output.format())
                  : output.printout())
              .table(
                  output.hasRoomForPictures()
                      ? SliceTable.pictured(slices)
                      : output.isForPeople()
                          ? SliceTable.of(slices)
                          : SliceTable.withMarks(slices, runs)));
      return ExitCode.OK;
    }
    if (hardest.isPresent()) {
      output.print(SliceTable.hardest(HardQuery.hardest(runs, hardest.get()), runs.size()));
      return ExitCode.OK;
    }
    if (misses) {
      output.print(
          (output.isForPeople()
                  ? RunTable.heading(
                      split.info(), rules, RunTable.intervals(method()), output.format())
                  : output.printout())
              .table(
                  output.isForPeople()
                      ? MissTable.of(runs, method())
                      : MissTable.withMarks(runs, method())));
      return ExitCode.OK;
    }
    List<AdaptationCurve> curves = AdaptationCurve.of(runs);
    List<Scorecard> cards = runs.stream().map(ScoredRun::scorecard).toList();
    output.print(
        switch (output.format()) {
          case json -> Printout.json(AdaptationJson.write(curves, ScorecardJson.write(cards)));
          case csv -> output.printout().table(CurveTable.all(cards, curves));
          case table, markdown ->
              RunTable.heading(split.info(), rules, RunTable.intervals(method()), output.format())
                  .table(
                      output.hasRoomForPictures()
                          ? ScoreTable.pictured(runs)
                          : ScoreTable.summary(runs))
                  .add(CurveTable.render(curves, output.format()))
                  .add(reasons);
        });
    return ExitCode.OK;
  }

  private Protocol rules() {
    if (mode.equals(RunMode.RANK)) {
      return protocol.protocol();
    }
    if (protocol.protocol() == Protocol.PAPER) {
      throw new InvalidInputException(
          "--protocol paper with --mode %s: the paper's rules know no searches"
              .formatted(mode.kind()));
    }
    return Protocol.of(mode);
  }

  private void check() {
    hardest.ifPresent(queries -> Values.atLeast(1, "--hardest", queries));
    if (Stream.of(hardest.isPresent(), by.isPresent(), misses).filter(asked -> asked).count() > 1) {
      throw new InvalidInputException("--by, --hardest and --misses: must be one of them");
    }
    if (misses && rules() == Protocol.SEARCH) {
      throw new InvalidInputException(
          "--misses with --mode %s: kinds are of first answers, and a search goes on after its first"
              .formatted(mode.kind()));
    }
    if (metric.isPresent() && by.isEmpty()) {
      throw new InvalidInputException("--metric without --by: the table shows all metrics");
    }
  }

  private List<Slices> slices(List<ScoredRun> runs, SlicingOption slicing) {
    Metric shown = MetricName.of(metric, rules());
    try {
      Slicing parts = slicing.of(dataset);
      return runs.stream()
          .map(run -> output.isForPeople() ? run.named(run.scorecard().marked()) : run)
          .map(run -> Slices.of(run, shown, parts, method()))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--metric: " + e.getMessage(), e);
    }
  }

  private IntervalMethod method() {
    return Choice.of(
        "--interval",
        interval,
        IntervalMethod.KORN_GRAUBARD,
        IntervalMethod.PERCENTILE,
        IntervalMethod.BCA,
        IntervalMethod.WILSON);
  }

  /** Slices, hard queries and misses have no use for the intervals of the whole. */
  private Scoring withIntervals(Scoring scoring) {
    try {
      Scoring with = scoring.withIntervals(method());
      return by.isPresent() || hardest.isPresent() || misses ? with.withoutIntervals() : with;
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--interval " + interval + ": " + e.getMessage(), e);
    }
  }

  private static Scoring withThreshold(Scoring scoring, double iou) {
    try {
      return scoring.withThreshold(iou);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--iou-threshold: " + e.getMessage());
    }
  }
}
