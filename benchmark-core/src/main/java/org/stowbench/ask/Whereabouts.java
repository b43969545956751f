package org.stowbench.ask;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stowbench.query.Answer;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * Says in words where a place is: in the photo, "drawer, lower left, near the sink"; without one by
 * name, and its room where that is known: "top drawer, kitchen". What the scene calls its things is
 * left as it is: hostile input to whoever shows it.
 */
public final class Whereabouts {

  /** A landmark is near within this share of the frame's width. */
  private static final double NEAR = 0.1;

  private static final List<String> ROWS = List.of("upper", "middle", "lower");
  private static final List<String> COLUMNS = List.of("left", "middle", "right");

  private final Scene scene;
  private final Region.Box frame;

  /** Of the places of a scene. */
  public Whereabouts(Scene scene) {
    this.scene = scene;
    this.frame = scene.frame();
  }

  /** The words for an answer. */
  public String of(Answer answer) {
    if (answer instanceof Answer.InContainer in) {
      Container container = scene.container(in.id());
      return container
          .region()
          .map(region -> words(container.called(), region.bounds()))
          .orElseGet(() -> byName(container));
    }
    if (answer instanceof Answer.InRegion in) {
      return words("a region of its own", in.region().bounds());
    }
    int count = scene.containers().size();
    return count == 1 ? "not in the container in view" : "in none of the containers in view";
  }

  private static String byName(Container container) {
    String name = container.called();
    return container.room().map(room -> name + ", " + room).orElse(name);
  }

  private String words(String what, Region.Box box) {
    String row = ROWS.get(third(box.center().y(), frame.height()));
    String column = COLUMNS.get(third(box.center().x(), frame.width()));
    String place = row.equals(column) ? "in the middle" : row + " " + column;
    String words = what + ", " + place;
    return nearest(box).map(anchor -> words + ", near the " + anchor.type()).orElse(words);
  }

  private static int third(double at, double length) {
    return (int) Math.max(0, Math.min(2, Math.floor(3 * at / length)));
  }

  private Optional<Anchor> nearest(Region.Box box) {
    return scene.anchors().stream()
        .filter(anchor -> gap(box, anchor) <= NEAR * frame.width())
        .min(Comparator.comparingDouble(anchor -> between(box, anchor)));
  }

  /** The distance between two boxes; 0 where they touch. */
  private static double gap(Region.Box box, Anchor anchor) {
    Region.Box other = anchor.region().bounds();
    double dx = Math.max(0, Math.max(box.left() - other.right(), other.left() - box.right()));
    double dy = Math.max(0, Math.max(box.top() - other.bottom(), other.top() - box.bottom()));
    return Math.sqrt(dx * dx + dy * dy);
  }

  private static double between(Region.Box box, Anchor anchor) {
    Point here = box.center();
    Point there = anchor.region().bounds().center();
    double dx = here.x() - there.x();
    double dy = here.y() - there.y();
    return Math.sqrt(dx * dx + dy * dy);
  }
}
