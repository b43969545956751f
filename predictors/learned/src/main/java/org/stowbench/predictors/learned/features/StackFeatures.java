package org.stowbench.predictors.learned.features;

import java.util.List;
import org.stowbench.scene.Region;

/** A candidate's column and row: what is above, below and beside it, and what stack it is in. */
final class StackFeatures implements FeatureGroup {

  private static final List<String> NAMES =
      List.of(
          "above",
          "below",
          "gap_above",
          "gap_below",
          "flat_above",
          "flat_below",
          "aspect_above",
          "aspect_below",
          "area_above",
          "area_below",
          "stack_size",
          "stack_place",
          "stack_flat",
          "stack_top_y",
          "smallest_in_stack",
          "row_size",
          "row_place",
          "row_left",
          "row_right",
          "gap_left",
          "gap_right",
          "row_alike",
          "same_shape");

  /** Fronts of one stack are no further apart than this share of the lower front's height. */
  private static final double STACK_GAP = 0.45;

  @Override
  public String words() {
    return "its stack and row";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public void write(SceneLayout layout, int place, double[] row, int at) {
    Region.Box box = layout.box(place);
    List<Integer> above = layout.above(place);
    List<Integer> below = layout.below(place);
    int nearestAbove = nearest(layout, above, true);
    int nearestBelow = nearest(layout, below, false);
    double unit = Math.max(1, layout.medianHeight());
    int i = at;
    row[i++] = above.size();
    row[i++] = below.size();
    row[i++] = nearestAbove < 0 ? Double.NaN : gapAbove(layout, place, nearestAbove) / unit;
    row[i++] = nearestBelow < 0 ? Double.NaN : gapAbove(layout, nearestBelow, place) / unit;
    row[i++] = above.stream().filter(layout::flat).count();
    row[i++] = below.stream().filter(layout::flat).count();
    row[i++] = nearestAbove < 0 ? Double.NaN : layout.aspect(nearestAbove);
    row[i++] = nearestBelow < 0 ? Double.NaN : layout.aspect(nearestBelow);
    row[i++] = nearestAbove < 0 ? Double.NaN : layout.area(nearestAbove) / layout.area(place);
    row[i++] = nearestBelow < 0 ? Double.NaN : layout.area(nearestBelow) / layout.area(place);

    int up = 0;
    int flat = layout.flat(place) ? 1 : 0;
    boolean smallest = true;
    int top = place;
    for (int next = stackedOn(layout, place, true); next >= 0 && up < layout.count(); ) {
      up++;
      top = next;
      flat += layout.flat(next) ? 1 : 0;
      smallest &= layout.box(next).height() >= box.height();
      next = stackedOn(layout, next, true);
    }
    int down = 0;
    for (int next = stackedOn(layout, place, false); next >= 0 && down < layout.count(); ) {
      down++;
      flat += layout.flat(next) ? 1 : 0;
      smallest &= layout.box(next).height() >= box.height();
      next = stackedOn(layout, next, false);
    }
    row[i++] = up + down + 1;
    row[i++] = up;
    row[i++] = flat;
    row[i++] = (layout.box(top).top() - layout.counter().y()) / layout.height();
    row[i++] = smallest ? 1 : 0;

    int left = 0;
    int right = 0;
    int alike = 0;
    int sameShape = 0;
    double gapLeft = Double.NaN;
    double gapRight = Double.NaN;
    for (int other = 0; other < layout.count(); other++) {
      if (other == place || layout.twins(place, other)) {
        continue;
      }
      Region.Box it = layout.box(other);
      boolean alikeSize =
          ratio(it.width(), box.width()) > 0.75 && ratio(it.height(), box.height()) > 0.75;
      sameShape += alikeSize ? 1 : 0;
      if (layout.sharedHeight(place, other) < 0.5 || layout.sharedWidth(place, other) > 0.5) {
        continue;
      }
      alike += alikeSize ? 1 : 0;
      if (layout.x(other) < layout.x(place)) {
        left++;
        gapLeft = smaller(gapLeft, (box.left() - it.right()) / layout.medianWidth());
      } else {
        right++;
        gapRight = smaller(gapRight, (it.left() - box.right()) / layout.medianWidth());
      }
    }
    row[i++] = left + right + 1;
    row[i++] = left / (left + right + 1.0);
    row[i++] = left;
    row[i++] = right;
    row[i++] = gapLeft;
    row[i++] = gapRight;
    row[i++] = alike;
    row[i] = sameShape;
  }

  private static double ratio(double a, double b) {
    return Math.max(1, Math.min(a, b)) / Math.max(1, Math.max(a, b));
  }

  private static double smaller(double known, double other) {
    return Double.isNaN(known) ? other : Math.min(known, other);
  }

  private static double gapAbove(SceneLayout layout, int lower, int upper) {
    return layout.box(lower).top() - layout.box(upper).bottom();
  }

  private static int nearest(SceneLayout layout, List<Integer> places, boolean up) {
    int nearest = -1;
    for (int other : places) {
      if (nearest < 0
          || (up
              ? layout.box(other).bottom() > layout.box(nearest).bottom()
              : layout.box(other).top() < layout.box(nearest).top())) {
        nearest = other;
      }
    }
    return nearest;
  }

  /** The next front of the same stack, up or down; -1 where the stack ends. */
  private static int stackedOn(SceneLayout layout, int place, boolean up) {
    int next = nearest(layout, up ? layout.above(place) : layout.below(place), up);
    if (next < 0
        || ratio(layout.box(next).width(), layout.box(place).width()) < 0.6
        || layout.sharedWidth(place, next) < 0.6) {
      return -1;
    }
    double gap = up ? gapAbove(layout, place, next) : gapAbove(layout, next, place);
    double height = Math.min(layout.box(place).height(), layout.box(next).height());
    return gap <= STACK_GAP * height ? next : -1;
  }
}
