package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.dataset.Dataset;
import org.stowbench.input.InvalidInputException;
import org.stowbench.json.Json;
import org.stowbench.responses.QueryIndex;
import org.stowbench.responses.ReadReport;
import org.stowbench.responses.ResponseFile;
import org.stowbench.scorer.Protocol;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScorecardJson;
import org.stowbench.scorer.ScoredFile;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores predictions that somebody else made. */
@Command(
    name = "score",
    description = {
      "Score files of predictions: Stowbench's own (JSON Lines or CSV), or the challenge's official"
          + " response files as they are. A file that several people answer in becomes a scorecard"
          + " each.",
      "",
      "The table shows the first figures; json and csv hold all of them, json by item too.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stowbench score --dataset shic:eval --predictions answers.csv",
      "  stowbench score --dataset shic:eval --protocol paper --iou-threshold 0.5 \\",
      "      --predictions boxes.json --format json --per-query pairs.csv",
      "  stowbench score --dataset shic:eval --mode search --predictions answers.csv"
    })
final class ScoreCommand implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TableOption output;

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
      description = "Files of predictions.")
  private List<Path> files;

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      defaultValue = "consistent",
      description =
          "Scoring rules: consistent, the same for every predictor, or paper, those of the"
              + " challenge's paper.")
  private String protocol;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      showDefaultValue = picocli.CommandLine.Help.Visibility.ALWAYS,
      description =
          "rank: how good the rankings are. search: what a robot finds, opens and walks that"
              + " follows them.")
  private Mode mode = Mode.rank;

  @Option(
      names = "--iou-threshold",
      paramLabel = "X",
      description =
          "The overlap from which a drawn region counts, above 0 and at most 1. Default: 0.5; under"
              + " paper 1, or 0.5 for a file with drawn regions.")
  private Optional<Double> threshold;

  @Option(
      names = "--per-query",
      paramLabel = "FILE.csv",
      description = "Write a row a query; of several predictors, with a column that names them.")
  private Optional<Path> perQuery;

  @Override
  public Integer call() throws IOException {
    Protocol rules = rules();
    Dataset split = StowbenchHome.catalogue().open(dataset);
    Scoring scoring = Scoring.of(QueryIndex.of(split), rules);
    if (threshold.isPresent()) {
      scoring = withThreshold(scoring, threshold.get());
    }
    List<ScoredRun> runs = new ArrayList<>();
    for (Path file : files) {
      ScoredFile scored = scoring.score(ResponseFile.of(file));
      report(file, scored.report());
      runs.addAll(scored.runs());
    }
    if (perQuery.isPresent()) {
      ScoreFiles.writePerQuery(runs, perQuery.get());
    }
    List<Scorecard> cards = runs.stream().map(ScoredRun::scorecard).toList();
    output.print(
        switch (output.format()) {
          case json -> Json.pretty(ScorecardJson.write(cards));
          case csv -> ScoreTable.all(cards).render(OutputFormat.csv);
          case table, markdown ->
              RunTable.heading(split.info(), rules, output.format())
                  + ScoreTable.summary(cards).render(output.format());
        });
    return ExitCode.OK;
  }

  private Protocol rules() {
    for (Protocol known : List.of(Protocol.CONSISTENT, Protocol.PAPER)) {
      if (Json.name(known).equals(protocol)) {
        if (mode == Mode.rank) {
          return known;
        }
        if (known == Protocol.PAPER) {
          throw new InvalidInputException(
              "--protocol paper with --mode search: the paper's rules know no searches");
        }
        return Protocol.SEARCH;
      }
    }
    throw new InvalidInputException(
        "--protocol %s: must be consistent or paper"
            .formatted(InvalidInputException.excerpt(protocol)));
  }

  private static Scoring withThreshold(Scoring scoring, double iou) {
    try {
      return scoring.withThreshold(iou);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--iou-threshold: " + e.getMessage());
    }
  }

  private void report(Path file, ReadReport report) {
    say(file, report.unmatched(), "fit no query of " + dataset + " and were left out");
    say(file, report.repeated(), "answer a query again and were left out");
  }

  private void say(Path file, ReadReport.LeftOut leftOut, String what) {
    if (leftOut.count() > 0) {
      output.say(
          "%s: %d records %s, such as %s"
              .formatted(file, leftOut.count(), what, String.join("; ", leftOut.examples())));
    }
  }
}
