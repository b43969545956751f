package org.stowbench.predictors.learned.choice;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Explaining;
import org.stowbench.predictor.Knowing;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Needing;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/**
 * Ranks by a model's probabilities, in an {@link AnswerOrder}. Candidates that cannot be opened are
 * left out.
 */
public final class ChoicePredictor implements Predictor, Explaining, Learned, Needing, Knowing {

  private final ChoiceModel model;
  private final SceneFeatures features;
  private final MeasuredScenes measured;
  private final AnswerOrder order;
  private final LearnedFrom learnedFrom;

  /**
   * A predictor that asks a model.
   *
   * @param features the ones that the model was fitted to
   * @param learnedFrom what it was fitted to
   */
  public ChoicePredictor(
      ChoiceModel model, SceneFeatures features, AnswerOrder order, LearnedFrom learnedFrom) {
    this.model = model;
    this.features = features;
    this.measured = new MeasuredScenes(features);
    this.order = order;
    this.learnedFrom = learnedFrom;
  }

  @Override
  public LearnedFrom learnedFrom() {
    return learnedFrom;
  }

  @Override
  public boolean usesKnown() {
    return model.usesKnown();
  }

  @Override
  public Optional<String> lacks(Scene scene) {
    return Needing.regions(scene);
  }

  /**
   * What a model learns from is how the containers of a scene differ, and what else there is: of
   * one container alone the outline says next to nothing, whatever probability comes out.
   */
  @Override
  public Optional<String> doubts(Scene scene) {
    return PhysicalContainers.of(scene).openable() > 1 || features.seesMoreThanRegions(scene)
        ? Optional.empty()
        : Optional.of(
            scene.containers().isEmpty()
                ? "a scene without containers, nothing that this model learned from"
                : "one bare %s, nothing that this model learned from"
                    .formatted(InvalidInputException.excerpt(scene.containers().get(0).called())));
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    SceneRows rows = measured.of(query.scene());
    double[] probabilities = model.probabilities(rows, query.item(), query.known());
    return Prediction.of(query, ranking(rows, probabilities, order));
  }

  @Override
  public List<Optional<String>> reasons(Query query, List<Answer> answers) {
    Reasons reasons = new Reasons(model, measured.of(query.scene()), query, features.aspects());
    return answers.stream().map(reasons::of).toList();
  }

  /** The ranking that these probabilities of a scene's rows give. */
  static Ranking ranking(SceneRows rows, double[] probabilities, AnswerOrder order) {
    List<RankedAnswer> answers =
        IntStream.range(0, rows.count())
            .mapToObj(row -> RankedAnswer.of(answer(rows, row), probabilities[row]))
            .toList();
    return order.rank(answers, answer -> opens(rows, answer), containers(rows));
  }

  private static Answer answer(SceneRows rows, int row) {
    return row == rows.notHere() ? Answer.NOT_HERE : Answer.container(rows.container(row));
  }

  private static int opens(SceneRows rows, Answer answer) {
    return answer instanceof Answer.InContainer in
        ? rows.component(rows.rowOf(in.id()))
        : AnswerOrder.NOTHING;
  }

  private static int containers(SceneRows rows) {
    return (int) IntStream.range(0, rows.notHere()).map(rows::component).distinct().count();
  }
}
