package org.stowbench.scorer.protocols;

import java.util.ArrayList;
import java.util.List;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/**
 * A robot's way from container to container in a photo, in photo widths. It begins in the middle of
 * the lower edge and goes straight from centre to centre. For one search.
 */
final class RobotPath {

  private final SearchSpace space;
  private final double width;
  private final List<Point> closed = new ArrayList<>();
  private Point here;
  private double length;

  /** Begins, with every container that can be opened closed. */
  RobotPath(SearchSpace space) {
    this.space = space;
    Region.Box frame = space.query().query().scene().frame();
    this.width = frame.width();
    this.here = new Point(frame.center().x(), frame.bottom());
    for (int place = 0; place < space.components(); place++) {
      if (space.isOpenable(place)) {
        closed.add(centre(place));
      }
    }
  }

  /** The middle of the box around a container, as its first candidate draws it. */
  private Point centre(int place) {
    int candidate = space.physical().members(place).get(0);
    return space.query().query().scene().container(candidate).outline().bounds().center();
  }

  /** Goes to a container that is closed, and opens it. */
  void open(int place) {
    Point next = centre(place);
    length += distance(here, next);
    here = next;
    closed.remove(next);
  }

  /** The way so far. */
  double length() {
    return length;
  }

  /** How far a container is from here. */
  double to(int place) {
    return distance(here, centre(place));
  }

  /** The expected way from here through all that is closed, in random order. */
  double throughTheRest() {
    return random(closed.size());
  }

  /**
   * The expected way from here, through what is closed in random order, to one that is looked for.
   *
   * <p>Of n containers each is the first with the same chance. Two of them follow each other, in
   * one order or the other, with chance 2 / n; if the one looked for is neither, it comes after
   * both half of the time, and if it is one of them, it comes last half of the time. So each pair
   * is walked with chance 1 / n, whichever is looked for: (n - 1) / 2 mean distances of a pair.
   */
  double untilFound() {
    return random((closed.size() + 1) / 2.0);
  }

  /**
   * The mean way from here to a first one that is closed, then mean ways between two.
   *
   * @param openings how many are opened so, in expectation; 0, or 1 or more
   */
  double random(double openings) {
    int n = closed.size();
    if (n == 0 || openings == 0) {
      return 0;
    }
    double toFirst = 0;
    double between = 0;
    for (int i = 0; i < n; i++) {
      toFirst += distance(here, closed.get(i));
      for (int j = 0; j < i; j++) {
        between += distance(closed.get(i), closed.get(j));
      }
    }
    double pairs = n * (n - 1) / 2.0;
    return toFirst / n + (n == 1 ? 0 : (openings - 1) * between / pairs);
  }

  private double distance(Point a, Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y()) / width;
  }
}
