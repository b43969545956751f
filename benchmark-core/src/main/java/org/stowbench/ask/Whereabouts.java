package org.stowbench.ask;

import java.util.Comparator;
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

  /** A ninth of the photo; a constant a language's word for it. */
  public enum Part {
    UPPER_LEFT("upper left"),
    UPPER_MIDDLE("upper middle"),
    UPPER_RIGHT("upper right"),
    MIDDLE_LEFT("middle left"),
    MIDDLE("in the middle"),
    MIDDLE_RIGHT("middle right"),
    LOWER_LEFT("lower left"),
    LOWER_MIDDLE("lower middle"),
    LOWER_RIGHT("lower right");

    private static final int COLUMNS = 3;

    private final String words;

    Part(String words) {
      this.words = words;
    }

    private static Part at(int row, int column) {
      return values()[COLUMNS * row + column];
    }
  }

  /**
   * Where a place is, in parts that each language puts into words of its own.
   *
   * @param called its name, else its type; empty where it has neither
   * @param part where it is in the photo; empty where it has no region
   * @param near the landmark that it is near; empty for none
   * @param room the room that it is in, where the photo does not say where it is
   */
  public record Spot(
      Optional<String> called, Optional<Part> part, Optional<String> near, Optional<String> room) {

    private String inEnglish() {
      StringBuilder words = new StringBuilder(called.orElse("container"));
      part.ifPresent(there -> words.append(", ").append(there.words));
      near.ifPresent(landmark -> words.append(", near the ").append(landmark));
      room.ifPresent(there -> words.append(", ").append(there));
      return words.toString();
    }
  }

  private final Scene scene;
  private final Region.Box frame;

  /** Of the places of a scene. */
  public Whereabouts(Scene scene) {
    this.scene = scene;
    this.frame = scene.frame();
  }

  /** The words for an answer, in English. */
  public String of(Answer answer) {
    if (answer instanceof Answer.InContainer in) {
      return of(scene.container(in.id())).inEnglish();
    }
    if (answer instanceof Answer.InRegion in) {
      return spot(Optional.of("a region of its own"), in.region().bounds()).inEnglish();
    }
    int count = scene.containers().size();
    return count == 1 ? "not in the container in view" : "in none of the containers in view";
  }

  /** Where a container of the scene is. */
  public Spot of(Container container) {
    Optional<String> called = container.name().or(container::type);
    return container
        .region()
        .map(region -> spot(called, region.bounds()))
        .orElseGet(() -> new Spot(called, Optional.empty(), Optional.empty(), container.room()));
  }

  private Spot spot(Optional<String> called, Region.Box box) {
    int row = third(box.center().y(), frame.height());
    int column = third(box.center().x(), frame.width());
    return new Spot(
        called,
        Optional.of(Part.at(row, column)),
        nearest(box).map(Anchor::type),
        Optional.empty());
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
