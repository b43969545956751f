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

  /** A row a predictor, with what people look at first. */
  static Table summary(List<Scorecard> scorecards) {
    return switch (scorecards.get(0).protocol()) {
      case PAPER -> summary(scorecards, "accuracy", List.of("mean_iou"));
      case SEARCH ->
          summary(
              scorecards,
              "found",
              List.of("search_openings", "path", "opening_ratio_random", "path_ratio_random"));
      case CONSISTENT ->
          summary(
              scorecards,
              "hit@1",
              List.of("hit@3", "mean_iou", "openings", "opening_ratio", "not_here_f1"));
    };
  }

  private static Table summary(List<Scorecard> scorecards, String first, List<String> others) {
    List<String> columns = new ArrayList<>(List.of("predictor", "answered", first, "95 %"));
    columns.addAll(others);
    Table table = new Table(columns.toArray(String[]::new));
    for (Scorecard card : scorecards) {
      Figure right = card.metrics().get(first);
      List<Cell> cells =
          new ArrayList<>(
              List.of(
                  Cell.of(card.predictor()),
                  Cell.of(card.answered()),
                  cell(right.value(), DECIMALS),
                  interval(right, DECIMALS)));
      others.forEach(name -> cells.add(cell(card.metrics().get(name).value(), DECIMALS)));
      table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }

  /** A row a metric of each predictor: every figure of the scorecards. */
  static Table all(List<Scorecard> scorecards) {
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
