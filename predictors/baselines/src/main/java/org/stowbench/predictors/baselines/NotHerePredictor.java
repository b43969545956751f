package org.stowbench.predictors.baselines;

import java.util.Optional;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Knowing;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;

/** "Not here", whatever the query, and no other answer. */
final class NotHerePredictor implements Predictor, Learned, Knowing {

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    return Prediction.of(query, Ranking.of(Answer.NOT_HERE));
  }

  @Override
  public boolean usesKnown() {
    return false;
  }

  @Override
  public LearnedFrom learnedFrom() {
    return LearnedFrom.NOTHING;
  }

  /** Makes {@code not-here}. */
  public static final class Provider implements PredictorProvider {

    @Override
    public String name() {
      return "not-here";
    }

    @Override
    public Optional<PredictorKind> kind() {
      return Optional.of(PredictorKind.BASELINE);
    }

    @Override
    public String summary() {
      return "\"not here\" for every query";
    }

    @Override
    public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
      return new NotHerePredictor();
    }
  }
}
