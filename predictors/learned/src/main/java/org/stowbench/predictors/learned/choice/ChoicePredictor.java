package org.stowbench.predictors.learned.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
 * <p>Physical containers come in the order of their whole probability, "not here" among them; the
 * candidates of one follow each other, the likeliest first. Candidates that cannot be opened are
 * left out.
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
    double[] whole = new double[rows.count()];
    int[] group = new int[rows.count()];
    for (int row = 0; row < rows.count(); row++) {
      group[row] = row == rows.notHere() ? -1 : rows.component(row);
      for (int other = 0; other < rows.count(); other++) {
        boolean same =
            row == other
                || (row != rows.notHere()
                    && other != rows.notHere()
                    && rows.component(row) == rows.component(other));
        whole[row] += same ? probabilities[other] : 0;
      }
    }
    List<RankedAnswer> answers = new ArrayList<>();
    IntStream.range(0, rows.count())
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer row) -> -whole[row])
                .thenComparing(row -> group[row])
                .thenComparing(row -> -probabilities[row])
                .thenComparing(row -> row))
        .forEach(
            row ->
                answers.add(
                    RankedAnswer.of(
                        row == rows.notHere()
                            ? Answer.NOT_HERE
                            : Answer.container(rows.container(row)),
                        probabilities[row])));
    return new Ranking(answers, Ranking.Scores.PROBABILITY, Ranking.Order.STRICT);
  }
}
