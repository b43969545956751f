package org.stowbench.predictors.learned.choice;

import org.stowbench.predictors.learned.features.SceneRows;

/** Says how likely an item is in each of a scene's candidates. Immutable, for any thread. */
public interface ChoiceModel {

  /**
   * Probabilities of the rows of a scene.
   *
   * @param scene its rows
   * @param item what is asked for
   * @return one a row, each from 0 to 1, together 1
   */
  double[] probabilities(SceneRows scene, String item);
}
