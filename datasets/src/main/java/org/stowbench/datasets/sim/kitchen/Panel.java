package org.stowbench.datasets.sim.kitchen;

/**
 * An upright rectangle parallel to its wall: a front.
 *
 * @param wall the wall it belongs to
 * @param left metres along the wall
 * @param right metres along the wall, more than {@code left}
 * @param bottom metres above the floor
 * @param top metres above the floor, more than {@code bottom}
 * @param out metres from the wall into the room
 */
public record Panel(Wall wall, double left, double right, double bottom, double top, double out) {

  public Panel {
    if (!(left < right) || !(bottom < top)) {
      throw new IllegalArgumentException(
          "panel from (%s, %s) to (%s, %s): must run left to right and bottom to top"
              .formatted(left, bottom, right, top));
    }
  }

  /** The middle, along the wall. */
  public double middle() {
    return (left + right) / 2;
  }

  /** World x of the middle, on the floor plan. */
  public double x() {
    return wall.x(middle(), out);
  }

  /** World y of the middle, on the floor plan. */
  public double y() {
    return wall.y(middle(), out);
  }

  /** Distance of the middles on the floor plan, in metres. */
  public double distance(Panel other) {
    double dx = x() - other.x();
    double dy = y() - other.y();
    return Math.sqrt(dx * dx + dy * dy);
  }

  /** The smallest panel around both, in the plane of this one. */
  public Panel with(Panel other) {
    return new Panel(
        wall,
        Math.min(left, other.left),
        Math.max(right, other.right),
        Math.min(bottom, other.bottom),
        Math.max(top, other.top),
        out);
  }
}
