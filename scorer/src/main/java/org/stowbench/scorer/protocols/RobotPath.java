package org.stowbench.scorer.protocols;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.Distances;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * A robot's way from container to container, as {@link Ways} says; a physical container is where
 * its first candidate is. For one search.
 */
final class RobotPath {

  private static final int START = -1;

  private final SearchSpace space;
  private final Floor floor;
  private final List<Integer> closed = new ArrayList<>();
  private int here = START;
  private double length;

  /** Begins, with every container that can be opened closed. */
  RobotPath(SearchSpace space) {
    this.space = space;
    this.floor = Floor.of(space);
    for (int place = 0; place < space.components(); place++) {
      if (space.isOpenable(place)) {
        closed.add(place);
      }
    }
  }

  /** Goes to a container that is closed, and opens it. */
  void open(int place) {
    length += distance(here, place);
    here = place;
    closed.remove(Integer.valueOf(place));
  }

  /** The way so far. */
  double length() {
    return length;
  }

  /** How far the nearest true container is from here; there must be one. */
  double toNearestTruth() {
    return Arrays.stream(space.truths())
        .mapToDouble(place -> distance(here, place))
        .min()
        .orElseThrow();
  }

  /** The expected way from here through all that is closed, in random order. */
  double throughTheRest() {
    return random(closed.size());
  }

  /**
   * The expected way from here, through what is closed in random order, to the first true
   * container; all of these must be closed.
   *
   * <p>Each of n containers is the first with the same chance. A container is followed by a certain
   * other with chance 1 / n. Take the two as one: then all orders of it and the rest are equally
   * likely, and the step is made if nothing true comes before its end. Of m true ones, if the other
   * is one of them, its pair has to be before m - 1: chance 1 / m. If neither is, before m: chance
   * 1 / (m + 1). From a true one nobody goes on. With one true container and ways that are as far
   * there and back, these are (n - 1) / 2 mean ways between two.
   */
  double untilFound() {
    int n = closed.size();
    double m = space.truths().length;
    double between = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        int a = closed.get(i);
        int b = closed.get(j);
        if (!space.isTrue(a) && !space.isTrue(b)) {
          between += thereAndBack(a, b);
        } else if (space.isTrue(a) != space.isTrue(b)) {
          // As against a pair of others: one direction of two, each with (m + 1) / m the chance.
          between += (space.isTrue(a) ? distance(b, a) : distance(a, b)) * ((m + 1) / (2 * m));
        }
      }
    }
    return toFirst() + (n < 2 ? 0 : (n - 1) / (m + 1) * between / (n * (n - 1) / 2.0));
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
    double between = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        between += thereAndBack(closed.get(i), closed.get(j));
      }
    }
    return toFirst() + (n == 1 ? 0 : (openings - 1) * between / (n * (n - 1) / 2.0));
  }

  /** The mean way from here to one that is closed; there must be one. */
  private double toFirst() {
    double sum = 0;
    for (int place : closed) {
      sum += distance(here, place);
    }
    return sum / closed.size();
  }

  /** The mean of the two directions. */
  private double thereAndBack(int a, int b) {
    return (distance(a, b) + distance(b, a)) / 2;
  }

  private double distance(int from, int to) {
    return floor.between(from, to);
  }

  /** How far it is between two places, the first of which may be the start. */
  private interface Floor {
    double between(int from, int to);

    static Floor of(SearchSpace space) {
      Scene scene = space.query().query().scene();
      List<Container> firsts =
          IntStream.range(0, space.components())
              .mapToObj(place -> scene.container(space.physical().members(place).get(0)))
              .toList();
      return switch (Ways.of(scene)) {
        case DISTANCES -> measured(scene.distances().orElseThrow(), firsts);
        case POSITIONS -> standing(firsts.stream().map(c -> c.place().orElseThrow()).toList());
        case PHOTO -> drawn(scene.frame(), firsts);
        case NONE -> (from, to) -> 0;
      };
    }

    private static Floor measured(Distances distances, List<Container> firsts) {
      return (from, to) ->
          from == START
              ? distances.fromStart(firsts.get(to).id())
              : distances.between(firsts.get(from).id(), firsts.get(to).id());
    }

    private static Floor standing(List<Box3D> places) {
      return (from, to) -> from == START ? 0 : places.get(from).walkTo(places.get(to));
    }

    private static Floor drawn(Region.Box frame, List<Container> firsts) {
      Point start = new Point(frame.center().x(), frame.bottom());
      List<Point> centres = firsts.stream().map(c -> c.outline().bounds().center()).toList();
      return (from, to) -> {
        Point a = from == START ? start : centres.get(from);
        Point b = centres.get(to);
        return Math.hypot(a.x() - b.x(), a.y() - b.y()) / frame.width();
      };
    }
  }
}
