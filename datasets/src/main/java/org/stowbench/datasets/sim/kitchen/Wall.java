package org.stowbench.datasets.sim.kitchen;

/**
 * A line of units, seen from above: it starts somewhere and runs along an axis; the room is on the
 * right-hand side of whoever walks along it backwards, so that {@code along} grows to the right of
 * who stands in the room and looks at it.
 *
 * @param startX metres
 * @param startY metres; the main wall is at 0 and the room at negative values
 * @param alongX 1, 0 or -1; exactly one of the two is not 0
 * @param alongY 1, 0 or -1
 * @param length metres
 */
public record Wall(double startX, double startY, int alongX, int alongY, double length) {

  public Wall {
    if (Math.abs(alongX) + Math.abs(alongY) != 1) {
      throw new IllegalArgumentException(
          "wall along (" + alongX + ", " + alongY + "): must run along one axis");
    }
    if (!(length > 0)) {
      throw new IllegalArgumentException("wall of length " + length + ": must be more than 0");
    }
  }

  /** World x of a place {@code along} the wall and {@code out} into the room. */
  public double x(double along, double out) {
    return startX + alongX * along + alongY * out;
  }

  /** World y of a place {@code along} the wall and {@code out} into the room. */
  public double y(double along, double out) {
    return startY + alongY * along - alongX * out;
  }
}
