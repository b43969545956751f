package org.stowbench.predictors.baselines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stowbench.geometry.Overlap;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Knowing;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Needing;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/**
 * The largest candidate first: by area in square pixels after repair, which is also the score;
 * equal ones by id. "Not here" comes last, with score 0.
 */
final class LargestPredictor implements Predictor, Learned, Needing, Knowing {

  private record Sized(Container container, double area) {}

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    List<RankedAnswer> answers = new ArrayList<>();
    query.scene().containers().stream()
        .map(container -> new Sized(container, Overlap.of(container.outline()).area()))
        .sorted(Comparator.comparingDouble(Sized::area).reversed()) // stable: equal ones stay by id
        .map(sized -> RankedAnswer.of(Answer.container(sized.container().id()), sized.area()))
        .forEach(answers::add);
    answers.add(RankedAnswer.of(Answer.NOT_HERE, 0));
    return Prediction.of(
        query, new Ranking(answers, Ranking.Scores.RELATIVE, Ranking.Order.STRICT));
  }

  @Override
  public Optional<String> lacks(Scene scene) {
    return Needing.regions(scene);
  }

  @Override
  public boolean usesKnown() {
    return false;
  }

  @Override
  public LearnedFrom learnedFrom() {
    return LearnedFrom.NOTHING;
  }

  /** Makes {@code largest}. */
  public static final class Provider implements PredictorProvider {

    @Override
    public String name() {
      return "largest";
    }

    @Override
    public Optional<PredictorKind> kind() {
      return Optional.of(PredictorKind.BASELINE);
    }

    @Override
    public String summary() {
      return "the largest candidate first, \"not here\" last";
    }

    @Override
    public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
      return new LargestPredictor();
    }
  }
}
