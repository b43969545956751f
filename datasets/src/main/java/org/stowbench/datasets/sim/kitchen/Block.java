package org.stowbench.datasets.sim.kitchen;

/** An opaque box with axis-parallel edges, in metres: what can stand between camera and front. */
public record Block(double x0, double y0, double z0, double x1, double y1, double z1) {

  /**
   * The box on a wall from {@code left} to {@code right} along it and {@code out} into the room.
   */
  static Block of(Wall wall, double left, double right, double out, double bottom, double top) {
    double xa = wall.x(left, 0);
    double xb = wall.x(right, out);
    double ya = wall.y(left, 0);
    double yb = wall.y(right, out);
    return new Block(
        Math.min(xa, xb), Math.min(ya, yb), bottom, Math.max(xa, xb), Math.max(ya, yb), top);
  }

  /** Whether the straight line between two points passes through the inside of this box. */
  public boolean hides(double ax, double ay, double az, double bx, double by, double bz) {
    double from = 0;
    double to = 1;
    double[] start = {ax, ay, az};
    double[] step = {bx - ax, by - ay, bz - az};
    double[] low = {x0, y0, z0};
    double[] high = {x1, y1, z1};
    for (int axis = 0; axis < 3; axis++) {
      if (step[axis] == 0) {
        if (start[axis] <= low[axis] || start[axis] >= high[axis]) {
          return false;
        }
      } else {
        double a = (low[axis] - start[axis]) / step[axis];
        double b = (high[axis] - start[axis]) / step[axis];
        from = Math.max(from, Math.min(a, b));
        to = Math.min(to, Math.max(a, b));
        if (from >= to) {
          return false;
        }
      }
    }
    return true;
  }
}
