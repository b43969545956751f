package org.stowbench.predictors.baselines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;
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
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/**
 * Places by how many things were kept, in training, in a place of that name in such a room; which
 * item is asked for makes no difference. The score is that number, 0 for a place without a name;
 * equal ones stand by id. "Not here" comes last, with score 0. Where no place has a name, there is
 * nothing to say.
 */
final class PopularNamePredictor implements Predictor, Learned, Needing, Knowing {

  private static final String NAME = "popular-name";

  /** A room, blank where nobody says which, and a name in it. */
  private record Place(String room, String name) {

    static Optional<Place> of(Scene scene, Container container) {
      return container
          .name()
          .map(name -> new Place(container.room().or(scene::room).orElse(""), name));
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
              Place.of(scene, scene.container(id))
                  .ifPresent(place -> held.merge(place, 1, Integer::sum));
            }
          });
    }
    if (held.isEmpty()) {
      throw new InvalidInputException(
          "predictor %s has nothing to learn from: no item of %s is in a place that has a name"
              .formatted(NAME, training.info().id()));
    }
    learnedFrom = LearnedFrom.of(LearnedFrom.Source.of(training));
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    List<RankedAnswer> answers = new ArrayList<>();
    for (Container container : query.scene().containers()) {
      int things =
          Place.of(query.scene(), container).map(place -> held.getOrDefault(place, 0)).orElse(0);
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
  public Optional<String> lacks(Scene scene) {
    boolean unnamed = scene.containers().stream().allMatch(one -> one.name().isEmpty());
    return unnamed && !scene.containers().isEmpty()
        ? Optional.of("no place has a name; popular goes by their types")
        : Optional.empty();
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
    public Optional<PredictorKind> kind() {
      return Optional.of(PredictorKind.BASELINE);
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
