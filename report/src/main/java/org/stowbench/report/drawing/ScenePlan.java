package org.stowbench.report.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stowbench.geometry.Overlap;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * Where the containers of a scene are drawn, also where no photo shows them. A container with a
 * region is drawn there. Without photo or any region, those with a position are drawn as a floor
 * plan, a centimetre a unit, x to the right and y up; what stands one over the other shares its
 * place, the upper first. All others are a list of boxes below.
 *
 * @param frame all that is drawn, from (0, 0)
 * @param picture the photo or the floor plan in it; without height where there is only the list
 * @param isPhoto whether the picture is in pixels of the photo, and not a floor plan
 * @param regions where each container is drawn, by id
 */
public record ScenePlan(
    Region.Box frame, Region.Box picture, boolean isPhoto, List<Region> regions) {

  private static final double UNITS_A_METRE = 100;

  /** How large a container is drawn of which no size is known, or hardly any; in metres. */
  private static final double LEAST = 0.3;

  private static final double LIST_WIDTH = 400;

  /** Of the width of the list. */
  private static final double ROW = 0.07;

  private static final int MOST_ROWS = 15;

  public ScenePlan {
    regions = List.copyOf(regions);
  }

  /** Plans the drawing of a scene. */
  public static ScenePlan of(Scene scene) {
    List<Container> containers = scene.containers();
    boolean photo =
        scene.isDrawn()
            || scene.size().isPresent()
            || containers.stream().anyMatch(c -> c.region().isPresent());
    boolean placed = !photo && containers.stream().anyMatch(c -> c.place().isPresent());
    List<Optional<Region>> drawn = new ArrayList<>();
    Region.Box picture = new Region.Box(0, 0, LIST_WIDTH, 0);
    if (placed) {
      picture = floor(containers, drawn);
    } else {
      containers.forEach(container -> drawn.add(container.region()));
      picture = photo ? scene.frame() : picture;
    }
    List<Region> regions = new ArrayList<>();
    int listed = (int) drawn.stream().filter(Optional::isEmpty).count();
    int columns = Math.max(1, (listed + MOST_ROWS - 1) / MOST_ROWS);
    double width = picture.width() / columns;
    double height = ROW * picture.width();
    int next = 0;
    for (Optional<Region> region : drawn) {
      double left = next % columns * width;
      double top = picture.bottom() + next / columns * height;
      regions.add(region.orElse(inner(left, top, left + width, top + height)));
      next += region.isEmpty() ? 1 : 0;
    }
    double bottom = picture.bottom() + (next + columns - 1) / columns * height;
    return new ScenePlan(new Region.Box(0, 0, picture.right(), bottom), picture, photo, regions);
  }

  /** A box with some air around it. */
  private static Region inner(double left, double top, double right, double bottom) {
    double air = (bottom - top) * 0.08;
    return Region.box(left + air, top + air, right - air, bottom - air);
  }

  /** Draws the containers that have a place; gives the edges of the plan. */
  private static Region.Box floor(List<Container> containers, List<Optional<Region>> drawn) {
    List<Box3D> places = containers.stream().flatMap(c -> c.place().stream()).toList();
    double left = places.stream().mapToDouble(p -> p.x() - width(p) / 2).min().orElseThrow();
    double right = places.stream().mapToDouble(p -> p.x() + width(p) / 2).max().orElseThrow();
    double front = places.stream().mapToDouble(p -> p.y() - depth(p) / 2).min().orElseThrow();
    double back = places.stream().mapToDouble(p -> p.y() + depth(p) / 2).max().orElseThrow();
    double air = LEAST / 2;
    for (Container container : containers) {
      drawn.add(container.place().map(p -> footprint(p, left - air, back + air)));
    }
    split(containers, drawn);
    return new Region.Box(
        0, 0, (right - left + 2 * air) * UNITS_A_METRE, (back - front + 2 * air) * UNITS_A_METRE);
  }

  private static double width(Box3D place) {
    return Math.max(LEAST, place.width());
  }

  private static double depth(Box3D place) {
    return Math.max(LEAST, place.depth());
  }

  private static Region footprint(Box3D place, double left, double back) {
    double x = (place.x() - width(place) / 2 - left) * UNITS_A_METRE;
    double y = (back - place.y() - depth(place) / 2) * UNITS_A_METRE;
    return Region.box(x, y, x + width(place) * UNITS_A_METRE, y + depth(place) * UNITS_A_METRE);
  }

  /** Lets containers that stand over each other share the place of the first. */
  private static void split(List<Container> containers, List<Optional<Region>> drawn) {
    List<List<Container>> stacks = new ArrayList<>();
    for (Container container : containers) {
      if (container.place().isPresent()) {
        stacks.stream()
            .filter(stack -> overOneAnother(drawn, stack.get(0).id(), container.id()))
            .findFirst()
            .orElseGet(
                () -> {
                  stacks.add(new ArrayList<>());
                  return stacks.get(stacks.size() - 1);
                })
            .add(container);
      }
    }
    for (List<Container> stack : stacks) {
      Region.Box box = drawn.get(stack.get(0).id()).orElseThrow().bounds();
      double height = box.height() / stack.size();
      stack.sort(Comparator.comparingDouble((Container c) -> -c.place().orElseThrow().z()));
      for (int i = 0; i < stack.size(); i++) {
        double top = box.top() + i * height;
        drawn.set(
            stack.get(i).id(), Optional.of(Region.box(box.left(), top, box.right(), top + height)));
      }
    }
  }

  private static boolean overOneAnother(List<Optional<Region>> drawn, int a, int b) {
    return Overlap.of(drawn.get(a).orElseThrow()).iou(Overlap.of(drawn.get(b).orElseThrow()))
        >= 0.5;
  }
}
