package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Table;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.Predictors;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.agreement.Agreement;
import org.stowbench.scorer.agreement.Yardstick;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how far people agree, and how far predictors come beside them. */
@Command(
    name = "agreement",
    description = {
      "Say how often a dataset's annotators agree with each other: the share of pairs of answers"
          + " that name the same candidate or the same place, and Krippendorff's alpha.",
      "",
      "With runs or predictions: how often each finds the item, which share of the people's votes"
          + " goes to its first answers, and its hit@1 as a share of the average person's (of"
          + " --people) or, on simulated households, of the oracle's."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench agreement --dataset shic:dev --by-item",
      "  stowbench agreement runs/ranker-sim-eval-001",
      "  stowbench agreement --dataset shic:eval --predictions mine.csv \\",
      "      --people people.json"
    })
final class AgreementCommand implements Callable<Integer> {

  private static final int DECIMALS = 3;
  private static final String ORACLE = "oracle";

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;
  @Mixin private RunOptions options;

  @Option(
      names = "--people",
      paramLabel = "RUN|FILE",
      arity = "1..*",
      description =
          "What people answered: run folders or files of predictions. If a file holds"
              + " several people, each of them counts.")
  private List<Path> people = List.of();

  @Option(names = "--by-item", description = "Also show how much the people agree on each item.")
  private boolean byItem;

  @Override
  public Integer call() throws IOException {
    Printout text;
    try (ProgressLine line = progress.start("measuring agreement")) {
      Scoring scoring = options.scoring(Protocol.CONSISTENT, people, line::say);
      Table table =
          options.isEmpty() && people.isEmpty()
              ? people(scoring.index().queries())
              : predictors(scoring, line);
      text = RunTable.heading(scoring.index().info(), Protocol.CONSISTENT, output).table(table);
    }
    output.print(text);
    return ExitCode.OK;
  }

  private Table people(List<LabeledQuery> queries) {
    Map<String, Agreement> rows = new LinkedHashMap<>();
    rows.put("all", Agreement.of(queries));
    if (byItem) {
      rows.putAll(Agreement.byItem(queries));
    }
    if (rows.get("all").queries() == 0) {
      throw new InvalidInputException(
          "no query here was answered by two people: there is no agreement to measure");
    }
    Table table =
        new Table("item", "queries", "pairs", "same answer", "95 %", "same place", "alpha");
    rows.forEach(
        (item, agreement) ->
            table.row(
                Cell.of(item),
                Cell.of(agreement.queries()),
                Cell.of(agreement.pairs()),
                ScoreTable.cell(agreement.sameCandidate().value(), DECIMALS),
                ScoreTable.interval(agreement.sameCandidate(), DECIMALS),
                ScoreTable.cell(agreement.samePlace().value(), DECIMALS),
                ScoreTable.cell(agreement.alpha(), DECIMALS)));
    return table;
  }

  private Table predictors(Scoring scoring, ProgressLine line) throws IOException {
    List<ScoredRun> persons = RunOptions.scoreAll(scoring, people);
    List<ScoredRun> runs = new ArrayList<>(options.score(scoring));
    runs.forEach(run -> run.scorecard().warning().ifPresent(line::say));
    runs.addAll(persons);
    List<ScoredRun> oracle = oracle(scoring, line);
    List<String> columns =
        new ArrayList<>(
            List.of("predictor", Metrics.HIT_1.heading(), "95 %", Metrics.CROWD.heading()));
    if (!persons.isEmpty()) {
      columns.addAll(List.of("of a person", "95 %, of a person"));
    }
    if (!oracle.isEmpty()) {
      columns.addAll(List.of("of the oracle", "95 %, of the oracle"));
    }
    Table table = new Table(columns.toArray(String[]::new));
    for (ScoredRun run : runs) {
      Yardstick beside = Yardstick.of(run, persons);
      List<Cell> cells =
          new ArrayList<>(
              List.of(
                  ScoreTable.name(run.scorecard(), output),
                  ScoreTable.cell(beside.accuracy().value(), DECIMALS),
                  ScoreTable.interval(beside.accuracy(), DECIMALS),
                  ScoreTable.cell(beside.crowd().value(), DECIMALS)));
      add(beside.share(), cells);
      if (!oracle.isEmpty()) {
        add(Yardstick.of(run, oracle).share(), cells);
      }
      table.row(cells.toArray(Cell[]::new));
    }
    return output.isForPeople()
        ? table
        : table.with("mark", runs.stream().map(run -> ScoreTable.mark(run.scorecard())).toList());
  }

  private static void add(Optional<Figure> share, List<Cell> cells) {
    if (share.isPresent()) {
      cells.add(ScoreTable.cell(share.get().value(), 2));
      cells.add(ScoreTable.interval(share.get(), 2));
    }
  }

  /** The best that can be done, where that is known: on simulated households. */
  private List<ScoredRun> oracle(Scoring scoring, ProgressLine line) throws IOException {
    if (!scoring.index().info().simulated()) {
      return List.of();
    }
    String reference = options.reference();
    Dataset split = StowbenchHome.catalogue().open(reference);
    try (var answers =
        ReproduceCommand.ask(
            new PredictorMaker(Predictors.installed(), line),
            ORACLE,
            split,
            reference,
            scoring.index())) {
      return List.of(scoring.score(ORACLE, answers));
    }
  }
}
