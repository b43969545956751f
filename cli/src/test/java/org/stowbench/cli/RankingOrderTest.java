package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.datasets.sim.Questions;
import org.stowbench.datasets.sim.SimulatedSplit;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;

/** Our own predictors say what they mean: scores never increase down a ranking. */
class RankingOrderTest {

  private static final Dataset ASKED =
      SimulatedSplit.of("sim:eval", 1, 0, 40, Questions.EVALUATION);
  private static final Dataset LEARNED =
      SimulatedSplit.of("sim:dev", 1, 1_000_000, 30, Questions.DEVELOPMENT);

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random",
        "random:exact=false",
        "largest",
        "not-here",
        "rules:order=probability",
        "popular:order=probability",
        "prior:order=probability",
        "logit:order=probability",
        "ranker:order=probability",
        "ensemble:ranker + logit",
        "ensemble:by=mean,order=probability,ranker + logit",
        "person",
        "oracle"
      })
  void scoresNeverIncreaseDownARanking(String spec) throws Exception {
    HostEnvironment environment =
        new HostEnvironment(home, 1, Optional.of(ASKED), Optional.of(LEARNED));
    try (Predictor predictor = Predictors.installed().create(spec, environment);
        var queries = ASKED.queries()) {
      for (LabeledQuery labeled : (Iterable<LabeledQuery>) queries::iterator) {
        Prediction prediction = predictor.predict(labeled.query(), new PredictionContext(1));
        double[] scores =
            prediction.ranking().orElseThrow().answers().stream()
                .flatMapToDouble(ranked -> ranked.score().stream())
                .toArray();
        for (int rank = 1; rank < scores.length; rank++) {
          assertThat(scores[rank])
              .as("%s, rank %d", prediction.query(), rank + 1)
              .isLessThanOrEqualTo(scores[rank - 1]);
        }
      }
    }
  }
}
