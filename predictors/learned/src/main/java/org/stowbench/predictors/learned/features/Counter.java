package org.stowbench.predictors.learned.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.stowbench.scene.Region;

/**
 * The inferred counter line: the height in the photo that best parts wall cabinets from base units.
 *
 * <p>Of all horizontal lines, the one that fewest candidates cross and that leaves the widest empty
 * band wins: the gap between the bottoms above it and the tops below it, less what crosses it, each
 * candidate weighted by its width.
 *
 * @param y pixels from the top; the middle of the frame where nothing can be inferred
 * @param gap the empty band's height over the frame's, 0 where there is none
 */
record Counter(double y, double gap) {

  /** Boxes within a line's reach; the line itself may only be where kitchens have a counter. */
  private static final double HIGHEST = 0.15;

  private static final double LOWEST = 0.85;

  static Counter infer(Region.Box[] boxes, double height) {
    List<Double> levels = new ArrayList<>();
    for (Region.Box box : boxes) {
      levels.add(box.top());
      levels.add(box.bottom());
    }
    levels.sort(Comparator.naturalOrder());
    double best = Double.NEGATIVE_INFINITY;
    Counter counter = new Counter(height / 2, 0);
    for (int i = 1; i < levels.size(); i++) {
      double gap = levels.get(i) - levels.get(i - 1);
      double y = (levels.get(i) + levels.get(i - 1)) / 2;
      if (gap <= 0 || y < HIGHEST * height || y > LOWEST * height) {
        continue;
      }
      double crossing = 0;
      double total = 0;
      for (Region.Box box : boxes) {
        total += box.width();
        if (box.top() < y && box.bottom() > y) {
          crossing += box.width();
        }
      }
      double score = gap / height - crossing / total;
      if (score > best) {
        best = score;
        counter = new Counter(y, gap / height);
      }
    }
    return counter;
  }
}
