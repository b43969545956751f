package org.stowbench.predictors.learned.prior;

import java.util.ArrayList;
import java.util.List;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;

/**
 * Kinds of places, by their looks: on which side of the counter line, of what shape, and for fronts
 * of a stack below it whether they are its top one. The last kind is "not here".
 */
public final class PlaceKind {

  private static final List<String> SHAPES = List.of("flat", "square", "tall");
  private static final double FLAT = 1.4;
  private static final double TALL = 0.7;

  private final int below;
  private final int aspect;
  private final int stackPlace;
  private final int stackSize;

  /** Kinds of places in rows of these features. */
  public PlaceKind(SceneFeatures features) {
    this.below = features.names().indexOf("below_counter");
    this.aspect = features.names().indexOf("aspect");
    this.stackPlace = features.names().indexOf("stack_place");
    this.stackSize = features.names().indexOf("stack_size");
  }

  /** The kinds' names, by number. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String side : List.of("above", "below")) {
      for (String shape : SHAPES) {
        for (String place : List.of("alone", "top", "lower")) {
          names.add(side + "_" + shape + "_" + place);
        }
      }
    }
    names.add("not_here");
    return List.copyOf(names);
  }

  /** The number of "not here", the last kind. */
  public static int notHere() {
    return 2 * SHAPES.size() * 3;
  }

  /** The kind of each row of a scene. */
  public int[] of(SceneRows scene) {
    int[] kinds = new int[scene.count()];
    for (int i = 0; i < scene.notHere(); i++) {
      float[] row = scene.row(i);
      int shape = row[aspect] >= FLAT ? 0 : row[aspect] > TALL ? 1 : 2;
      int place = row[stackSize] <= 1 ? 0 : row[stackPlace] == 0 ? 1 : 2;
      kinds[i] = ((row[below] > 0 ? SHAPES.size() : 0) + shape) * 3 + place;
    }
    kinds[scene.notHere()] = notHere();
    return kinds;
  }
}
