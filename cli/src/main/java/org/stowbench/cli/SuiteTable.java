package org.stowbench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.io.Json;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.suite.SuiteMatrix;

/** Predictors by splits: no mean over them is printed. */
final class SuiteTable {

  private SuiteTable() {}

  /** For people: the matrix, and what is in its columns. */
  static Printout render(SuiteMatrix matrix, OutputFormat format) {
    List<String> splits =
        matrix.columns().stream()
            .map(
                column ->
                    String.format(
                        Locale.ROOT, "%s %,d queries", column.dataset(), column.queries()))
            .toList();
    Printout text =
        Printout.of(format)
            .heading(
                String.join(", ", splits),
                "95 %% intervals over households (%s); nothing is averaged over suites"
                    .formatted(RunTable.intervals(IntervalMethod.KORN_GRAUBARD)))
            .table(table(matrix));
    if (!matrix.marks().isEmpty()) {
      text.blank();
      matrix.marks().forEach(mark -> text.item("* " + mark));
    }
    return text;
  }

  /** A row a predictor, a column a split. */
  static Table table(SuiteMatrix matrix) {
    List<String> headings = new ArrayList<>(List.of("predictor"));
    matrix.columns().forEach(column -> headings.add(column.heading()));
    Table table = new Table(headings.toArray(String[]::new));
    for (String predictor : matrix.predictors()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(predictor)));
      for (SuiteMatrix.Column column : matrix.columns()) {
        cells.add(
            column
                .figure(predictor)
                .map(figure -> cell(figure, column, column.isMarked(predictor) ? "*" : ""))
                .orElse(Cell.none()));
      }
      table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }

  private static Cell cell(Figure figure, SuiteMatrix.Column column, String mark) {
    int decimals = column.metric().decimals();
    return Cell.of(
        "%s%s %s"
            .formatted(
                ScoreTable.cell(figure.value(), decimals).text(),
                mark,
                ScoreTable.interval(figure, decimals).text()));
  }

  /** For programs: every figure of every split, a row each, with the split's name. */
  static Table all(List<List<Scorecard>> splits) {
    List<Scorecard> cards = splits.stream().flatMap(List::stream).toList();
    List<Cell> datasets = new ArrayList<>();
    cards.forEach(
        card -> card.metrics().keySet().forEach(m -> datasets.add(Cell.of(card.dataset()))));
    return CurveTable.all(cards, List.of()).with("dataset", datasets);
  }

  /**
   * The documents of several splits as one.
   *
   * @param suite what they were asked as; without a name the first split's document holds the
   *     others
   */
  static ObjectNode json(Optional<String> suite, List<ObjectNode> documents) {
    if (suite.isEmpty()) {
      ObjectNode first = documents.get(0);
      ArrayNode others = first.putArray("beside");
      documents.subList(1, documents.size()).forEach(others::add);
      return first;
    }
    ObjectNode document = Json.object();
    document.put("suite", suite.get());
    ArrayNode datasets = document.putArray("datasets");
    documents.forEach(datasets::add);
    return document;
  }
}
