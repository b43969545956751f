package org.stowbench.predictors.learned.ensemble;

import java.util.ArrayList;
import java.util.List;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictors.learned.choice.AnswerOrder;
import org.stowbench.query.Query;
import org.stowbench.search.Remarks;
import org.stowbench.search.Search;
import org.stowbench.search.Searcher;

/**
 * Asks all its parts and fuses what those say that do not fail. What the parts can do besides, it
 * can do too.
 */
final class EnsemblePredictor implements Predictor, Searcher {

  private final List<Predictor> parts;
  private final List<Double> weights;
  private final Fusion fusion;
  private final AnswerOrder order;

  EnsemblePredictor(List<Predictor> parts, List<Double> weights, Fusion fusion, AnswerOrder order) {
    this.parts = List.copyOf(parts);
    this.weights = List.copyOf(weights);
    this.fusion = fusion;
    this.order = order;
  }

  @Override
  public List<Predictor> parts() {
    return parts;
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) throws InterruptedException {
    Heard heard = new Heard(fusion, order);
    List<Remarks> remarks = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Prediction prediction = GuardedAsk.of(parts.get(i), query, context).prediction();
      remarks.add(Remarks.of(prediction));
      if (prediction.ranking().isPresent()) {
        heard.add(prediction.ranking().get(), weights.get(i));
      } else {
        heard.failed(prediction.error().orElseThrow());
      }
    }
    Prediction prediction =
        heard.isEmpty()
            ? Prediction.failed(query.id(), heard.failure())
            : Prediction.of(query, heard.fused(query.scene()));
    Remarks all = Heard.together(remarks);
    return new Prediction(
        prediction.query(),
        prediction.ranking(),
        prediction.error(),
        all.rationale(),
        prediction.latency(),
        all.usage(),
        all.details());
  }

  @Override
  public Search begin(Query query, PredictionContext context) throws InterruptedException {
    List<Search> searches = new ArrayList<>();
    for (Predictor part : parts) {
      searches.add(Searcher.of(part).begin(query, context));
    }
    return new EnsembleSearch(query, searches, weights, () -> new Heard(fusion, order));
  }
}
