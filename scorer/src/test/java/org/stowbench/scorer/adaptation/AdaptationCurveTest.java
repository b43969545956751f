package org.stowbench.scorer.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stowbench.io.Json;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.Known;
import org.stowbench.scorer.RunScorer;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.SmallRuns;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.testing.TestKitchens;

class AdaptationCurveTest {

  private static final int QUERIES = 20;

  private static final Scoring SCORING =
      SmallRuns.scoring(
          Protocol.CONSISTENT,
          IntStream.range(0, QUERIES)
              .mapToObj(
                  i ->
                      TestKitchens.query(
                          "q" + i,
                          TestKitchens.row("row" + i, 4),
                          "whisk",
                          "home" + i,
                          Answer.container(0)))
              .toArray(LabeledQuery[]::new));

  /** A run that finds the first so many. */
  private static ScoredRun run(String predictor, Known known, int found) {
    RunScorer scorer = SCORING.begin().knowing(Optional.of(known));
    SCORING
        .index()
        .queries()
        .forEach(
            q -> {
              int number = Integer.parseInt(q.query().id().substring(1));
              scorer.add(
                  Prediction.of(q.query(), Ranking.of(Answer.container(number < found ? 0 : 1))));
            });
    return scorer.finish(known.name(predictor));
  }

  @Test
  void aCurveHasThePredictorsRunsByHowMuchTheyKnewAndWhatTheyGainOverTheLeast() {
    AdaptationCurve curve =
        AdaptationCurve.of(
                List.of(
                    run("ranker", new Known(3, 3), 18),
                    run("ranker", new Known(0, 3), 5),
                    run("ranker", new Known(1, 3), 5)))
            .get(0);

    assertThat(curve.predictor()).isEqualTo("ranker");
    assertThat(curve.queries()).isEqualTo(QUERIES);
    assertThat(curve.households()).isEqualTo(QUERIES);
    assertThat(curve.metrics())
        .as("no probabilities, so no log loss")
        .containsExactly(Metrics.HIT_1, Metrics.HIT_3, Metrics.OPENINGS);
    assertThat(curve.points()).extracting(AdaptationCurve.Point::known).containsExactly(0, 1, 3);
    assertThat(curve.least().gains()).isEmpty();
    var gain = curve.most().gains().get(Metrics.HIT_1);
    assertThat(gain.difference()).isEqualTo(0.65);
    assertThat(gain.first()).isEqualTo("ranker, 3 known");
    assertThat(gain.second()).isEqualTo("ranker, 0 known");
    assertThat(gain.interval().orElseThrow().low()).isPositive();
    assertThat(gain.adjustedP())
        .as("corrected for two points")
        .isEqualTo(2 * gain.permutation().p())
        .isLessThan(0.01);
    assertThat(curve.points().get(1).gains().get(Metrics.HIT_1).difference()).isZero();
    assertThat(curve.most().gains().get(Metrics.OPENINGS).difference()).isNegative();
  }

  @Test
  void aPredictorThatKnewSoMuchOnlyOnceHasNoCurve() {
    assertThat(
            AdaptationCurve.of(
                List.of(
                    run("ranker", new Known(3, 3), 18),
                    run("prior", new Known(0, 3), 5),
                    SmallRuns.run(SCORING))))
        .isEmpty();
  }

  @Test
  void aMarkBehindTheNameDoesNotMakeAnotherPredictorOfIt() {
    Known much = new Known(10, 10);
    Known one = new Known(1, 10);

    List<AdaptationCurve> curves =
        AdaptationCurve.of(
            List.of(
                run("noam:say=1 known", much, 2).named(much.name("noam:say=1 known") + " (seen)"),
                run("noam:say=1 known", one, 2).named(one.name("noam:say=1 known") + " (seen)")));

    assertThat(curves)
        .extracting(AdaptationCurve::predictor)
        .containsExactly("noam:say=1 known (seen)");
  }

  @Test
  void asJsonItHasExactlyTheseFields() {
    JsonNode json =
        AdaptationJson.write(
            AdaptationCurve.of(
                List.of(run("ranker", new Known(2, 2), 18), run("ranker", new Known(0, 2), 5))),
            Json.object());

    assertThat(json.at("/adaptation/0").fieldNames())
        .toIterable()
        .containsExactly("predictor", "queries", "households", "points");
    assertThat(json.at("/adaptation/0/points/0").fieldNames())
        .toIterable()
        .containsExactly("known", "metrics");
    assertThat(json.at("/adaptation/0/points/0/metrics/hit@1").fieldNames())
        .toIterable()
        .containsExactly("value", "low", "high", "interval");
    assertThat(json.at("/adaptation/0/points/1/gains/hit@1").fieldNames())
        .toIterable()
        .containsExactly("difference", "low", "high", "interval", "p", "p_holm");
    assertThat(json.at("/adaptation/0/points/1/gains/hit@1/difference").asDouble()).isEqualTo(0.65);
  }
}
