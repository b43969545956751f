package org.stowbench.predictors.learned.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Explaining;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;

/**
 * Ranks by a model's probabilities.
 *
 * <p>Physical containers come in the order of their probability, "not here" among them. It stands
 * at a container's likeliest candidate; its other candidates follow at the end with 0, for opening
 * one has opened them. So scores never increase down a ranking, and those of a container's
 * candidates add up to its probability. Candidates that cannot be opened are left out.
 */
public final class ChoicePredictor implements Predictor, Explaining {

  private final ChoiceModel model;
  private final SceneFeatures features;
  private final MeasuredScenes measured;

  /**
   * A predictor that asks a model.
   *
   * @param features the ones that the model was fitted to
   */
  public ChoicePredictor(ChoiceModel model, SceneFeatures features) {
    this.model = model;
    this.features = features;
    this.measured = new MeasuredScenes(features);
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    SceneRows rows = measured.of(query.scene());
    return Prediction.of(query, ranking(rows, model.probabilities(rows, query.item())));
  }

  @Override
  public List<Optional<String>> reasons(Query query, List<Answer> answers) {
    Reasons reasons =
        new Reasons(model, measured.of(query.scene()), query.item(), features.aspects());
    return answers.stream().map(reasons::of).toList();
  }

  /** The ranking that these probabilities of a scene's rows give. */
  static Ranking ranking(SceneRows rows, double[] probabilities) {
    double[] pooled = pooled(rows, probabilities);
    List<RankedAnswer> answers = new ArrayList<>();
    IntStream.range(0, rows.count())
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer row) -> -pooled[row])
                .thenComparing(row -> row == rows.notHere() ? -1 : rows.component(row))
                .thenComparing(row -> row))
        .forEach(
            row ->
                answers.add(
                    RankedAnswer.of(
                        row == rows.notHere()
                            ? Answer.NOT_HERE
                            : Answer.container(rows.container(row)),
                        pooled[row])));
    return new Ranking(answers, Ranking.Scores.PROBABILITY, Ranking.Order.STRICT);
  }

  /** All that a physical container's candidates have, given to the likeliest of them. */
  private static double[] pooled(SceneRows rows, double[] probabilities) {
    double[] pooled = new double[rows.count()];
    Map<Integer, Integer> likeliest = new HashMap<>();
    for (int row = 0; row < rows.count(); row++) {
      if (row != rows.notHere()) {
        likeliest.merge(
            rows.component(row),
            row,
            (one, other) -> probabilities[other] > probabilities[one] ? other : one);
      }
    }
    for (int row = 0; row < rows.count(); row++) {
      int to = row == rows.notHere() ? row : likeliest.get(rows.component(row));
      pooled[to] += probabilities[row];
    }
    return pooled;
  }
}
