package org.stowbench.datasets.sim.work;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.datasets.sim.family.Appeal;
import org.stowbench.datasets.sim.family.Item.UsePoint;
import org.stowbench.datasets.sim.kitchen.Panel;
import org.stowbench.datasets.sim.kitchen.Wall;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * A workplace as it is built and labelled. Those who work there know it from its plan, so nothing
 * is missed or mistaken: the scene has every place, by its name, where it stands, and drawn on an
 * elevation, the walls side by side.
 *
 * @param room what it is, such as {@code stock room}
 * @param spots all labelled places
 * @param landmarks what else is seen of it
 * @param worktops whether there are worktops, at {@link #WORKTOP}
 */
public record Premises(String room, List<Spot> spots, List<Landmark> landmarks, boolean worktops) {

  /** Height of every worktop, in metres. */
  static final double WORKTOP = 0.9;

  private static final double HEIGHT = 2.4;
  private static final double BETWEEN_WALLS = 0.5;
  private static final double PIXELS_PER_METRE = 100;
  private static final double SPOT_DEPTH = 0.3;

  /**
   * A thing that tells where one is.
   *
   * @param name what it is called
   * @param use what is used there; empty where nothing is
   * @param panel what is seen of it
   */
  public record Landmark(String name, Optional<UsePoint> use, Panel panel) {
    public Landmark {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(use, "use");
      Objects.requireNonNull(panel, "panel");
    }
  }

  public Premises {
    Objects.requireNonNull(room, "room");
    spots = List.copyOf(spots);
    landmarks = List.copyOf(landmarks);
  }

  /** The number of each place's shelf, from 0, in the order of the places. */
  int[] shelves() {
    int[] shelves = new int[spots.size()];
    int count = 0;
    for (int s = 0; s < shelves.length; s++) {
      int first = 0;
      while (!spots.get(first).sharesShelf(spots.get(s))) {
        first++;
      }
      shelves[s] = first == s ? count++ : shelves[first];
    }
    return shelves;
  }

  /** The front of a place; two centimetres of frame show around it. */
  static Panel panel(Wall wall, double left, double right, double bottom, double top, double out) {
    return new Panel(wall, left + 0.02, right - 0.02, bottom + 0.02, top - 0.02, out);
  }

  /** How easily the height of each place is reached, 0 to 1. */
  double[] inReach() {
    return spots.stream().mapToDouble(spot -> Appeal.inReach(spot.storage())).toArray();
  }

  /** What speaks for each place, by how easily it is reached. */
  Appeal appeal(double[] ease) {
    Map<UsePoint, Panel> points = new EnumMap<>(UsePoint.class);
    for (Landmark landmark : landmarks) {
      landmark.use().ifPresent(use -> points.put(use, landmark.panel()));
    }
    return new Appeal(
        spots.stream().map(Spot::storage).toList(), ease, new double[spots.size()], points);
  }

  /** The scene of these premises; a place's candidate is its number among {@link #spots}. */
  public Scene scene(String id) {
    Map<Wall, Double> offsets = new LinkedHashMap<>();
    double width = 0;
    for (Panel panel : panels()) {
      if (!offsets.containsKey(panel.wall())) {
        offsets.put(panel.wall(), width);
        width += panel.wall().length() + BETWEEN_WALLS;
      }
    }
    ImageSize size = new ImageSize(pixels(width - BETWEEN_WALLS), pixels(HEIGHT));
    List<Container> containers = new ArrayList<>(spots.size());
    for (Spot spot : spots) {
      containers.add(
          new Container(
              containers.size(),
              Optional.of(spot.name()),
              Optional.of(region(spot.storage().panel(), offsets)),
              Optional.of(place(spot.storage().panel())),
              Optional.of(spot.area()),
              Optional.of(spot.storage().kind().label()),
              OptionalDouble.empty(),
              Optional.empty(),
              OptionalInt.empty()));
    }
    return new Scene(
        id,
        Optional.of(room),
        Optional.empty(),
        Optional.of(size),
        containers,
        landmarks.stream()
            .map(l -> new Anchor(l.name(), region(l.panel(), offsets), OptionalDouble.empty()))
            .toList(),
        worktops
            ? Optional.of(Region.box(0, pixels(HEIGHT - WORKTOP), size.width(), size.height()))
            : Optional.empty());
  }

  private List<Panel> panels() {
    List<Panel> panels = new ArrayList<>();
    spots.forEach(spot -> panels.add(spot.storage().panel()));
    landmarks.forEach(landmark -> panels.add(landmark.panel()));
    return panels;
  }

  private static Region region(Panel panel, Map<Wall, Double> offsets) {
    double offset = offsets.get(panel.wall());
    return Region.box(
        pixels(offset + panel.left()),
        pixels(HEIGHT - panel.top()),
        pixels(offset + panel.right()),
        pixels(HEIGHT - panel.bottom()));
  }

  private static Box3D place(Panel panel) {
    double length = panel.right() - panel.left();
    boolean alongX = panel.wall().alongX() != 0;
    return new Box3D(
        metres(panel.x()),
        metres(panel.y()),
        metres((panel.bottom() + panel.top()) / 2),
        metres(alongX ? length : SPOT_DEPTH),
        metres(alongX ? SPOT_DEPTH : length),
        metres(panel.top() - panel.bottom()));
  }

  private static int pixels(double metres) {
    return (int) Math.rint(metres * PIXELS_PER_METRE);
  }

  /** To the centimetre, as plans are drawn. */
  private static double metres(double exact) {
    return Math.rint(exact * 100) / 100;
  }
}
