package org.stowbench.predictors.baselines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Knowing;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/**
 * Places by how many things were kept, in training, in a place of that name in such a room; which
 * item is asked for makes no difference. The score is that number; equal ones stand by id. "Not
 * here" comes last, with score 0.
 */
final class PopularNamePredictor implements Predictor, Learned, Knowing {

  private static final String NAME = "popular-name";

  /** A room and a name in it; blank where there is none. */
  private record Place(String room, String name) {

    static Place of(Scene scene, Container container) {
      return new Place(container.room().or(scene::room).orElse(""), container.name().orElse(""));
    }
  }

  private final Map<Place, Integer> held = new HashMap<>();
  private final LearnedFrom learnedFrom;

  PopularNamePredictor(Dataset training) {
    try (Stream<LabeledQuery> queries = training.queries()) {
      queries.forEach(
          labeled -> {
            Scene scene = labeled.query().scene();
            for (int id : labeled.truth().containers()) {
              held.merge(Place.of(scene, scene.container(id)), 1, Integer::sum);
            }
          });
    }
    learnedFrom = LearnedFrom.of(LearnedFrom.Source.of(training));
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    List<RankedAnswer> answers = new ArrayList<>();
    for (Container container : query.scene().containers()) {
      int things = held.getOrDefault(Place.of(query.scene(), container), 0);
      answers.add(RankedAnswer.of(Answer.container(container.id()), things));
    }
    answers.sort(
        Comparator.comparingDouble((RankedAnswer ranked) -> ranked.score().orElseThrow())
            .reversed()); // stable: equal ones stay by id
    answers.add(RankedAnswer.of(Answer.NOT_HERE, 0));
    return Prediction.of(
        query, new Ranking(answers, Ranking.Scores.RELATIVE, Ranking.Order.STRICT));
  }

  @Override
  public boolean usesKnown() {
    return false;
  }

  @Override
  public LearnedFrom learnedFrom() {
    return learnedFrom;
  }

  /** Makes {@code popular-name}. */
  public static final class Provider implements PredictorProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "without looking at the item: the places whose name held most in training";
    }

    @Override
    public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
      return new PopularNamePredictor(
          environment
              .training()
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "predictor %s has nothing to learn from: the evaluated dataset has no dev or train split here"
                              .formatted(NAME))));
    }
  }
}
