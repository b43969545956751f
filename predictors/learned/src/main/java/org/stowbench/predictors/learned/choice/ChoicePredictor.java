package org.stowbench.predictors.learned.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/**
 * Ranks by a model's probabilities.
 *
 * <p>Physical containers come in the order of their whole probability, "not here" among them; the
 * candidates of one follow each other, the likeliest first. Candidates that cannot be opened are
 * left out.
 */
public final class ChoicePredictor implements Predictor {

  /** So many scenes are kept measured, since measuring costs more than asking: some 10 MB. */
  private static final int SCENES_KEPT = 2048;

  private final ChoiceModel model;
  private final SceneFeatures features;
  private final Map<Scene, SceneRows> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Scene, SceneRows> eldest) {
          return size() > SCENES_KEPT;
        }
      };

  /**
   * A predictor that asks a model.
   *
   * @param features the ones that the model was fitted to
   */
  public ChoicePredictor(ChoiceModel model, SceneFeatures features) {
    this.model = model;
    this.features = features;
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    SceneRows rows = measured(query.scene());
    return Prediction.of(query, ranking(rows, model.probabilities(rows, query.item())));
  }

  private SceneRows measured(Scene scene) {
    synchronized (recent) {
      SceneRows known = recent.get(scene);
      if (known != null) {
        return known;
      }
    }
    SceneRows rows = features.rows(scene);
    synchronized (recent) {
      recent.put(scene, rows);
    }
    return rows;
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
