package org.stowbench.predictors.learned.ranker;

import java.util.List;
import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.choice.Softmax;
import org.stowbench.predictors.learned.features.SceneRows;

/**
 * Forests whose scores are averaged and made probabilities.
 *
 * @param temperature that calibrates the probabilities, above 0
 */
record RankerModel(Columns columns, List<Forest> forests, double temperature)
    implements ChoiceModel {

  RankerModel {
    forests = List.copyOf(forests);
    if (!(temperature > 0) || forests.isEmpty()) {
      throw new IllegalArgumentException(
          "%d forests at temperature %s: must be one or more, and above 0"
              .formatted(forests.size(), temperature));
    }
  }

  @Override
  public double[] probabilities(SceneRows scene, String item) {
    return Softmax.of(scores(columns, forests, scene, item), temperature);
  }

  /** The forests' mean score of each row. */
  static double[] scores(Columns columns, List<Forest> forests, SceneRows scene, String item) {
    float[] itemColumns = columns.item(item);
    float[] row = new float[columns.names().size()];
    double[] scores = new double[scene.count()];
    for (int i = 0; i < scores.length; i++) {
      columns.write(scene.row(i), itemColumns, row, 0);
      for (Forest forest : forests) {
        scores[i] += forest.score(row) / forests.size();
      }
    }
    return scores;
  }
}
