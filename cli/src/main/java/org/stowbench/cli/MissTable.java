package org.stowbench.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.Table;
import org.stowbench.io.Json;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.misses.Miss;
import org.stowbench.scorer.statistics.IntervalMethod;

/** The kinds of wrong first answers as tables. */
final class MissTable {

  private static final int DECIMALS = 3;

  private MissTable() {}

  /** A row for each kind of each run; kinds that no run has are left out. */
  static Table of(List<ScoredRun> runs, IntervalMethod method) {
    return of(
        runs,
        Arrays.stream(Miss.values())
            .filter(kind -> runs.stream().anyMatch(run -> run.perQuery().count(kind) > 0))
            .toList(),
        method,
        true);
  }

  /** The same for machines: with all kinds, and marks as a column of their own. */
  static Table withMarks(List<ScoredRun> runs, IntervalMethod method) {
    List<Miss> kinds = List.of(Miss.values());
    List<Cell> marks = new ArrayList<>();
    runs.forEach(
        run -> marks.addAll(Collections.nCopies(kinds.size(), ScoreTable.mark(run.scorecard()))));
    return of(runs, kinds, method, false).with("mark", marks);
  }

  private static Table of(
      List<ScoredRun> runs, List<Miss> kinds, IntervalMethod method, boolean forPeople) {
    Table table = new Table("predictor", "miss", "queries", "share", "95 %");
    for (ScoredRun run : runs) {
      List<Integer> all = IntStream.range(0, run.queries().size()).boxed().toList();
      for (Miss kind : kinds) {
        Figure share = run.figure(Metrics.miss(kind), all, method);
        table.row(
            Cell.of(forPeople ? run.scorecard().marked() : run.scorecard().predictor()),
            Cell.of(forPeople ? kind.title() : Json.name(kind)),
            Cell.of(run.perQuery().count(kind), 1),
            ScoreTable.cell(share.value(), DECIMALS),
            ScoreTable.interval(share, DECIMALS));
      }
    }
    return table;
  }
}
