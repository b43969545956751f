package org.stowbench.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.stowbench.cli.output.Bars;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.Table;
import org.stowbench.predictions.AnswerText;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.slices.HardQuery;
import org.stowbench.scorer.slices.Slice;
import org.stowbench.scorer.slices.Slices;

/** Slices of runs as tables. */
final class SliceTable {

  private static final int DECIMALS = 3;

  /** How wide a drawn interval is. */
  private static final int BAR = 20;

  private SliceTable() {}

  /** A row a slice of each run. */
  static Table of(List<Slices> runs) {
    Slices first = runs.get(0);
    Table table =
        new Table(
            "predictor",
            first.slicing(),
            "queries",
            "households",
            first.metric().name(),
            "95 %",
            "small");
    for (Slices run : runs) {
      for (Slice slice : run.slices()) {
        table.row(
            Cell.of(run.predictor()),
            Cell.of(slice.name()),
            Cell.of(slice.queries()),
            Cell.of(slice.households()),
            ScoreTable.cell(slice.figure().value(), DECIMALS),
            ScoreTable.interval(slice.figure(), DECIMALS),
            Cell.of(slice.isSmall()));
      }
    }
    return table;
  }

  /**
   * The same for machines: their marks are a column of their own.
   *
   * @param scored the runs, in the same order
   */
  static Table withMarks(List<Slices> runs, List<ScoredRun> scored) {
    List<Cell> marks = new ArrayList<>();
    for (int run = 0; run < runs.size(); run++) {
      Cell mark = ScoreTable.mark(scored.get(run).scorecard());
      marks.addAll(Collections.nCopies(runs.get(run).slices().size(), mark));
    }
    return of(runs).with("mark", marks);
  }

  /** The same with the intervals drawn, for terminals that have room. */
  static Table pictured(List<Slices> runs) {
    List<Figure> figures =
        runs.stream().flatMap(run -> run.slices().stream()).map(Slice::figure).toList();
    // Shares fill the axis from 0 to 1; costs and losses reach beyond.
    double most = figures.stream().mapToDouble(f -> f.high().orElse(0)).max().orElse(1);
    double axis = Math.max(1, most);
    return of(runs).with("from 0", figures.stream().map(f -> bar(f, axis)).toList());
  }

  private static Cell bar(Figure figure, double axis) {
    if (figure.low().isEmpty() || figure.high().isEmpty()) {
      return Cell.none();
    }
    return Cell.of(
        Bars.interval(
            figure.low().getAsDouble(),
            figure.value().orElse(0),
            figure.high().getAsDouble(),
            0,
            axis,
            BAR));
  }

  /** A row a query, the hardest first. */
  static Table hardest(List<HardQuery> queries, int predictors) {
    Table table =
        new Table("query", "item", "household", "truth", "right", "predictors", "openings");
    for (HardQuery hard : queries) {
      table.row(
          Cell.of(hard.query().id()),
          Cell.of(hard.query().item()),
          Cell.of(hard.query().household()),
          Cell.of(AnswerText.write(hard.query().truth())),
          Cell.of(hard.right(), 2),
          Cell.of(predictors),
          ScoreTable.cell(hard.meanOpenings(), 1));
    }
    return table;
  }
}
