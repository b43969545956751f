package org.stowbench.datasets.labelling;

import java.util.ArrayList;
import java.util.List;
import org.stowbench.geometry.Overlap;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/** Shapes of labelling tools as regions. Angles are degrees, clockwise as one sees the photo. */
public final class Outlines {

  private static final int ELLIPSE_VERTICES = 32;

  /** Parts of a pixel that are told apart, so that a quarter turn is one. */
  private static final double FINEST = 1e9;

  private Outlines() {}

  /** Whether anything is inside, once what crosses itself is repaired. */
  public static boolean hasArea(Region region) {
    return Overlap.of(region).hasArea();
  }

  /**
   * A rectangle that was turned around a point.
   *
   * @param box before it was turned
   */
  public static Region turned(Region.Box box, double degrees, Point pivot) {
    if (degrees == 0) {
      return Region.box(box.left(), box.top(), box.right(), box.bottom());
    }
    return new Region(
        Region.box(box.left(), box.top(), box.right(), box.bottom()).vertices().stream()
            .map(vertex -> turned(vertex, degrees, pivot))
            .toList());
  }

  /** An ellipse, as a polygon of 32 vertices, turned around its centre. */
  public static Region ellipse(Point centre, double radiusX, double radiusY, double degrees) {
    List<Point> vertices = new ArrayList<>();
    for (int i = 0; i < ELLIPSE_VERTICES; i++) {
      double angle = 2 * Math.PI * i / ELLIPSE_VERTICES;
      Point vertex =
          new Point(
              round(centre.x() + radiusX * StrictMath.cos(angle)),
              round(centre.y() + radiusY * StrictMath.sin(angle)));
      vertices.add(degrees == 0 ? vertex : turned(vertex, degrees, centre));
    }
    return new Region(vertices);
  }

  private static Point turned(Point vertex, double degrees, Point pivot) {
    double angle = StrictMath.toRadians(degrees);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double x = vertex.x() - pivot.x();
    double y = vertex.y() - pivot.y();
    return new Point(round(pivot.x() + x * cos - y * sin), round(pivot.y() + x * sin + y * cos));
  }

  private static double round(double value) {
    return Math.abs(value) < 1e6 ? Math.rint(value * FINEST) / FINEST : value;
  }

  /**
   * Several outlines as one region: ways without width lead from the first to each other one, so
   * that area and bounds are those of all of them.
   *
   * @param parts vertices of each, at least one part
   */
  public static Region joined(List<List<Point>> parts) {
    List<Point> first = parts.get(0);
    if (parts.size() == 1) {
      return new Region(first);
    }
    List<Point> vertices = new ArrayList<>(first);
    Point start = first.get(0);
    for (List<Point> part : parts.subList(1, parts.size())) {
      vertices.add(start);
      vertices.addAll(part);
      vertices.add(part.get(0));
    }
    return new Region(vertices);
  }
}
