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
record RankerModel(TreeColumns columns, Descent forests, double temperature)
    implements ChoiceModel {

  RankerModel {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature " + temperature + ": must be above 0");
    }
  }

  /** The mean of some forests, one or more. */
  RankerModel(TreeColumns columns, List<Forest> forests, double temperature) {
    this(columns, new Descent(forests, columns.names().size()), temperature);
  }

  @Override
  public double[] probabilities(SceneRows scene, String item) {
    return Softmax.of(forests.scores(scene, columns.item(item)), temperature);
  }
}
