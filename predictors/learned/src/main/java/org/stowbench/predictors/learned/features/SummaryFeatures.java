package org.stowbench.predictors.learned.features;

import java.util.List;

/**
 * The scene as a whole, the same for all its candidates: how many candidates of which kind. These
 * are also all that "not here" has.
 */
final class SummaryFeatures implements FeatureGroup {

  private static final List<String> NAMES =
      List.of(
          "scene_containers",
          "scene_physical",
          "scene_flat",
          "scene_below",
          "scene_flat_below",
          "scene_above",
          "scene_cover",
          "scene_largest",
          "scene_aspect",
          "scene_frame");

  @Override
  public String words() {
    return "the scene as a whole";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public void write(SceneLayout layout, int place, double[] row, int at) {
    int flat = 0;
    int below = 0;
    int flatBelow = 0;
    double cover = 0;
    double largest = 0;
    for (int other = 0; other < layout.count(); other++) {
      boolean isFlat = layout.flat(other);
      boolean isBelow = layout.y(other) > layout.counter().y();
      flat += isFlat ? 1 : 0;
      below += isBelow ? 1 : 0;
      flatBelow += isFlat && isBelow ? 1 : 0;
      cover += layout.area(other);
      largest = Math.max(largest, layout.area(other));
    }
    double frame = layout.width() * layout.height();
    int i = at;
    row[i++] = layout.count();
    row[i++] = layout.physical().openable();
    row[i++] = flat;
    row[i++] = below;
    row[i++] = flatBelow;
    row[i++] = layout.count() - below;
    row[i++] = cover / frame;
    row[i++] = largest / frame;
    row[i++] = layout.medianWidth() / layout.medianHeight();
    row[i] = layout.width() / layout.height();
  }
}
