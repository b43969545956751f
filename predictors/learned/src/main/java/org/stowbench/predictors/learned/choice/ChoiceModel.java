package org.stowbench.predictors.learned.choice;

import java.util.List;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.query.KnownPlacement;

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

  /**
   * The same where something is known of the household. A model that cannot use it says what it
   * says without.
   *
   * @param known where other items of the household are
   */
  default double[] probabilities(SceneRows scene, String item, List<KnownPlacement> known) {
    return probabilities(scene, item);
  }

  /** Whether it has learned what is known of a household to be worth. */
  default boolean usesKnown() {
    return false;
  }
}
