package org.stowbench.predictors.learned.features;

import java.util.List;

/** What a candidate shares its place with: twins, what it is inside of, what is inside of it. */
final class OverlapFeatures implements FeatureGroup {

  private static final List<String> NAMES =
      List.of("twins", "inside_of", "holds", "holds_flat", "covered", "overlaps");

  /** From this share on, a box is inside of another. */
  private static final double INSIDE = 0.8;

  @Override
  public String words() {
    return "what overlaps it";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public void write(SceneLayout layout, int place, double[] row, int at) {
    int twins = 0;
    int insideOf = 0;
    int holds = 0;
    int holdsFlat = 0;
    int overlaps = 0;
    double covered = 0;
    for (int other = 0; other < layout.count(); other++) {
      if (other == place) {
        continue;
      }
      if (layout.twins(place, other)) {
        twins++;
        continue;
      }
      double ofMine = layout.covered(place, other);
      double ofOther = layout.covered(other, place);
      insideOf += ofMine >= INSIDE && layout.area(other) > layout.area(place) ? 1 : 0;
      boolean holdsIt = ofOther >= INSIDE && layout.area(other) < layout.area(place);
      holds += holdsIt ? 1 : 0;
      holdsFlat += holdsIt && layout.flat(other) ? 1 : 0;
      overlaps += ofMine > 0.05 ? 1 : 0;
      covered = Math.max(covered, ofMine);
    }
    int i = at;
    row[i++] = twins;
    row[i++] = insideOf;
    row[i++] = holds;
    row[i++] = holdsFlat;
    row[i++] = covered;
    row[i] = overlaps;
  }
}
