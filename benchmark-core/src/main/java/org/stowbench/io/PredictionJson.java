package org.stowbench.io;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;

/**
 * Predictions as JSON, one object each:
 *
 * <pre>{@code
 * {"query": "...", "ranking": [{"container": 3, "score": 0.6}, {"not_here": true, "score": 0.4}],
 *  "scores": "probability", "rationale": "...", "usage": {...}}
 * {"query": "...", "error": "..."}
 * }</pre>
 *
 * <p>{@code details} is an object of the predictor's own, kept as it is.
 *
 * <p>A line has no room for a version: that of a run's {@code run.json}, or of its journal's first
 * line, holds for the predictions too.
 *
 * <p>{@code scores} is {@code relative} unless given; {@code order} is {@code strict} unless given.
 *
 * <p>A blank answer, be it null, an empty text, or an object whose answer is one of these, names
 * nothing; a ranking that names nothing is a failed prediction.
 */
public final class PredictionJson {

  private PredictionJson() {}

  /** Writes a prediction; its latency is in milliseconds. */
  public static ObjectNode write(Prediction prediction) {
    ObjectNode json = Json.object();
    json.put("query", prediction.query());
    prediction
        .ranking()
        .ifPresent(
            ranking -> {
              ArrayNode answers = json.putArray("ranking");
              for (RankedAnswer ranked : ranking.answers()) {
                ObjectNode object = QueryJson.write(ranked.answer());
                ranked.score().ifPresent(score -> object.put("score", score));
                answers.add(object);
              }
              if (ranking.scores() == Ranking.Scores.PROBABILITY) {
                json.put("scores", Json.name(ranking.scores()));
              }
              if (ranking.order() != Ranking.Order.STRICT) {
                json.put("order", Json.name(ranking.order()));
              }
            });
    prediction.error().ifPresent(error -> json.put("error", error));
    prediction.rationale().ifPresent(text -> json.put("rationale", text));
    prediction.latency().ifPresent(l -> json.put("latency_ms", l.toNanos() / 1e6));
    prediction.usage().ifPresent(usage -> UsageJson.write(usage, json.putObject("usage")));
    prediction.details().ifPresent(details -> json.set("details", details.json()));
    return json;
  }

  /** Reads a prediction; one with a region that nobody can reckon with has failed. */
  public static Prediction read(JsonInput json) {
    List<JsonInput> answers =
        ranked(json).stream().filter(answer -> !QueryJson.isBlank(answer)).toList();
    try {
      return read(
          json,
          answers.isEmpty() ? Optional.empty() : Optional.of(readRanking(json, answers)),
          json.has("ranking") ? "no answer" : "");
    } catch (InvalidInputException e) {
      return read(json, Optional.empty(), SceneJson.unusable(e).orElseThrow(() -> e));
    }
  }

  /**
   * Reads what stands beside a ranking.
   *
   * @param failure why there is no ranking, unless the prediction says so; blank for no reason
   */
  private static Prediction read(JsonInput json, Optional<Ranking> ranking, String failure) {
    Optional<String> error =
        json.optionalText("error")
            .or(() -> Optional.of(failure).filter(f -> ranking.isEmpty() && !f.isEmpty()));
    return json.build(
        o ->
            new Prediction(
                o.field("query").name(),
                ranking,
                error,
                o.optionalText("rationale"),
                o.optional("latency_ms").map(PredictionJson::readLatency),
                o.optional("usage").map(UsageJson::read),
                o.optional("details").map(details -> new Details(details.object()))));
  }

  /** Whether a prediction's ranking is blank, or an answer in it. */
  public static boolean hasBlank(JsonInput json) {
    List<JsonInput> answers = ranked(json);
    return answers.stream().anyMatch(QueryJson::isBlank)
        || answers.isEmpty() && json.has("ranking");
  }

  private static List<JsonInput> ranked(JsonInput json) {
    return json.optional("ranking")
        .filter(ranking -> !ranking.isBlank())
        .map(JsonInput::elements)
        .orElse(List.of());
  }

  /** Reads the ranking of an object that has one: its fields ranking, scores, order. */
  public static Ranking readRanking(JsonInput json) {
    return readRanking(json, json.field("ranking").elements());
  }

  private static Ranking readRanking(JsonInput json, List<JsonInput> ranked) {
    List<RankedAnswer> answers = new ArrayList<>();
    for (JsonInput element : ranked) {
      answers.add(
          element.build(o -> new RankedAnswer(QueryJson.readAnswer(o), o.optionalNumber("score"))));
    }
    boolean scored = !answers.isEmpty() && answers.get(0).score().isPresent();
    Ranking.Scores scores =
        json.optional("scores")
            .map(s -> s.constant(Ranking.Scores.class))
            .orElse(scored ? Ranking.Scores.RELATIVE : Ranking.Scores.NONE);
    Ranking.Order order =
        json.optional("order")
            .map(o -> o.constant(Ranking.Order.class))
            .orElse(Ranking.Order.STRICT);
    return json.field("ranking").build(o -> new Ranking(answers, scores, order));
  }

  private static Duration readLatency(JsonInput json) {
    return Duration.ofNanos(Math.round(json.number() * 1e6));
  }
}
