package org.stowbench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Table;
import org.stowbench.io.Json;
import org.stowbench.query.DatasetInfo;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Protocol;
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
          heading(dataset, protocol(rows), format)
              + table(rows, format == OutputFormat.table).render(format);
    };
  }

  private static Protocol protocol(List<Row> rows) {
    return rows.get(0).scorecard().protocol();
  }

  /** What is scored, in a line or two. */
  static String heading(DatasetInfo dataset, Protocol protocol, OutputFormat format) {
    String line =
        String.format(
            Locale.ROOT,
            "%s: %,d queries%s, 95 %% intervals over households%s",
            dataset.id(),
            dataset.queries(),
            dataset.simulated() ? ", simulated" : "",
            protocol == Protocol.SEARCH
                ? ";\nratios charge a search without success with all that it left closed"
                : "");
    return format == OutputFormat.markdown ? line + "\n\n" : line + "\n";
  }

  /**
   * A figure in the table.
   *
   * @param metric its name in the scorecard
   */
  private record Column(String heading, String metric, int decimals) {}

  private static final Column HIT = new Column("hit@1", "hit@1", 3);
  private static final List<Column> AFTER_HIT =
      List.of(
          new Column("hit@3", "hit@3", 3),
          new Column("mean IoU", "mean_iou", 3),
          new Column("openings", "openings", 2),
          new Column("ratio to random", "opening_ratio", 2));

  private static final Column FOUND = new Column("found", "found", 3);
  private static final List<Column> AFTER_FOUND =
      List.of(
          new Column("openings", "search_openings", 2),
          new Column("to best", "opening_ratio_best", 2),
          new Column("to random", "opening_ratio_random", 2),
          new Column("path", "path", 2),
          new Column("to best", "path_ratio_best", 2),
          new Column("to random", "path_ratio_random", 2));

  /** Markdown goes into documents, where a machine's speed would change with every writing. */
  private static Table table(List<Row> rows, boolean withSpeed) {
    boolean searches = protocol(rows) == Protocol.SEARCH;
    Column first = searches ? FOUND : HIT;
    List<Column> others = searches ? AFTER_FOUND : AFTER_HIT;
    List<String> headings = new ArrayList<>(List.of("predictor", first.heading(), "95 %"));
    others.forEach(column -> headings.add(column.heading()));
    if (withSpeed) {
      headings.add("queries/s");
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (Row row : rows) {
      Map<String, Figure> metrics = row.scorecard().metrics();
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(row.scorecard().predictor()));
      cells.add(cell(metrics, first));
      cells.add(ScoreTable.interval(metrics.get(first.metric()), first.decimals()));
      others.forEach(column -> cells.add(cell(metrics, column)));
      if (withSpeed) {
        cells.add(ScoreTable.cell(row.queriesPerSecond(), 0));
      }
      table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }

  private static Cell cell(Map<String, Figure> metrics, Column column) {
    return ScoreTable.cell(metrics.get(column.metric()).value(), column.decimals());
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
