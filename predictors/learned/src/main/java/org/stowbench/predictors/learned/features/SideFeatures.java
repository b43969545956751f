package org.stowbench.predictors.learned.features;

import java.util.List;
import org.stowbench.scene.CountertopSide;

/** {@link Signal#SIDES}: on which side of the countertop a candidate lies. */
final class SideFeatures implements FeatureGroup {

  private static final List<String> NAMES = List.of("side_below");

  @Override
  public String words() {
    return "its side of the counter";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public void write(SceneLayout layout, int place, double[] row, int at) {
    row[at] =
        layout
            .container(place)
            .side()
            .map(side -> side == CountertopSide.BELOW ? 1.0 : 0.0)
            .orElse(Double.NaN);
  }
}
