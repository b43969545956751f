package org.stowbench.scene;

import org.apiguardian.api.API;

/**
 * A place in the photo.
 *
 * @param x pixels from the left edge; may lie outside the photo
 * @param y pixels from the top edge, growing downwards; may lie outside the photo
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Point(double x, double y) {

  public Point {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("point (" + x + ", " + y + "): must be finite");
    }
    // -0.0 and 0.0 are the same place, but records tell them apart.
    x += 0.0;
    y += 0.0;
  }
}
