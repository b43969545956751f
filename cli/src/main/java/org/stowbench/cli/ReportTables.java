package org.stowbench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.query.DatasetInfo;
import org.stowbench.report.LatexTable;
import org.stowbench.report.ReportedRun;
import org.stowbench.report.ReportedRuns;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScorecardJson;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.suite.SuiteMatrix;

/** The tables of a report. */
final class ReportTables {

  private ReportTables() {}

  static Printout render(ReportedRuns report, ReportCommand.Format format, List<Metric> metrics) {
    return switch (format) {
      case markdown ->
          RunTable.heading(report.index().info(), Protocol.CONSISTENT, OutputFormat.markdown)
              .table(leaderboard(report));
      case csv -> Printout.of(OutputFormat.csv).table(spreadsheet(report));
      case json -> Printout.json(json(report));
      case latex ->
          Printout.document(
              LatexTable.of(report, metrics.isEmpty() ? ReportedRuns.SHOWN : metrics));
      case html -> throw new IllegalArgumentException("a page is no table");
    };
  }

  /** Of several splits: one table of predictors by splits, or for programs all figures of all. */
  static Printout render(List<ReportedRuns> splits, ReportCommand.Format format) {
    return switch (format) {
      case markdown -> SuiteTable.render(matrix(splits), OutputFormat.markdown);
      case csv ->
          Printout.of(OutputFormat.csv)
              .table(SuiteTable.all(splits.stream().map(ReportTables::cards).toList()));
      case json ->
          Printout.json(
              SuiteTable.json(
                  Optional.of("runs"), splits.stream().map(ReportTables::json).toList()));
      case latex, html -> throw new IllegalArgumentException("no table of several splits");
    };
  }

  static SuiteMatrix matrix(List<ReportedRuns> splits) {
    return SuiteMatrix.of(splits.stream().map(ReportTables::cards).toList());
  }

  private static List<Scorecard> cards(ReportedRuns report) {
    return report.runs().stream().map(run -> run.scored().scorecard()).toList();
  }

  private static Table leaderboard(ReportedRuns report) {
    boolean priced = report.runs().stream().anyMatch(run -> cost(run).isPresent());
    List<String> columns =
        new ArrayList<>(List.of("predictor", ReportedRuns.SHOWN.get(0).heading(), "95 %"));
    List<Metric> others = ReportedRuns.SHOWN.subList(1, ReportedRuns.SHOWN.size());
    others.forEach(other -> columns.add(other.heading()));
    if (priced) {
      columns.add("US $ for 1,000 queries");
    }
    Table table = new Table(columns.toArray(String[]::new));
    for (ReportedRun run : report.runs()) {
      Scorecard card = run.scored().scorecard();
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(card.marked()));
      cells.add(ScoreTable.cell(card, ReportedRuns.SHOWN.get(0)));
      cells.add(ScoreTable.interval(card, ReportedRuns.SHOWN.get(0)));
      others.forEach(other -> cells.add(ScoreTable.cell(card, other)));
      if (priced) {
        cells.add(ScoreTable.cell(cost(run), 2));
      }
      table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }

  /** A row a predictor, a column each for a figure, the ends of its interval and its method. */
  private static Table spreadsheet(ReportedRuns report) {
    DatasetInfo info = report.index().info();
    List<String> names =
        report.runs().stream()
            .flatMap(run -> run.scored().scorecard().metrics().keySet().stream())
            .distinct()
            .toList();
    List<String> columns =
        new ArrayList<>(
            List.of(
                "predictor",
                "run",
                "dataset",
                "simulated",
                "queries",
                "answered",
                "seen_households"));
    names.forEach(
        name -> columns.addAll(List.of(name, name + " low", name + " high", name + " interval")));
    columns.add("cost of 1,000 queries");
    Table table = new Table(columns.toArray(String[]::new));
    for (ReportedRun run : report.runs()) {
      List<Cell> cells =
          new ArrayList<>(
              List.of(
                  Cell.of(run.label()),
                  Cell.of(run.manifest().run()),
                  Cell.of(info.id()),
                  Cell.of(info.simulated()),
                  Cell.of(run.scored().scorecard().queries()),
                  Cell.of(run.scored().scorecard().answered()),
                  ScoreTable.seen(run.scored().scorecard())));
      for (String name : names) {
        Figure figure = run.scored().scorecard().metrics().get(name);
        for (int end = 0; end < 3; end++) {
          cells.add(figure == null ? Cell.none() : ScoreTable.cell(end(figure, end), 3));
        }
        cells.add(figure == null ? Cell.none() : Cell.of(figure.method()));
      }
      cells.add(ScoreTable.cell(cost(run), 2));
      table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }

  private static OptionalDouble end(Figure figure, int end) {
    return List.of(figure.value(), figure.low(), figure.high()).get(end);
  }

  /** The same document as {@code score}, with each run's name and cost. */
  private static ObjectNode json(ReportedRuns report) {
    ObjectNode document = ScorecardJson.write(cards(report));
    ArrayNode cards = (ArrayNode) document.get("scorecards");
    for (int i = 0; i < cards.size(); i++) {
      ReportedRun run = report.runs().get(i);
      ObjectNode card = (ObjectNode) cards.get(i);
      card.put("run", run.manifest().run());
      cost(run).ifPresent(cost -> card.put("cost_of_1000_queries", cost));
    }
    return document;
  }

  private static OptionalDouble cost(ReportedRun run) {
    return run.spending().costOfThousand();
  }
}
