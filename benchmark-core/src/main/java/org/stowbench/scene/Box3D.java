package org.stowbench.scene;

import org.apiguardian.api.API;

/**
 * Where a thing is in a home, in metres: an upright box by its middle and its size, or a position
 * alone, with all sizes 0. The x and y axes lie in the floor, z points up; where they begin and
 * which way they run is the source's own choice, the same within a scene. No number is beyond
 * {@link #FAR}.
 *
 * @param x of the middle
 * @param y of the middle
 * @param z of the middle
 * @param width along x, 0 or more
 * @param depth along y, 0 or more
 * @param height along z, 0 or more
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public record Box3D(double x, double y, double z, double width, double depth, double height) {

  /** A million metres: no home is larger, and sums of such numbers stay numbers. */
  public static final double FAR = 1e6;

  public Box3D {
    near("position", x, y, z);
    near("size", width, depth, height);
    if (width < 0 || depth < 0 || height < 0) {
      throw new IllegalArgumentException(
          "size (%s, %s, %s): must be 0 or more".formatted(width, depth, height));
    }
    // -0.0 and 0.0 are the same place, but records tell them apart.
    x += 0.0;
    y += 0.0;
    z += 0.0;
  }

  private static void near(String what, double a, double b, double c) {
    if (!(Math.abs(a) <= FAR && Math.abs(b) <= FAR && Math.abs(c) <= FAR)) {
      throw new IllegalArgumentException(
          "%s (%s, %s, %s): must be numbers of metres, a million at most".formatted(what, a, b, c));
    }
  }

  /** A position of which no size is known. */
  public static Box3D at(double x, double y, double z) {
    return new Box3D(x, y, z, 0, 0, 0);
  }

  /** Whether more than the position is known. */
  public boolean hasSize() {
    return width > 0 || depth > 0 || height > 0;
  }

  /** How far the middle of another box is over the floor, in metres: the heights do not count. */
  public double walkTo(Box3D other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
