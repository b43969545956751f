package org.stowbench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Table;
import org.stowbench.dataset.DatasetInfo;
import org.stowbench.json.Json;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScorecardJson;

/** What {@code run} prints: one row a predictor. */
final class RunTable {

  /**
   * A scored run.
   *
   * @param scorecard its figures
   * @param queriesPerSecond how fast it was; empty where nothing was asked
   */
  record Row(Scorecard scorecard, OptionalDouble queriesPerSecond) {}

  private RunTable() {}

  static String render(DatasetInfo dataset, List<Row> rows, OutputFormat format) {
    return switch (format) {
      case json -> json(rows);
      case csv -> ScoreTable.all(rows.stream().map(Row::scorecard).toList()).render(format);
      case table, markdown ->
          heading(dataset, format) + table(rows, format == OutputFormat.table).render(format);
    };
  }

  /** What is scored, in a line. */
  static String heading(DatasetInfo dataset, OutputFormat format) {
    String line =
        String.format(
            Locale.ROOT,
            "%s: %,d queries%s, 95 %% intervals over households",
            dataset.id(),
            dataset.queries(),
            dataset.simulated() ? ", simulated" : "");
    return format == OutputFormat.markdown ? line + "\n\n" : line + "\n";
  }

  /** Markdown goes into documents, where a machine's speed would change with every writing. */
  private static Table table(List<Row> rows, boolean withSpeed) {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "predictor", "hit@1", "95 %", "hit@3", "mean IoU", "openings", "ratio to random"));
    if (withSpeed) {
      columns.add("queries/s");
    }
    Table table = new Table(columns.toArray(String[]::new));
    for (Row row : rows) {
      Figure hit = row.scorecard().metrics().get("hit@1");
      List<Cell> cells =
          new ArrayList<>(
              List.of(
                  Cell.of(row.scorecard().predictor()),
                  ScoreTable.cell(hit.value(), 3),
                  ScoreTable.interval(hit, 3),
                  ScoreTable.cell(row.scorecard().metrics().get("hit@3").value(), 3),
                  ScoreTable.cell(row.scorecard().metrics().get("mean_iou").value(), 3),
                  ScoreTable.cell(row.scorecard().metrics().get("openings").value(), 2),
                  ScoreTable.cell(row.scorecard().metrics().get("opening_ratio").value(), 2)));
      if (withSpeed) {
        cells.add(ScoreTable.cell(row.queriesPerSecond(), 0));
      }
      table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }

  /** The same document as {@code score}, with the speed of each run. */
  private static String json(List<Row> rows) {
    ObjectNode document = ScorecardJson.write(rows.stream().map(Row::scorecard).toList());
    ArrayNode cards = (ArrayNode) document.get("scorecards");
    for (int i = 0; i < rows.size(); i++) {
      ObjectNode card = (ObjectNode) cards.get(i);
      rows.get(i).queriesPerSecond().ifPresent(rate -> card.put("queries_per_second", rate));
    }
    return Json.pretty(document);
  }
}
