package org.stowbench.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.Interval;

/** Adaptation curves as tables. */
final class CurveTable {

  private CurveTable() {}

  /**
   * For people, below another table: of each predictor its figures by how much is known, what it
   * gains over the least, and a sentence; nothing where there is no curve.
   */
  static Printout render(List<AdaptationCurve> curves, OutputFormat format) {
    Printout text = Printout.of(format);
    for (AdaptationCurve curve : curves) {
      List<Comparison> said =
          curve.metrics().stream().limit(1).map(m -> curve.most().gains().get(m)).toList();
      text.blank()
          .heading(
              String.format(
                  Locale.ROOT,
                  "%s by known placements, the same %,d queries of %,d households each time:",
                  curve.predictor(),
                  curve.queries(),
                  curve.households()))
          .table(figures(curve))
          .blank()
          .heading(
              "Gain over %d known, paired; p corrected over the rows (Holm):"
                  .formatted(curve.least().known()))
          .table(gains(curve))
          .add(CompareTable.words(said, format));
    }
    return text;
  }

  private static Table figures(AdaptationCurve curve) {
    List<String> columns = new ArrayList<>(List.of("known"));
    curve.metrics().forEach(metric -> columns.addAll(List.of(metric.heading(), "95 %")));
    Table table = new Table(columns.toArray(String[]::new));
    for (AdaptationCurve.Point point : curve.points()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(point.known())));
      for (Metric metric : curve.metrics()) {
        cells.add(ScoreTable.cell(point.figures().get(metric).value(), metric.decimals()));
        cells.add(ScoreTable.interval(point.figures().get(metric), metric.decimals()));
      }
      table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }

  private static Table gains(AdaptationCurve curve) {
    List<String> columns = new ArrayList<>(List.of("known"));
    curve.metrics().forEach(metric -> columns.addAll(List.of(metric.heading(), "95 %", "p")));
    Table table = new Table(columns.toArray(String[]::new));
    for (AdaptationCurve.Point point : curve.points()) {
      if (point.gains().isEmpty()) {
        continue;
      }
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(point.known())));
      for (Metric metric : curve.metrics()) {
        Comparison gain = point.gains().get(metric);
        cells.add(CompareTable.difference(gain));
        cells.add(CompareTable.interval(gain));
        cells.add(CompareTable.p(gain.adjustedP()));
      }
      table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }

  /**
   * For programs: a row a metric of each scorecard, as {@link ScoreTable#all} has them, with how
   * much was known and what is gained by it where any was let know something.
   */
  static Table all(List<Scorecard> cards, List<AdaptationCurve> curves) {
    if (cards.stream().allMatch(card -> card.known().isEmpty())) {
      return ScoreTable.all(cards);
    }
    Map<String, Map<String, Comparison>> gains = new HashMap<>(); // by predictor, by metric
    for (AdaptationCurve curve : curves) {
      for (AdaptationCurve.Point point : curve.points()) {
        Map<String, Comparison> byMetric = new HashMap<>();
        point.gains().forEach((metric, gain) -> byMetric.put(metric.name(), gain));
        gains.put(point.run().scorecard().predictor(), byMetric);
      }
    }
    List<Cell> known = new ArrayList<>();
    List<Comparison> gained = new ArrayList<>(); // null where nothing is
    for (Scorecard card : cards) {
      for (String metric : card.metrics().keySet()) {
        known.add(ScoreTable.known(card));
        gained.add(gains.getOrDefault(card.predictor(), Map.of()).get(metric));
      }
    }
    return ScoreTable.all(cards)
        .with("known", known)
        .with("gain", column(gained, g -> Cell.of(g.difference(), 3)))
        .with("gain_low", column(gained, g -> end(g, Interval::low)))
        .with("gain_high", column(gained, g -> end(g, Interval::high)))
        .with("gain_interval", column(gained, g -> Cell.of(g.uncertainty().words())))
        .with("p", column(gained, g -> Cell.of(g.permutation().p(), 3)))
        .with("p_holm", column(gained, g -> Cell.of(g.adjustedP(), 3)));
  }

  private static Cell end(Comparison gain, Function<Interval, Double> which) {
    return gain.interval().map(i -> Cell.of(which.apply(i), 3)).orElse(Cell.none());
  }

  private static List<Cell> column(List<Comparison> gains, Function<Comparison, Cell> cell) {
    return gains.stream().map(gain -> gain == null ? Cell.none() : cell.apply(gain)).toList();
  }
}
