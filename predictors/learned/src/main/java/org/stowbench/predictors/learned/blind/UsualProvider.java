package org.stowbench.predictors.learned.blind;

import java.util.List;
import org.stowbench.predictors.learned.choice.AnswerOrder;
import org.stowbench.predictors.learned.features.SceneFeatures;

/** The predictor {@code usual}. */
public final class UsualProvider extends BlindProvider {

  @Override
  public String name() {
    return "usual";
  }

  @Override
  public String summary() {
    return "without looking at the scene: the item's usual kind of place in training";
  }

  /**
   * In cross-validation this finds more with the first answer too, not only with fewer openings.
   */
  @Override
  protected AnswerOrder order() {
    return AnswerOrder.COST;
  }

  @Override
  Places places(SceneFeatures features) {
    return Places.byKind(features);
  }

  @Override
  List<String> items(List<String> trained) {
    return trained;
  }
}
