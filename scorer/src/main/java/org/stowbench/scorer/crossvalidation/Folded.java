package org.stowbench.scorer.crossvalidation;

import java.util.List;
import java.util.Map;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Query;

/** One predictor of the models of all folds: has each query answered by the one of its fold. */
final class Folded implements Predictor, Learned {

  private final List<Predictor> models;
  private final Map<String, Integer> folds;
  private final LearnedFrom.Source source;

  /**
   * Puts models together.
   *
   * @param models by fold
   * @param folds the fold of each query, by its id
   * @param source what all of them together have learned from
   */
  Folded(List<Predictor> models, Map<String, Integer> folds, LearnedFrom.Source source) {
    this.models = List.copyOf(models);
    this.folds = Map.copyOf(folds);
    this.source = source;
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) throws InterruptedException {
    Integer fold = folds.get(query.id());
    return fold == null
        ? Prediction.failed(query.id(), "no query of the split that was learned from in folds")
        : models.get(fold).predict(query, context);
  }

  @Override
  public LearnedFrom learnedFrom() {
    return new LearnedFrom(
        List.of(source), models.stream().map(Learned::of).allMatch(LearnedFrom::declared));
  }

  @Override
  public List<Predictor> parts() {
    return models;
  }
}
