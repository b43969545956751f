package org.stowbench.predictors.learned.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * A scene measured: the candidates that can be opened, their boxes and areas, the frame around
 * them, and the line at which the base units begin.
 *
 * <p>Candidates are numbered by their <em>place</em> here, from 0, in the order of their ids;
 * candidates without area have none. Lengths are pixels of the photo, y grows downwards.
 *
 * <p>The frame runs from the photo's origin to the largest coordinates of any candidate. It stands
 * for the photo, whose size not every dataset knows; so the same scene has the same features
 * everywhere.
 */
final class SceneLayout {

  private final Scene scene;
  private final PhysicalContainers physical;
  private final int[] ids;
  private final Region.Box[] boxes;
  private final double[] x;
  private final double[] y;
  private final double[] areas;
  private final double width;
  private final double height;
  private final double medianWidth;
  private final double medianHeight;
  private final double medianArea;
  private final Counter counter;

  private SceneLayout(Scene scene) {
    this.scene = scene;
    this.physical = PhysicalContainers.of(scene);
    this.ids =
        scene.containers().stream().mapToInt(Container::id).filter(physical::canOpen).toArray();
    this.boxes = new Region.Box[ids.length];
    this.x = new double[ids.length];
    this.y = new double[ids.length];
    this.areas = new double[ids.length];
    double right = 1;
    double bottom = 1;
    for (int i = 0; i < ids.length; i++) {
      boxes[i] = scene.container(ids[i]).outline().bounds();
      x[i] = (boxes[i].left() + boxes[i].right()) / 2;
      y[i] = (boxes[i].top() + boxes[i].bottom()) / 2;
      areas[i] = physical.overlap(ids[i]).orElseThrow().area();
      right = Math.max(right, boxes[i].right());
      bottom = Math.max(bottom, boxes[i].bottom());
    }
    this.width = right;
    this.height = bottom;
    this.medianWidth = median(Arrays.stream(boxes).mapToDouble(Region.Box::width).toArray());
    this.medianHeight = median(Arrays.stream(boxes).mapToDouble(Region.Box::height).toArray());
    this.medianArea = median(areas.clone());
    this.counter = Counter.infer(boxes, height);
  }

  /** Measures a scene. */
  static SceneLayout of(Scene scene) {
    return new SceneLayout(scene);
  }

  Scene scene() {
    return scene;
  }

  PhysicalContainers physical() {
    return physical;
  }

  /** How many candidates can be opened. */
  int count() {
    return ids.length;
  }

  /** The container id of the candidate at a place. */
  int id(int place) {
    return ids[place];
  }

  Container container(int place) {
    return scene.container(ids[place]);
  }

  Region.Box box(int place) {
    return boxes[place];
  }

  /** The middle of a candidate's box across the photo. */
  double x(int place) {
    return x[place];
  }

  /** The middle of a candidate's box down the photo. */
  double y(int place) {
    return y[place];
  }

  /** Area after repair, in square pixels, above 0. */
  double area(int place) {
    return areas[place];
  }

  /** Whether two candidates are the same thing in the kitchen. */
  boolean twins(int a, int b) {
    return physical.of(ids[a]) == physical.of(ids[b]);
  }

  /** Width of the frame, above 0. */
  double width() {
    return width;
  }

  /** Height of the frame, above 0. */
  double height() {
    return height;
  }

  double medianWidth() {
    return medianWidth;
  }

  double medianHeight() {
    return medianHeight;
  }

  double medianArea() {
    return medianArea;
  }

  /** Where the base units begin. */
  Counter counter() {
    return counter;
  }

  /** Width over height of a candidate's box; both at least one pixel. */
  double aspect(int place) {
    return Math.max(1, boxes[place].width()) / Math.max(1, boxes[place].height());
  }

  /** Whether a candidate is shaped like a drawer's front: clearly wider than high. */
  boolean flat(int place) {
    return aspect(place) >= 1.4;
  }

  /** The share of the narrower box's width that both cover, in [0, 1]. */
  double sharedWidth(int a, int b) {
    double shared =
        Math.min(boxes[a].right(), boxes[b].right()) - Math.max(boxes[a].left(), boxes[b].left());
    return Math.max(0, shared) / Math.max(1, Math.min(boxes[a].width(), boxes[b].width()));
  }

  /** The share of the lower box's height that both cover, in [0, 1]. */
  double sharedHeight(int a, int b) {
    double shared =
        Math.min(boxes[a].bottom(), boxes[b].bottom()) - Math.max(boxes[a].top(), boxes[b].top());
    return Math.max(0, shared) / Math.max(1, Math.min(boxes[a].height(), boxes[b].height()));
  }

  /** The share of {@code a}'s box that {@code b}'s box covers, in [0, 1]. */
  double covered(int a, int b) {
    Region.Box inner = boxes[a];
    Region.Box outer = boxes[b];
    double w = Math.min(inner.right(), outer.right()) - Math.max(inner.left(), outer.left());
    double h = Math.min(inner.bottom(), outer.bottom()) - Math.max(inner.top(), outer.top());
    return w <= 0 || h <= 0 ? 0 : w * h / Math.max(1, inner.width() * inner.height());
  }

  /** Places of the candidates whose middle is above this one's and that share half a width. */
  List<Integer> above(int place) {
    List<Integer> found = new ArrayList<>();
    double here = y[place];
    for (int other = 0; other < ids.length; other++) {
      if (!twins(place, other)
          && y[other] < here
          && sharedWidth(place, other) >= 0.5
          && boxes[other].bottom() - boxes[place].top() < 0.5 * boxes[place].height()) {
        found.add(other);
      }
    }
    return found;
  }

  /** Places of the candidates that have this one {@link #above} them, seen from this one. */
  List<Integer> below(int place) {
    List<Integer> found = new ArrayList<>();
    double here = y[place];
    for (int other = 0; other < ids.length; other++) {
      if (!twins(place, other)
          && y[other] > here
          && sharedWidth(place, other) >= 0.5
          && boxes[place].bottom() - boxes[other].top() < 0.5 * boxes[place].height()) {
        found.add(other);
      }
    }
    return found;
  }

  /** The median; 1 of nothing, so that it can divide. */
  static double median(double[] values) {
    if (values.length == 0) {
      return 1;
    }
    Arrays.sort(values);
    int middle = values.length / 2;
    double median =
        values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return Math.max(1, median);
  }
}
