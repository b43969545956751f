package org.stowbench.predictors.learned.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Query;

/** Asks all its parts and fuses what those say that do not fail. */
final class EnsemblePredictor implements Predictor {

  private final List<Predictor> parts;
  private final List<Double> weights;
  private final Fusion fusion;

  EnsemblePredictor(List<Predictor> parts, List<Double> weights, Fusion fusion) {
    this.parts = List.copyOf(parts);
    this.weights = List.copyOf(weights);
    this.fusion = fusion;
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) throws InterruptedException {
    List<Ranking> rankings = new ArrayList<>();
    List<Double> heard = new ArrayList<>();
    String failure = "";
    for (int i = 0; i < parts.size(); i++) {
      Prediction prediction = parts.get(i).predict(query, context);
      Optional<Ranking> ranking = prediction.ranking();
      if (ranking.isPresent()) {
        rankings.add(ranking.get());
        heard.add(weights.get(i));
      } else {
        failure = prediction.error().orElse("no reason given");
      }
    }
    return rankings.isEmpty()
        ? Prediction.failed(query.id(), "every part failed; the last: " + failure)
        : Prediction.of(query, fusion.fuse(rankings, heard));
  }

  @Override
  public void close() {
    parts.forEach(Predictor::close);
  }
}
