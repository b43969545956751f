package org.stowbench.datasets.via;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.labelling.Outlines;
import org.stowbench.io.JsonInput;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/** What a region encloses, from its {@code shape_attributes}. */
final class ViaShape {

  private ViaShape() {}

  /** What kind of shape it is. */
  static String name(JsonInput shape) {
    return shape.field("name").text();
  }

  /** Its outline; empty if it encloses nothing. */
  static Optional<Region> of(JsonInput shape, ImportTally tally) {
    String name = name(shape);
    Optional<Region> outline =
        shape.build(
            json ->
                switch (name) {
                  case "rect" -> Optional.of(rectangle(json));
                  case "circle" -> ellipse(json, "r", "r");
                  case "ellipse" -> ellipse(json, "rx", "ry");
                  case "polygon", "polyline" -> polygon(json);
                  default -> Optional.empty();
                });
    if (outline.isPresent() && name.equals("polyline")) {
      tally.note("polyline: closed to an outline", shape.location());
    }
    return outline;
  }

  private static Region rectangle(JsonInput json) {
    double left = json.field("x").number();
    double top = json.field("y").number();
    Region.Box box =
        new Region.Box(
            left, top, left + json.field("width").number(), top + json.field("height").number());
    return Region.box(box.left(), box.top(), box.right(), box.bottom());
  }

  /** A turned one says so in radians. */
  private static Optional<Region> ellipse(JsonInput json, String radiusX, String radiusY) {
    double x = json.field(radiusX).number();
    double y = json.field(radiusY).number();
    Point centre = new Point(json.field("cx").number(), json.field("cy").number());
    double degrees = StrictMath.toDegrees(json.optionalNumber("theta").orElse(0));
    return x > 0 && y > 0 ? Optional.of(Outlines.ellipse(centre, x, y, degrees)) : Optional.empty();
  }

  private static Optional<Region> polygon(JsonInput json) {
    List<JsonInput> xs = json.field("all_points_x").elements();
    List<JsonInput> ys = json.field("all_points_y").elements();
    if (xs.size() != ys.size()) {
      throw json.field("all_points_y").unexpected("as many as all_points_x, " + xs.size());
    }
    List<Point> vertices = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      vertices.add(new Point(xs.get(i).number(), ys.get(i).number()));
    }
    return vertices.size() > 2 ? Optional.of(new Region(vertices)) : Optional.empty();
  }
}
