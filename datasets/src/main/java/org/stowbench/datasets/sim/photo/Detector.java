package org.stowbench.datasets.sim.photo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.kitchen.Fixture;
import org.stowbench.datasets.sim.kitchen.Kitchen;
import org.stowbench.geometry.Overlap;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/** Sees a photo as an open-vocabulary detector with a mask tracer behind it does. */
public final class Detector {

  private static final String DOOR = "cabinet door";
  private static final String DRAWER = "drawer";
  private static final double LEAST_OVERLAP = 0.5;
  private static final double SURE_OVERLAP = 0.6;
  private static final int NOTHING = -1;

  private final Kitchen kitchen;
  private final SimulatedPhoto photo;
  private final Dice dice;
  private final Sketch sketch;
  private final List<Drawn> drawn = new ArrayList<>();

  /** What was drawn for which storage, in which place of the order. */
  private record Drawn(Region region, String label, double confidence, double place, int storage) {}

  private Detector(Kitchen kitchen, SimulatedPhoto photo, Dice dice) {
    this.kitchen = kitchen;
    this.photo = photo;
    this.dice = dice;
    sketch = new Sketch(photo.size(), dice);
  }

  /** Detects containers and landmarks in a photo of a kitchen. */
  public static Detections detect(Kitchen kitchen, SimulatedPhoto photo, Dice dice) {
    return new Detector(kitchen, photo, dice).detect();
  }

  private Detections detect() {
    findFronts();
    findCabinets();
    mistakeFixtures();
    breakOff();
    repeat();
    drawn.sort(Comparator.comparingDouble(Drawn::place));
    Optional<Region> countertop =
        photo.counterTop().filter(y -> !dice.chance(0.02)).map(this::countertop);
    List<Container> containers = new ArrayList<>(drawn.size());
    for (Drawn one : drawn) {
      containers.add(
          new Container(
              containers.size(),
              one.region(),
              Optional.of(one.label()),
              OptionalDouble.of(one.confidence()),
              countertop.map(region -> side(one.region(), region)),
              OptionalInt.empty()));
    }
    return new Detections(containers, anchors(), countertop, candidates());
  }

  private void findFronts() {
    double largest = 0;
    int clearest = NOTHING;
    for (int s = 0; s < kitchen.storages().size(); s++) {
      Optional<Outline> seen = photo.storage(s);
      if (seen.isEmpty()) {
        continue;
      }
      double share = share(seen.get());
      if (share > largest) {
        largest = share;
        clearest = s;
      }
      double found = DetectorRates.FOUND * share / (share + DetectorRates.HALF_FOUND_AREA);
      if (dice.chance(found)) {
        drawFront(s, seen.get(), share);
      }
    }
    // A photo in which nothing was found would not have become part of a dataset.
    if (drawn.isEmpty() && clearest != NOTHING) {
      drawFront(clearest, photo.storage(clearest).orElseThrow(), largest);
    }
  }

  private void drawFront(int storage, Outline seen, double share) {
    boolean drawer = kitchen.storages().get(storage).kind().isDrawer();
    String label = drawer != dice.chance(DetectorRates.WRONG_LABEL) ? DRAWER : DOOR;
    if (dice.chance(DetectorRates.DOUBLE_LABEL)) {
      label = DRAWER + " " + DOOR;
    }
    add(seen, DetectorRates.JITTER, label, share, storage);
    if (dice.chance(DetectorRates.DUPLICATE)) {
      add(seen, 4 * DetectorRates.JITTER, label.equals(DRAWER) ? DOOR : DRAWER, share, storage);
    }
  }

  private void findCabinets() {
    for (Outline cabinet : photo.cabinets()) {
      if (dice.chance(DetectorRates.AROUND)) {
        add(cabinet, DetectorRates.JITTER, DOOR, share(cabinet), NOTHING);
      }
    }
  }

  private void mistakeFixtures() {
    for (SimulatedPhoto.Seen seen : photo.fixtures()) {
      boolean hasFront =
          switch (seen.fixture().kind()) {
            case OVEN, DISHWASHER, REFRIGERATOR -> true;
            default -> false;
          };
      if (hasFront && dice.chance(DetectorRates.MISTAKEN)) {
        add(seen.outline(), 2 * DetectorRates.JITTER, DOOR, share(seen.outline()), NOTHING);
      }
    }
  }

  private void add(Outline outline, double jitter, String label, double share, int storage) {
    double quality = 0.55 * StrictMath.log(share / 0.0085) + dice.bell();
    double confidence = confidence(1 / (1 + StrictMath.exp(-1.3 * quality)));
    double place = -quality + 1.1 * dice.bell();
    drawn.add(new Drawn(sketch.around(outline, jitter), label, confidence, place, storage));
  }

  private void breakOff() {
    double draw = dice.around(DetectorRates.FRAGMENTS, DetectorRates.FRAGMENT_SPREAD);
    int fragments = (int) Math.min(DetectorRates.MOST_FRAGMENTS, draw);
    int whole = drawn.size();
    for (int f = 0; f < fragments && whole > 0; f++) {
      Drawn parent = drawn.get(dice.below(whole));
      // The tracer lists the parts of one mask next to each other.
      double place = parent.place() + 1e-6 * (1 + f) * (dice.chance(0.5) ? 1 : -1);
      Region region = sketch.fragment(Sketch.outline(parent.region()));
      drawn.add(new Drawn(region, parent.label(), parent.confidence(), place, NOTHING));
    }
  }

  private void repeat() {
    int once = drawn.size();
    for (int i = 0; i < once; i++) {
      if (dice.chance(DetectorRates.REPEAT)) {
        Drawn first = drawn.get(i);
        double place = first.place() + 0.5 * dice.bell();
        drawn.add(new Drawn(first.region(), first.label(), first.confidence(), place, NOTHING));
      }
    }
  }

  private static double confidence(double share) {
    double[] shares = DetectorRates.CONFIDENCE_SHARES;
    double[] values = DetectorRates.CONFIDENCES;
    int i = 1;
    while (share > shares[i]) {
      i++;
    }
    double t = (share - shares[i - 1]) / (shares[i] - shares[i - 1]);
    return rounded(values[i - 1] + t * (values[i] - values[i - 1]));
  }

  private static double rounded(double confidence) {
    return Math.rint(confidence * 1000) / 1000;
  }

  private double share(Outline outline) {
    return outline.area() / ((double) photo.size().width() * photo.size().height());
  }

  private Region countertop(double y) {
    double top = Math.rint(Math.max(0, Math.min(photo.size().height() - 1, y)));
    return Region.box(0, top, photo.size().width(), photo.size().height());
  }

  private static CountertopSide side(Region region, Region countertop) {
    double middle = region.bounds().center().y();
    return middle < countertop.vertices().get(0).y() ? CountertopSide.ABOVE : CountertopSide.BELOW;
  }

  private List<Anchor> anchors() {
    List<Anchor> anchors = new ArrayList<>();
    for (SimulatedPhoto.Seen seen : photo.fixtures()) {
      // The official detector is not asked for hoods.
      if (seen.fixture().kind() == Fixture.Kind.HOOD || !dice.chance(0.85)) {
        continue;
      }
      int times = dice.chance(0.2) ? 2 : 1;
      for (int i = 0; i < times; i++) {
        Region.Box box = sketch.around(seen.outline(), 0.03 * (i + 1)).bounds();
        double confidence = rounded(Math.min(0.75, 0.3 + 0.11 * Math.abs(1 + dice.bell())));
        anchors.add(
            new Anchor(
                seen.fixture().kind().label(),
                Region.box(box.left(), box.top(), box.right(), box.bottom()),
                OptionalDouble.of(confidence)));
      }
    }
    return anchors;
  }

  private List<Integer> candidates() {
    Integer[] best = new Integer[kitchen.storages().size()];
    Arrays.fill(best, NOTHING);
    double[] most = new double[best.length];
    Arrays.fill(most, LEAST_OVERLAP);
    for (int id = 0; id < drawn.size(); id++) {
      int storage = drawn.get(id).storage();
      if (storage == NOTHING) {
        continue;
      }
      double iou = overlap(drawn.get(id).region(), photo.storage(storage).orElseThrow());
      if (iou >= most[storage]) {
        most[storage] = iou;
        best[storage] = id;
      }
    }
    return Arrays.asList(best);
  }

  /**
   * IoU of what was drawn with a true outline. Cutting by the convex true outline gives it at a
   * hundredth of an overlay's cost, and wrongly only where the drawing crosses itself; there it is
   * too small, and an overlay decides.
   */
  private static double overlap(Region region, Outline front) {
    Outline drawing = Sketch.outline(region);
    double shared = drawing.cutBy(front).area();
    double iou = shared / (drawing.area() + front.area() - shared);
    return iou >= SURE_OVERLAP ? iou : Overlap.iou(region, region(front));
  }

  private static Region region(Outline outline) {
    List<Point> points = new ArrayList<>(outline.vertices());
    for (int i = 0; i < outline.vertices(); i++) {
      points.add(new Point(outline.x(i), outline.y(i)));
    }
    return new Region(points);
  }
}
