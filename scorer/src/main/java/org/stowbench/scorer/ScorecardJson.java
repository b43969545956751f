package org.stowbench.scorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.stowbench.io.Json;
import org.stowbench.run.Known;
import org.stowbench.run.Seen;
import org.stowbench.scorer.metrics.Metrics;

/**
 * Scorecards as JSON:
 *
 * <pre>{@code
 * {"dataset": "shic:eval", "protocol": "consistent", "protocol_version": 2, "scorecards": [
 *   {"predictor": "...", "queries": 100, "answered": 99,
 *    "learned_from": "shic:dev (1,625 households)", "households": 79, "seen_households": 0,
 *    "known": {"placements": 3, "of_at_least": 3},
 *    "metrics": {
 *      "hit@1": {"value": 0.23, "low": 0.15, "high": 0.32, "interval": "korn_graubard"}, ...},
 *    "by_item": {"Whisk": {"queries": 10, "metrics": {...}}},
 *    "iou_threshold": 0.5}]}
 * }</pre>
 *
 * <p>A simulated dataset has {@code "simulated": true} beside its name. What is undefined is null;
 * where there is no interval, {@code interval} says why. {@code seen_households} is null where it
 * is not known which households were learned from; {@code unit} is there for the length of a path,
 * {@code "photo widths"} or {@code "metres"}; {@code folds} is there for a cross-validation, {@code
 * known} for a run that was let know so much of each household.
 */
public final class ScorecardJson {

  private ScorecardJson() {}

  record Document(
      String dataset,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean simulated,
      String protocol,
      int protocolVersion,
      List<Card> scorecards) {}

  record Card(
      String predictor,
      int queries,
      int answered,
      String learnedFrom,
      int households,
      @JsonInclude(JsonInclude.Include.ALWAYS) OptionalInt seenHouseholds,
      OptionalInt folds,
      Optional<Known> known,
      Map<String, Shown> metrics,
      Map<String, Item> byItem,
      double iouThreshold) {}

  record Item(int queries, Map<String, Shown> metrics) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Shown(
      OptionalDouble value,
      OptionalDouble low,
      OptionalDouble high,
      String interval,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> unit) {}

  /**
   * Writes scorecards of one split under one protocol.
   *
   * @param scorecards one or more
   */
  public static ObjectNode write(List<Scorecard> scorecards) {
    if (scorecards.isEmpty()) {
      throw new IllegalArgumentException("no scorecards: must be one or more");
    }
    Scorecard first = scorecards.get(0);
    for (Scorecard scorecard : scorecards) {
      if (!scorecard.dataset().equals(first.dataset())
          || scorecard.protocol() != first.protocol()) {
        throw new IllegalArgumentException(
            "scorecards of %s, %s and of %s, %s: must be of one split and protocol"
                .formatted(
                    first.dataset(), first.protocol(), scorecard.dataset(), scorecard.protocol()));
      }
    }
    return Json.object(
        new Document(
            first.dataset(),
            first.simulated(),
            Json.name(first.protocol()),
            first.protocol().version(),
            scorecards.stream().map(ScorecardJson::card).toList()));
  }

  private static Card card(Scorecard scorecard) {
    Seen seen = scorecard.seen();
    return new Card(
        scorecard.predictor(),
        scorecard.queries(),
        scorecard.answered(),
        seen.learnedFrom().words(),
        seen.asked(),
        seen.known() || seen.any() ? OptionalInt.of(seen.households()) : OptionalInt.empty(),
        seen.folds(),
        scorecard.known(),
        shown(scorecard, scorecard.metrics()),
        each(
            scorecard.byItem(), item -> new Item(item.queries(), shown(scorecard, item.metrics()))),
        scorecard.threshold());
  }

  private static Map<String, Shown> shown(Scorecard scorecard, Map<String, Figure> metrics) {
    Map<String, Shown> shown = new LinkedHashMap<>();
    metrics.forEach(
        (name, f) ->
            shown.put(
                name,
                new Shown(
                    f.value(),
                    f.low(),
                    f.high(),
                    f.method(),
                    Metrics.find(name, scorecard.protocol()).flatMap(scorecard::ownUnit))));
    return shown;
  }

  private static <A, B> Map<String, B> each(Map<String, A> map, Function<A, B> change) {
    Map<String, B> changed = new LinkedHashMap<>();
    map.forEach((name, value) -> changed.put(name, change.apply(value)));
    return changed;
  }
}
