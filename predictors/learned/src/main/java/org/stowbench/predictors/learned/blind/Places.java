package org.stowbench.predictors.learned.blind;

import java.util.Arrays;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.predictors.learned.prior.PlaceKind;

/** How a place is named without pointing at it. "Not here" is a place of its own, the last one. */
interface Places {

  /** As many numbers are told apart; scenes with more candidates are rare. */
  int MOST_NUMBERS = 64;

  /** How many names there are. */
  int count();

  /** The name of each row of a scene, from 0. */
  int[] of(SceneRows scene);

  /** Places by their looks: side of the counter, shape, place in the stack. */
  static Places byKind(SceneFeatures features) {
    PlaceKind kinds = new PlaceKind(features);
    return new Places() {
      @Override
      public int count() {
        return PlaceKind.names().size();
      }

      @Override
      public int[] of(SceneRows scene) {
        return kinds.of(scene);
      }
    };
  }

  /** Places by their number in the scene's list; the last number stands for all from there on. */
  static Places byNumber() {
    return new Places() {
      @Override
      public int count() {
        return MOST_NUMBERS + 1;
      }

      @Override
      public int[] of(SceneRows scene) {
        int[] places = new int[scene.count()];
        Arrays.setAll(
            places,
            row ->
                row == scene.notHere()
                    ? MOST_NUMBERS
                    : Math.min(scene.container(row), MOST_NUMBERS - 1));
        return places;
      }
    };
  }
}
