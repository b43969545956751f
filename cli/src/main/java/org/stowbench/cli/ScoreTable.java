package org.stowbench.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.Table;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;

/** Figures as cells and tables. */
final class ScoreTable {

  private static final int DECIMALS = 3;

  private ScoreTable() {}

  /** A row a metric of each predictor: every figure of the scorecards. */
  static Table of(List<Scorecard> scorecards) {
    Table table = new Table("predictor", "answered", "queries", "metric", "value", "low", "high");
    for (Scorecard card : scorecards) {
      for (Map.Entry<String, Figure> metric : card.metrics().entrySet()) {
        Figure figure = metric.getValue();
        List<Cell> cells =
            new ArrayList<>(
                List.of(
                    Cell.of(card.predictor()),
                    Cell.of(card.answered()),
                    Cell.of(card.queries()),
                    Cell.of(metric.getKey())));
        for (OptionalDouble number : List.of(figure.value(), figure.low(), figure.high())) {
          cells.add(cell(number, DECIMALS));
        }
        table.row(cells.toArray(Cell[]::new));
      }
    }
    return table;
  }

  /** A figure's number, or a dash where it is undefined. */
  static Cell cell(OptionalDouble number, int decimals) {
    return number.isPresent() ? Cell.of(number.getAsDouble(), decimals) : Cell.none();
  }

  /** A figure's interval. */
  static Cell interval(Figure figure, int decimals) {
    if (figure.low().isEmpty() || figure.high().isEmpty()) {
      return Cell.none();
    }
    String format = "[%." + decimals + "f, %." + decimals + "f]";
    String text =
        String.format(Locale.ROOT, format, figure.low().getAsDouble(), figure.high().getAsDouble());
    return Cell.of(text, JsonNodeFactory.instance.textNode(text));
  }
}
