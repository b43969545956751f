package org.stowbench.geometry;

import java.util.List;
import org.apiguardian.api.API;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/** Regions as JTS geometries. */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class Shapes {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private Shapes() {}

  /**
   * The region as drawn: one vertex is a point, two are a line, more are a polygon, valid or not.
   */
  public static Geometry asDrawn(Region region) {
    List<Point> vertices = region.vertices();
    int n = vertices.size();
    Coordinate[] ring = new Coordinate[n < 3 ? n : n + 1];
    for (int i = 0; i < n; i++) {
      ring[i] = new Coordinate(vertices.get(i).x(), vertices.get(i).y());
    }
    if (n == 1) {
      return FACTORY.createPoint(ring[0]);
    }
    if (n == 2) {
      return FACTORY.createLineString(ring);
    }
    ring[n] = ring[0].copy();
    return FACTORY.createPolygon(ring);
  }

  /**
   * The area of the region after repair: valid, polygonal, possibly of several parts, and empty
   * where the region has no area. A polygon that crosses itself keeps the area of all its parts.
   */
  public static Geometry repaired(Region region) {
    if (region.vertices().size() < 3) {
      return FACTORY.createPolygon();
    }
    Geometry drawn = asDrawn(region);
    Geometry area = drawn.isValid() ? drawn : GeometryFixer.fix(drawn);
    return area.getDimension() == 2 && area.getArea() > 0 ? area : FACTORY.createPolygon();
  }
}
