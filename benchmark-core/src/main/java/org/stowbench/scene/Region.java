package org.stowbench.scene;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * An outline in the photo, as a detector or a person drew it. It is kept exactly as given: it may
 * be a single point, a line, or a polygon that crosses itself; what has area and what does not is
 * for {@code geometry} to say. One that could not be repaired in reasonable time is none: an
 * outline crosses or touches itself in 1000 places at most, and lies within 1e100 pixels.
 *
 * @param vertices one or more vertices in drawing order, unclosed: the last is not the first again
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Region(List<Point> vertices) {

  /** Areas beyond it could not be told as a double. */
  private static final double FURTHEST = 1e100;

  /**
   * Refuses none, and what nobody can reckon with.
   *
   * @throws UnusableRegionException if it crosses itself too often or reaches too far
   */
  public Region {
    vertices = List.copyOf(vertices);
    if (vertices.isEmpty()) {
      throw new IllegalArgumentException("region without vertices: must have at least one");
    }
    for (Point p : vertices) {
      if (Math.abs(p.x()) > FURTHEST || Math.abs(p.y()) > FURTHEST) {
        throw new UnusableRegionException(
            "region with the vertex (%s, %s): must lie within %s pixels"
                .formatted(p.x(), p.y(), FURTHEST));
      }
    }
    Crossings.requireFew(vertices);
  }

  /** A region from its coordinates {@code x1, y1, x2, y2, ...}. */
  public static Region of(double... coordinates) {
    if (coordinates.length % 2 != 0) {
      throw new IllegalArgumentException(
          "region of " + coordinates.length + " coordinates: must be pairs of x and y");
    }
    List<Point> points = new ArrayList<>(coordinates.length / 2);
    for (int i = 0; i < coordinates.length; i += 2) {
      points.add(new Point(coordinates[i], coordinates[i + 1]));
    }
    return new Region(points);
  }

  /** The upright box with these edges, clockwise from its top left corner. */
  public static Region box(double left, double top, double right, double bottom) {
    return of(left, top, right, top, right, bottom, left, bottom);
  }

  /** The upright box around all vertices. */
  public Box bounds() {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Point p : vertices) {
      left = Math.min(left, p.x());
      top = Math.min(top, p.y());
      right = Math.max(right, p.x());
      bottom = Math.max(bottom, p.y());
    }
    return new Box(left, top, right, bottom);
  }

  /**
   * An upright box.
   *
   * @param left smallest x
   * @param top smallest y
   * @param right largest x, at least {@code left}
   * @param bottom largest y, at least {@code top}
   */
  public record Box(double left, double top, double right, double bottom) {

    public Box {
      if (!(left <= right) || !(top <= bottom)) {
        throw new IllegalArgumentException(
            "box (%s, %s) to (%s, %s): must run left to right and top to bottom"
                .formatted(left, top, right, bottom));
      }
    }

    /** Whether the boxes have a point in common. */
    boolean touches(Box other) {
      return left <= other.right
          && other.left <= right
          && top <= other.bottom
          && other.top <= bottom;
    }

    /** Horizontal extent in pixels, 0 or more. */
    public double width() {
      return right - left;
    }

    /** Vertical extent in pixels, 0 or more. */
    public double height() {
      return bottom - top;
    }

    /** The middle of the box. */
    public Point center() {
      return new Point((left + right) / 2, (top + bottom) / 2);
    }
  }
}
