package org.stowbench.scorer.adaptation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.stowbench.io.Json;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.statistics.Interval;

/**
 * Adaptation curves as JSON, under {@code adaptation} in what {@code run}, {@code score}, {@code
 * compare} and {@code train} print:
 *
 * <pre>{@code
 * [{"predictor": "ranker", "queries": 6128, "households": 1532, "points": [
 *   {"known": 0, "metrics": {"hit@1": {"value": 0.347, "low": 0.335, "high": 0.359,
 *    "interval": "korn_graubard"}, ...}},
 *   {"known": 1, "metrics": {...}, "gains": {"hit@1": {"difference": 0.012, "low": 0.008,
 *    "high": 0.016, "interval": "korn_graubard", "p": 0.0001, "p_holm": 0.0003}, ...}}]}]
 * }</pre>
 *
 * <p>Gains are over the point that knows least, which has none. What is undefined is null.
 */
public final class AdaptationJson {

  private AdaptationJson() {}

  record Curve(String predictor, int queries, int households, List<Point> points) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Point(
      @JsonInclude(JsonInclude.Include.ALWAYS) int known,
      Map<String, Shown> metrics,
      Map<String, Gained> gains) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Shown(OptionalDouble value, OptionalDouble low, OptionalDouble high, String interval) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Gained(
      double difference,
      OptionalDouble low,
      OptionalDouble high,
      String interval,
      double p,
      double pHolm) {}

  /**
   * Writes curves into a document, as its field {@code adaptation}; nothing where there are none.
   *
   * @return the document
   */
  public static ObjectNode write(List<AdaptationCurve> curves, ObjectNode document) {
    if (curves.isEmpty()) {
      return document;
    }
    ArrayNode list = document.putArray("adaptation");
    for (AdaptationCurve curve : curves) {
      list.add(
          Json.object(
              new Curve(
                  curve.predictor(),
                  curve.queries(),
                  curve.households(),
                  curve.points().stream().map(AdaptationJson::point).toList())));
    }
    return document;
  }

  private static Point point(AdaptationCurve.Point point) {
    Map<String, Shown> metrics = new LinkedHashMap<>();
    point.figures().forEach((metric, figure) -> metrics.put(metric.name(), shown(figure)));
    Map<String, Gained> gains = new LinkedHashMap<>();
    point.gains().forEach((metric, gain) -> gains.put(metric.name(), gained(gain)));
    return new Point(point.known(), metrics, gains);
  }

  private static Shown shown(Figure figure) {
    return new Shown(figure.value(), figure.low(), figure.high(), figure.method());
  }

  private static Gained gained(Comparison gain) {
    OptionalDouble none = OptionalDouble.empty();
    return new Gained(
        gain.difference(),
        gain.interval().map(Interval::low).map(OptionalDouble::of).orElse(none),
        gain.interval().map(Interval::high).map(OptionalDouble::of).orElse(none),
        gain.uncertainty().words(),
        gain.permutation().p(),
        gain.adjustedP());
  }
}
