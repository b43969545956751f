package org.stowbench.scorer.protocols;

import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.stowbench.geometry.Shapes;
import org.stowbench.scene.Region;

/**
 * IoU as the paper computes it, of regions as they are drawn: one vertex is a point, two are a
 * line, more are a polygon, and "not here" is empty.
 *
 * <ol>
 *   <li>If either is invalid in the OGC sense (it crosses itself, say), 0.
 *   <li>Both empty: 1; one empty: 0.
 *   <li>Points: 1 if equal. Lines: 1 if equal, else the length that both share over the length that
 *       either covers. Point and line, point and polygon: 1 if the other contains the point, which
 *       its boundary does not. Polygon and line: 1 if it contains the line, else the share of the
 *       line inside it.
 *   <li>Polygons: area of the intersection over area of the union, 0 where the union has none.
 * </ol>
 *
 * <p>Identical valid regions are exactly 1.
 */
public final class PaperIou {

  private PaperIou() {}

  /**
   * IoU of two regions, empty for "not here".
   *
   * @return in [0, 1]; symmetric
   */
  public static double of(Optional<Region> a, Optional<Region> b) {
    Optional<Geometry> first = a.map(Shapes::asDrawn);
    Optional<Geometry> second = b.map(Shapes::asDrawn);
    if (first.filter(g -> !g.isValid()).isPresent()
        || second.filter(g -> !g.isValid()).isPresent()) {
      return 0;
    }
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() && second.isEmpty() ? 1 : 0;
    }
    if (a.equals(b)) {
      return 1;
    }
    return ofDrawn(first.get(), second.get());
  }

  private static double ofDrawn(Geometry a, Geometry b) {
    // The overlay's last digits depend on which operand comes first; ordering them, smaller
    // dimension first, makes the measure symmetric to the bit.
    int byDimension = Integer.compare(a.getDimension(), b.getDimension());
    boolean swap = byDimension > 0 || (byDimension == 0 && a.compareTo(b) > 0);
    Geometry small = swap ? b : a;
    Geometry large = swap ? a : b;
    if (!small.getEnvelopeInternal().intersects(large.getEnvelopeInternal())) {
      return 0;
    }
    return switch (small.getDimension() * 3 + large.getDimension()) {
      case 0 -> small.equalsTopo(large) ? 1 : 0;
      case 1, 2 -> large.contains(small) ? 1 : 0;
      case 4 -> lines(small, large);
      case 5 -> large.contains(small) ? 1 : shared(small, large).getLength() / small.getLength();
      default -> polygons(small, large);
    };
  }

  private static double lines(Geometry a, Geometry b) {
    if (a.equalsTopo(b)) {
      return 1;
    }
    double shared = shared(a, b).getLength();
    return shared / (a.getLength() + b.getLength() - shared);
  }

  private static double polygons(Geometry a, Geometry b) {
    double shared = shared(a, b).getArea();
    double union = a.getArea() + b.getArea() - shared;
    return union > 0 ? Math.min(1, shared / union) : 0;
  }

  private static Geometry shared(Geometry a, Geometry b) {
    return OverlayNGRobust.overlay(a, b, OverlayNG.INTERSECTION);
  }
}
