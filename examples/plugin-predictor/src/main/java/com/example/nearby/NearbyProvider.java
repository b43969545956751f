package com.example.nearby;

import java.util.List;
import java.util.Optional;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;

/** Names the predictor {@code nearby} and its options; listed in {@code META-INF/services}. */
public final class NearbyProvider implements PredictorProvider {

  @Override
  public String name() {
    return "nearby";
  }

  @Override
  public String summary() {
    return "the container nearest to where the item is used; a plug-in to start from";
  }

  @Override
  public Optional<PredictorKind> kind() {
    return Optional.of(PredictorKind.BASELINE); // what a leaderboard says beside its name
  }

  @Override
  public List<PredictorOption> options() {
    return List.of(
        new PredictorOption("otherwise", "landmark for items unknown: sink, oven or stove", "sink"),
        new PredictorOption("likeness", "how like a known item's name must be, in percent", "90"));
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    return new NearbyPredictor(
        spec.choice("otherwise", "sink", "oven", "stove"), spec.whole("likeness", 90, 0, 100));
  }
}
