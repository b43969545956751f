package org.stowbench.geometry;

import java.util.Optional;
import org.apiguardian.api.API;
import org.locationtech.jts.geom.Envelope;
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
 *
 * <p><b>Order of work.</b> Bounds rule out most pairs. What is only asked against a threshold is
 * then found by clipping where both regions are plain polygons, and by an overlay of the library
 * where they are not, or where it is so close that rounding could decide. Values that are written
 * down come from the overlay, so that their last digits do not depend on the way.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class Overlap {

  /** Far above the rounding of an overlay, far below any difference of IoU that matters. */
  private static final double ROUNDING = 1e-9;

  private final Region region;
  private final Optional<PlainPolygon> plain;
  private final Envelope bounds;
  private final double size;

  /** The repaired region; of a plain polygon, which needs no repair, null until it is needed. */
  private volatile Geometry area;

  private Overlap(Region region) {
    this.region = region;
    this.plain = PlainPolygon.of(region);
    if (plain.isPresent()) {
      Region.Box box = region.bounds();
      this.bounds = new Envelope(box.left(), box.right(), box.top(), box.bottom());
      this.size = plain.get().area();
    } else {
      this.area = Shapes.repaired(region);
      this.bounds = area.getEnvelopeInternal();
      this.size = area.getArea();
    }
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
    return !bounds.isNull();
  }

  /** IoU with another region, in [0, 1]; symmetric. */
  public double iou(Overlap other) {
    if (region.vertices().equals(other.region.vertices())) {
      return 1;
    }
    double shared = sharedArea(other);
    return shared == 0 ? 0 : Math.min(1, iouOf(shared, other));
  }

  private double iouOf(double shared, Overlap other) {
    return shared / (size + other.size - shared);
  }

  /**
   * What the IoU with another region cannot exceed, without an overlay. It is a little too high
   * rather than too low.
   */
  public double iouAtMost(Overlap other) {
    if (region.vertices().equals(other.region.vertices())) {
      return 1;
    }
    double most = bounds.intersection(other.bounds).getArea();
    double shared = Math.min(most, Math.min(size, other.size));
    return shared == 0 ? 0 : iouOf(shared, other) + ROUNDING;
  }

  /** Whether the IoU with another region is at least so much, as {@link #iou(Overlap)} has it. */
  public boolean iouIsAtLeast(Overlap other, double least) {
    if (iouAtMost(other) < least) {
      return false;
    }
    if (plain.isPresent() && other.plain.isPresent()) {
      double iou = iouOf(plain.get().sharedArea(other.plain.get()), other);
      if (Math.abs(iou - least) > ROUNDING) {
        return iou > least;
      }
    }
    return iou(other) >= least;
  }

  /** Area in square pixels that both cover. */
  public double sharedArea(Overlap other) {
    if (!hasArea() || !other.hasArea() || !bounds.intersects(other.bounds)) {
      return 0;
    }
    // The overlay's last digits depend on which operand comes first; ordering them makes the
    // measure symmetric to the bit.
    Geometry one = repaired();
    Geometry two = other.repaired();
    boolean swap = one.compareTo(two) > 0;
    return OverlayNGRobust.overlay(swap ? two : one, swap ? one : two, OverlayNG.INTERSECTION)
        .getArea();
  }

  private Geometry repaired() {
    Geometry made = area;
    if (made == null) {
      made = Shapes.asDrawn(region);
      area = made;
    }
    return made;
  }
}
