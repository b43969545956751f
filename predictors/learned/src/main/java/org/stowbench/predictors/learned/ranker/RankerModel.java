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
record RankerModel(TreeColumns columns, List<Forest> forests, double temperature)
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
  static double[] scores(TreeColumns columns, List<Forest> forests, SceneRows scene, String item) {
    float[] itemColumns = columns.item(item);
    float[][] rows = new float[scene.count()][columns.names().size()];
    for (int row = 0; row < rows.length; row++) {
      columns.write(scene.row(row), itemColumns, rows[row], 0);
    }
    double[] scores = new double[rows.length];
    for (Forest forest : forests) {
      forest.addScores(rows, 1.0 / forests.size(), scores);
    }
    return scores;
  }
}
