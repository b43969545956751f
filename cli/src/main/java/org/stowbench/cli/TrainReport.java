package org.stowbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.io.Json;
import org.stowbench.predictor.FeatureImportance;
import org.stowbench.query.DatasetInfo;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScorecardJson;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.adaptation.AdaptationJson;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;

/**
 * What is known of a trained predictor.
 *
 * @param dataset what it learned from
 * @param folds of the cross-validation
 * @param crossValidated all queries, each predicted by a model that did not see its household
 * @param adaptation the same by how much is known of each household; empty where nobody asked
 * @param withoutItem all queries, each predicted by a model that did not see its item
 * @param curve by the share of the households that was learned from
 * @param importance what the model looks at
 */
record TrainReport(
    DatasetInfo dataset,
    int folds,
    Optional<ScoredRun> crossValidated,
    List<AdaptationCurve> adaptation,
    Optional<ScoredRun> withoutItem,
    Map<Double, ScoredRun> curve,
    List<FeatureImportance> importance) {

  private static final int DECIMALS = 3;
  private static final int FEATURES_SHOWN = 15;
  private static final List<Metric> SHOWN =
      List.of(Metrics.HIT_1, Metrics.HIT_3, Metrics.MRR, Metrics.OPENING_RATIO, Metrics.ECE);

  static TrainReport empty(DatasetInfo dataset) {
    return new TrainReport(
        dataset, 0, Optional.empty(), List.of(), Optional.empty(), Map.of(), List.of());
  }

  TrainReport withImportance(List<FeatureImportance> features) {
    return new TrainReport(
        dataset, folds, crossValidated, adaptation, withoutItem, curve, features);
  }

  Printout render(OutputFormat format) {
    return switch (format) {
      case json -> Printout.json(json());
      case csv ->
          crossValidated
              .map(run -> Printout.of(format).table(ScoreTable.all(List.of(run.scorecard()))))
              .orElse(Printout.of(format));
      case table, markdown -> text(format);
    };
  }

  private Printout text(OutputFormat format) {
    Printout text = Printout.of(format);
    if (crossValidated.isPresent()) {
      text.line(RunTable.line(dataset));
    }
    crossValidated.ifPresent(
        run -> {
          section(text, folds + " folds by household, all queries", figures(run.scorecard()));
          section(text, "By item, cross-validated", items(run.scorecard()));
        });
    text.add(CurveTable.render(adaptation, format));
    withoutItem.ifPresent(
        run -> {
          section(text, "Each item by a model that never saw it", figures(run.scorecard()));
          section(text, "By item, never seen", items(run.scorecard()));
        });
    if (!curve.isEmpty()) {
      section(text, "Learning curve, on one fifth of the households", curveTable());
    }
    if (!importance.isEmpty()) {
      section(text, "What the model looks at", features());
    }
    return text;
  }

  private void section(Printout text, String title, Table table) {
    (text.isEmpty() ? text : text.blank())
        .title(dataset.id() + (dataset.simulated() ? " (simulated): " : ": ") + title)
        .table(table);
  }

  private static Table figures(Scorecard card) {
    Table table = new Table("metric", "value", "95 %");
    for (Metric metric : SHOWN) {
      Figure figure = card.metrics().get(metric.name());
      if (figure != null) {
        table.row(
            Cell.of(metric.name()),
            ScoreTable.cell(figure.value(), DECIMALS),
            ScoreTable.interval(figure, DECIMALS));
      }
    }
    return table;
  }

  private static Table items(Scorecard card) {
    Table table =
        new Table("item", "queries", Metrics.HIT_1.heading(), "95 %", Metrics.HIT_3.heading());
    card.byItem()
        .forEach(
            (item, figures) -> {
              Figure hit = figures.metrics().get(Metrics.HIT_1.name());
              table.row(
                  Cell.of(item),
                  Cell.of(figures.queries()),
                  ScoreTable.cell(hit.value(), DECIMALS),
                  ScoreTable.interval(hit, DECIMALS),
                  ScoreTable.cell(figures.metrics().get(Metrics.HIT_3.name()).value(), DECIMALS));
            });
    return table;
  }

  private Table curveTable() {
    Table table =
        new Table(
            "households learned from", Metrics.HIT_1.heading(), "95 %", Metrics.HIT_3.heading());
    curve.forEach(
        (share, run) -> {
          table.row(
              Cell.of(String.format(Locale.ROOT, "%.0f %% of four fifths", 100 * share)),
              ScoreTable.cell(run.scorecard(), Metrics.HIT_1),
              ScoreTable.interval(run.scorecard(), Metrics.HIT_1),
              ScoreTable.cell(run.scorecard(), Metrics.HIT_3));
        });
    return table;
  }

  private Table features() {
    Table table = new Table("feature", "share");
    importance.stream()
        .limit(FEATURES_SHOWN)
        .forEach(f -> table.row(Cell.of(f.feature()), Cell.of(f.share(), DECIMALS)));
    return table;
  }

  private JsonNode json() {
    ObjectNode json = Json.object();
    json.put("dataset", dataset.id());
    if (dataset.simulated()) {
      json.put("simulated", true);
    }
    crossValidated.ifPresent(
        run -> {
          json.put("folds", folds);
          json.set("cross_validated", scorecards(run));
        });
    AdaptationJson.write(adaptation, json);
    withoutItem.ifPresent(run -> json.set("never_saw_the_item", scorecards(run)));
    if (!curve.isEmpty()) {
      ArrayNode points = json.putArray("learning_curve");
      curve.forEach(
          (share, run) -> points.addObject().put("share", share).set("scored", scorecards(run)));
    }
    ArrayNode features = json.putArray("importance");
    importance.forEach(feature -> features.add(Json.object(feature)));
    return json;
  }

  private static ObjectNode scorecards(ScoredRun run) {
    return ScorecardJson.write(List.of(run.scorecard()));
  }
}
