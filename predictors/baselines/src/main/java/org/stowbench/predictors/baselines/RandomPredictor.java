package org.stowbench.predictors.baselines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Knowing;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;

/**
 * Every candidate and "not here" alike: of n candidates, each of the n + 1 answers has probability
 * 1 / (n + 1). The ranking is one fresh permutation of them, marked as tied, so that it is scored
 * by its exact expectation; with {@code exact=false} it is scored as it fell.
 */
final class RandomPredictor implements Predictor, Learned, Knowing {

  private final Ranking.Order order;

  RandomPredictor(Ranking.Order order) {
    this.order = order;
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    List<Container> containers = query.scene().containers();
    double probability = 1.0 / (containers.size() + 1);
    List<RankedAnswer> answers = new ArrayList<>(containers.size() + 1);
    for (Container container : containers) {
      answers.add(RankedAnswer.of(Answer.container(container.id()), probability));
    }
    answers.add(RankedAnswer.of(Answer.NOT_HERE, probability));
    shuffle(answers, context.random());
    return Prediction.of(query, new Ranking(answers, Ranking.Scores.PROBABILITY, order));
  }

  /** Durstenfeld, "Algorithm 235: Random permutation", CACM 7 (1964). */
  private static void shuffle(List<?> list, SplittableRandom random) {
    for (int last = list.size() - 1; last > 0; last--) {
      Collections.swap(list, last, random.nextInt(last + 1));
    }
  }

  @Override
  public boolean usesKnown() {
    return false;
  }

  @Override
  public LearnedFrom learnedFrom() {
    return LearnedFrom.NOTHING;
  }

  /** Makes {@code random}. */
  public static final class Provider implements PredictorProvider {

    @Override
    public String name() {
      return "random";
    }

    @Override
    public Optional<PredictorKind> kind() {
      return Optional.of(PredictorKind.BASELINE);
    }

    @Override
    public String summary() {
      return "every candidate and \"not here\" alike";
    }

    @Override
    public List<PredictorOption> options() {
      return List.of(
          new PredictorOption(
              "exact",
              "true: scored by the exact expectation over all orders; false: one draw, as it fell",
              "true"));
    }

    @Override
    public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
      return new RandomPredictor(
          spec.flag("exact", true) ? Ranking.Order.TIED : Ranking.Order.STRICT);
    }
  }
}
