package org.stowbench.predictors.learned.blind;

import java.util.List;
import org.stowbench.predictors.learned.features.SceneFeatures;

/** The predictor {@code popular}. */
public final class PopularProvider extends BlindProvider {

  @Override
  public String name() {
    return "popular";
  }

  @Override
  public String summary() {
    return "without looking at the item: the kind of place that held most in training";
  }

  @Override
  Places places(SceneFeatures features) {
    return Places.byKind(features);
  }

  @Override
  List<String> items(List<String> trained) {
    return trained.subList(0, 1);
  }
}
