package org.stowbench.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.stowbench.cli.output.Bars;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.Table;
import org.stowbench.io.Json;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;

/** Figures as cells and tables. */
final class ScoreTable {

  private static final int DECIMALS = 3;

  private ScoreTable() {}

  /** A row a predictor, with what people look at first. */
  static Table summary(List<ScoredRun> runs) {
    Protocol protocol = runs.get(0).scorecard().protocol();
    return summary(
        runs,
        Metrics.headline(protocol),
        switch (protocol) {
          case PAPER -> List.of(Metrics.MEAN_IOU);
          case SEARCH ->
              List.of(
                  Metrics.SEARCH_OPENINGS,
                  Metrics.PATH,
                  Metrics.OPENING_RATIO_RANDOM,
                  Metrics.PATH_RATIO_RANDOM);
          case CONSISTENT ->
              Stream.concat(
                      Metrics.official(runs.get(0).scorecard().dataset()).stream(),
                      Stream.of(
                          Metrics.HIT_3,
                          Metrics.AVERAGE_PRECISION,
                          Metrics.MEAN_IOU,
                          Metrics.OPENINGS,
                          Metrics.OPENING_RATIO,
                          Metrics.NOT_HERE_F1))
                  .toList();
        });
  }

  /** The same with a picture of the hits within 1, 3 and 5, for terminals that have room. */
  static Table pictured(List<ScoredRun> runs) {
    Table table = summary(runs);
    return runs.get(0).scorecard().protocol() == Protocol.CONSISTENT
        ? table.with(
            "1 3 5",
            runs.stream()
                .map(ScoredRun::scorecard)
                .map(
                    card ->
                        Cell.of(
                            Bars.sparkline(
                                value(card, Metrics.HIT_1),
                                value(card, Metrics.HIT_3),
                                value(card, Metrics.HIT_5))))
                .toList())
        : table;
  }

  private static double value(Scorecard card, Metric metric) {
    return card.figure(metric).value().orElse(Double.NaN);
  }

  private static Table summary(List<ScoredRun> runs, Metric first, List<Metric> more) {
    Scorecard any = runs.get(0).scorecard();
    List<Metric> others = more.stream().filter(any::has).toList();
    List<String> columns = new ArrayList<>(List.of("predictor", "answered", first.name(), "95 %"));
    others.forEach(other -> columns.add(any.titled(other, other.name())));
    Table table = new Table(columns.toArray(String[]::new));
    for (ScoredRun run : runs) {
      Scorecard card = run.scorecard();
      Figure right = card.figure(first);
      List<Cell> cells =
          new ArrayList<>(
              List.of(
                  Cell.of(card.marked()),
                  Cell.of(card.answered()),
                  cell(right.value(), DECIMALS),
                  interval(right, DECIMALS)));
      others.forEach(other -> cells.add(cell(card.figure(other).value(), DECIMALS)));
      table.row(cells.toArray(Cell[]::new));
    }
    return runs.stream().allMatch(run -> run.scorecard().answered() == run.scorecard().queries())
        ? table
        : table.with("failed", runs.stream().map(ScoreTable::failed).toList());
  }

  /** How many predictions failed; a query that has none at all is not counted. */
  static Cell failed(ScoredRun run) {
    return Cell.of(run.queries().stream().filter(q -> q.predicted() && !q.answered()).count());
  }

  /**
   * A row a metric of each predictor: every figure of the scorecards. Where there are lengths, a
   * column more says what they are in.
   */
  static Table all(List<Scorecard> scorecards) {
    Table table =
        new Table(
            "predictor",
            "answered",
            "queries",
            "metric",
            "value",
            "low",
            "high",
            "interval",
            "seen_households");
    List<Cell> units = new ArrayList<>();
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
        cells.add(Cell.of(figure.method()));
        cells.add(seen(card));
        table.row(cells.toArray(Cell[]::new));
        units.add(
            Metrics.find(metric.getKey(), card.protocol())
                .flatMap(card::ownUnit)
                .map(Cell::of)
                .orElse(Cell.none()));
      }
    }
    return scorecards.stream().anyMatch(card -> card.has(Metrics.PATH))
        ? table.with("unit", units)
        : table;
  }

  /** A predictor's name; people read its mark with it, for machines that is a column of its own. */
  static Cell name(Scorecard card, TableOption output) {
    return Cell.of(output.isForPeople() ? card.marked() : card.predictor());
  }

  /** What its figures are to be doubted for; a dash where there is nothing. */
  static Cell mark(Scorecard card) {
    return card.seen().mark().map(Cell::of).orElse(Cell.none());
  }

  /** How many households it has learned from; a dash where that is not known. */
  static Cell seen(Scorecard card) {
    return card.seen().known() || card.seen().any()
        ? Cell.of(card.seen().households())
        : Cell.none();
  }

  /** How many placements it was let know of each household; a dash where it was not. */
  static Cell known(Scorecard card) {
    return card.known().map(known -> Cell.of(known.placements())).orElse(Cell.none());
  }

  /** A metric's value, with as many decimals as it is usually shown. */
  static Cell cell(Scorecard card, Metric metric) {
    return cell(card.figure(metric).value(), metric.decimals());
  }

  /** A metric's interval, with as many decimals as it is usually shown. */
  static Cell interval(Scorecard card, Metric metric) {
    return interval(card.figure(metric), metric.decimals());
  }

  /** A figure's number, or a dash where it is undefined. */
  static Cell cell(OptionalDouble number, int decimals) {
    return number.isPresent() ? Cell.of(number.getAsDouble(), decimals) : Cell.none();
  }

  /**
   * A figure's interval, or why there is none; a dash where there is no figure either. Programs get
   * its ends and its method.
   */
  static Cell interval(Figure figure, int decimals) {
    String text = figure.value().isPresent() ? figure.method() : "-";
    if (figure.low().isPresent() && figure.high().isPresent()) {
      String format = "[%." + decimals + "f, %." + decimals + "f]";
      text =
          String.format(
              Locale.ROOT, format, figure.low().getAsDouble(), figure.high().getAsDouble());
    }
    ObjectNode exact = Json.object();
    exact.set("low", cell(figure.low(), decimals).value());
    exact.set("high", cell(figure.high(), decimals).value());
    exact.put("interval", figure.method());
    return Cell.of(text, exact);
  }
}
