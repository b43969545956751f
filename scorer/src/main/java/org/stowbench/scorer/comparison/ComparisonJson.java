package org.stowbench.scorer.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.stowbench.io.Json;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;

/**
 * Comparisons as JSON:
 *
 * <pre>{@code
 * {"format": 1, "dataset": "shic:eval", "protocol": "consistent", "protocol_version": 2,
 *  "metric": "hit@1", "comparisons": [
 *   {"first": "...", "second": "...", "first_mark": "has seen these households",
 *    "second_mark": null, "queries": 60, "households": 50,
 *    "of_queries": 100, "of_households": 79,
 *    "left_out": {"only_first_has": 0, "only_second_has": 40, "neither_has": 0},
 *    "first_value": 0.31, "second_value": 0.23, "difference": 0.08, "low": -0.03, "high": 0.19,
 *    "interval": "korn_graubard",
 *    "p": 0.18, "p_exact": false, "p_holm": 0.18, "hedges_g": 0.18,
 *    "mcnemar": {"first_only": 20, "second_only": 12, "p": 0.22, "exact": true},
 *    "wins": 20, "ties": 68, "losses": 12,
 *    "detectable": 0.16, "queries_needed": 386, "words": "..."}]}
 * }</pre>
 *
 * <p>Of the paper's comparisons: {@code first}, {@code second}, their marks, {@code queries},
 * {@code first_value}, {@code second_value}, {@code difference} (of mean IoU), {@code t}, {@code
 * degrees}, {@code p}, {@code p_bonferroni}, {@code hedges_g}. A simulated dataset has {@code
 * "simulated": true} beside its name. What is undefined is null; where there is no interval, {@code
 * interval} says why. {@code left_out} counts the queries of the split that are not compared, by
 * who has a prediction for them.
 */
public final class ComparisonJson {

  private static final int FORMAT = 1;

  private ComparisonJson() {}

  /**
   * Writes a family.
   *
   * @param marks what the predictors' figures are to be doubted for, by name; none of most
   */
  public static ObjectNode write(ComparisonFamily family, Map<String, String> marks) {
    ObjectNode json =
        heading(family.dataset(), family.simulated(), Protocol.CONSISTENT, family.metric());
    ArrayNode list = json.putArray("comparisons");
    family.comparisons().forEach(comparison -> list.add(write(comparison, marks)));
    return json;
  }

  /** Writes comparisons as the paper makes them. */
  public static ObjectNode writePaper(
      String dataset,
      boolean simulated,
      List<PaperComparison> comparisons,
      Map<String, String> marks) {
    ObjectNode json = heading(dataset, simulated, Protocol.PAPER, Metrics.MEAN_IOU);
    ArrayNode list = json.putArray("comparisons");
    comparisons.forEach(comparison -> list.add(write(comparison, marks)));
    return json;
  }

  private static ObjectNode heading(
      String dataset, boolean simulated, Protocol protocol, Metric metric) {
    ObjectNode json = Json.object().put("format", FORMAT).put("dataset", dataset);
    if (simulated) {
      json.put("simulated", true);
    }
    return protocol.writeTo(json).put("metric", metric.name());
  }

  private static ObjectNode write(Comparison comparison, Map<String, String> marks) {
    Basis basis = comparison.basis();
    ObjectNode json =
        Json.object()
            .put("first", comparison.first())
            .put("second", comparison.second())
            .put("first_mark", marks.get(comparison.first()))
            .put("second_mark", marks.get(comparison.second()))
            .put("queries", basis.queries())
            .put("households", basis.households())
            .put("of_queries", basis.ofQueries())
            .put("of_households", basis.ofHouseholds());
    json.putObject("left_out")
        .put("only_first_has", basis.firstOnly())
        .put("only_second_has", basis.secondOnly())
        .put("neither_has", basis.neither());
    json.put("first_value", comparison.firstValue())
        .put("second_value", comparison.secondValue())
        .put("difference", comparison.difference())
        .put("low", comparison.interval().map(i -> i.low()).orElse(null))
        .put("high", comparison.interval().map(i -> i.high()).orElse(null))
        .put("interval", comparison.uncertainty().words())
        .put("p", comparison.permutation().p())
        .put("p_exact", comparison.permutation().exact())
        .put("p_holm", comparison.adjustedP())
        .put("hedges_g", boxed(comparison.hedgesG()));
    comparison
        .mcNemar()
        .ifPresentOrElse(
            test ->
                json.putObject("mcnemar")
                    .put("first_only", test.firstOnly())
                    .put("second_only", test.secondOnly())
                    .put("p", test.p())
                    .put("exact", test.exact()),
            () -> json.putNull("mcnemar"));
    json.put("wins", comparison.tally().map(Tally::wins).orElse(null))
        .put("ties", comparison.tally().map(Tally::ties).orElse(null))
        .put("losses", comparison.tally().map(Tally::losses).orElse(null))
        .put("detectable", comparison.detectable().map(d -> d.difference()).orElse(null));
    Long needed = null;
    if (comparison.detectable().isPresent()
        && comparison.detectable().get().queriesNeeded().isPresent()) {
      needed = comparison.detectable().get().queriesNeeded().getAsLong();
    }
    return json.put("queries_needed", needed).put("words", ComparisonWords.of(comparison));
  }

  private static ObjectNode write(PaperComparison comparison, Map<String, String> marks) {
    return Json.object()
        .put("first", comparison.first())
        .put("second", comparison.second())
        .put("first_mark", marks.get(comparison.first()))
        .put("second_mark", marks.get(comparison.second()))
        .put("queries", comparison.queries())
        .put("first_value", comparison.firstMean())
        .put("second_value", comparison.secondMean())
        .put("difference", comparison.firstMean() - comparison.secondMean())
        .put("t", comparison.test().map(t -> t.t()).orElse(null))
        .put("degrees", comparison.test().map(t -> t.degrees()).orElse(null))
        .put("p", comparison.test().map(t -> t.p()).orElse(null))
        .put("p_bonferroni", boxed(comparison.bonferroniP()))
        .put("hedges_g", boxed(comparison.hedgesG()));
  }

  private static Double boxed(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
