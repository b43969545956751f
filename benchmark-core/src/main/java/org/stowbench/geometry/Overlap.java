package org.stowbench.geometry;

import org.apiguardian.api.API;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.stowbench.scene.Region;

/**
 * A region prepared for being compared with others: repaired once, compared often.
 *
 * <p>Overlap is intersection over union (IoU): the area that both share over the area that either
 * covers, in [0, 1], after repair. Identical vertices are IoU 1 whatever their shape; otherwise a
 * region without area overlaps nothing.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class Overlap {

  /** Far above the rounding of an overlay, far below any difference of IoU that matters. */
  private static final double ROUNDING = 1e-9;

  private final Region region;
  private final Geometry area;
  private final double size;

  private Overlap(Region region) {
    this.region = region;
    this.area = Shapes.repaired(region);
    this.size = area.getArea();
  }

  /** Prepares a region. */
  public static Overlap of(Region region) {
    return new Overlap(region);
  }

  /** IoU of two regions, for a single comparison. */
  public static double iou(Region a, Region b) {
    return of(a).iou(of(b));
  }

  /** Area in square pixels after repair; 0 for a point, a line or a sliver. */
  public double area() {
    return size;
  }

  /** Whether it has area after repair; a robot cannot open what has none. */
  public boolean hasArea() {
    return !area.isEmpty();
  }

  /** IoU with another region, in [0, 1]; symmetric. */
  public double iou(Overlap other) {
    if (region.vertices().equals(other.region.vertices())) {
      return 1;
    }
    double shared = sharedArea(other);
    if (shared == 0) {
      return 0;
    }
    return Math.min(1, shared / (area() + other.area() - shared));
  }

  /**
   * What the IoU with another region cannot exceed, without an overlay: the shared area is at most
   * either area and at most that of the common bounds. It is a little too high rather than too low.
   */
  public double iouAtMost(Overlap other) {
    if (region.vertices().equals(other.region.vertices())) {
      return 1;
    }
    double bounds =
        area.getEnvelopeInternal().intersection(other.area.getEnvelopeInternal()).getArea();
    double shared = Math.min(bounds, Math.min(area(), other.area()));
    return shared == 0 ? 0 : shared / (area() + other.area() - shared) + ROUNDING;
  }

  /** Area in square pixels that both cover. */
  public double sharedArea(Overlap other) {
    if (!hasArea()
        || !other.hasArea()
        || !area.getEnvelopeInternal().intersects(other.area.getEnvelopeInternal())) {
      return 0;
    }
    // The overlay's last digits depend on which operand comes first; ordering them makes the
    // measure symmetric to the bit.
    boolean swap = area.compareTo(other.area) > 0;
    Geometry first = swap ? other.area : area;
    Geometry second = swap ? area : other.area;
    return OverlayNGRobust.overlay(first, second, OverlayNG.INTERSECTION).getArea();
  }
}
