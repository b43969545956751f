package org.stowbench.report.leaderboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.suite.SuiteMatrix;

/**
 * Predictors by splits as one page that is one file and needs no network. The same matrix gives the
 * same bytes.
 */
public final class SuitePage {

  private SuitePage() {}

  /**
   * Draws it.
   *
   * @param heading what stands above it
   * @param links where a split's own page is, by its id; those without one have no link
   */
  public static String html(SuiteMatrix matrix, String heading, Map<String, String> links) {
    Layout layout = new Layout(Map.of());
    Map<String, Object> page = layout.page(heading, List.of());
    page.put(
        "count",
        "%,d predictors, %,d suites"
            .formatted(matrix.predictors().size(), matrix.columns().size()));
    page.put("anySimulated", matrix.columns().stream().anyMatch(SuiteMatrix.Column::simulated));
    page.put("columns", matrix.columns().stream().map(column -> column(column, links)).toList());
    page.put(
        "rows",
        matrix.predictors().stream()
            .map(
                predictor ->
                    Map.of(
                        "name",
                        predictor,
                        "cells",
                        matrix.columns().stream().map(c -> cell(c, predictor)).toList()))
            .toList());
    return layout.render("suite", page);
  }

  private static Map<String, Object> column(SuiteMatrix.Column column, Map<String, String> links) {
    Map<String, Object> shown = new HashMap<>();
    shown.put("dataset", column.dataset());
    shown.put(
        "link", Optional.ofNullable(links.get(column.dataset())).map(List::of).orElse(List.of()));
    shown.put("metric", column.metric().name());
    shown.put("queries", "%,d".formatted(column.queries()));
    shown.put("simulated", column.simulated());
    return shown;
  }

  private static Map<String, Object> cell(SuiteMatrix.Column column, String predictor) {
    Map<String, Object> cell = new HashMap<>();
    Optional<Figure> figure = column.figure(predictor);
    cell.put("value", figure.map(f -> Decimals.number(column.metric(), f.value())).orElse("–"));
    cell.put("interval", figure.map(f -> Decimals.interval(column.metric(), f)).orElse(""));
    cell.put(
        "mark",
        Optional.ofNullable(column.cards().get(predictor))
            .map(Scorecard::seen)
            .flatMap(seen -> seen.mark())
            .map(List::of)
            .orElse(List.of()));
    return cell;
  }
}
