package org.stowbench.predictors.learned.features;

import java.util.List;
import org.stowbench.scene.Region;

/** A candidate against the inferred counter line. */
final class CounterFeatures implements FeatureGroup {

  private static final List<String> NAMES =
      List.of(
          "counter_to_middle",
          "counter_to_top",
          "counter_to_bottom",
          "counter_to_top_units",
          "below_counter",
          "between_counter",
          "side_place",
          "side_area_rank",
          "side_order",
          "counter_gap");

  @Override
  public String words() {
    return "its height from the counter";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public void write(SceneLayout layout, int place, double[] row, int at) {
    Counter counter = layout.counter();
    Region.Box box = layout.box(place);
    boolean below = layout.y(place) > counter.y();
    int between = 0;
    int higher = 0;
    int larger = 0;
    int before = 0;
    int side = 0;
    for (int other = 0; other < layout.count(); other++) {
      double y = layout.y(other);
      boolean sameSide = y > counter.y() == below;
      if (!sameSide) {
        continue;
      }
      side++;
      boolean nearer = below ? y < layout.y(place) : y > layout.y(place);
      between += nearer && layout.sharedWidth(place, other) >= 0.5 ? 1 : 0;
      higher += y < layout.y(place) ? 1 : 0;
      larger += layout.area(other) > layout.area(place) ? 1 : 0;
      before += other < place ? 1 : 0;
    }
    int i = at;
    row[i++] = (layout.y(place) - counter.y()) / layout.height();
    row[i++] = (box.top() - counter.y()) / layout.height();
    row[i++] = (box.bottom() - counter.y()) / layout.height();
    row[i++] = (box.top() - counter.y()) / layout.medianHeight();
    row[i++] = below ? 1 : 0;
    row[i++] = between;
    row[i++] = (double) higher / side;
    row[i++] = (double) larger / side;
    row[i++] = before;
    row[i] = counter.gap();
  }
}
