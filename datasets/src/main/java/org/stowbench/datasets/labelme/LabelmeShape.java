package org.stowbench.datasets.labelme;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.labelling.MaskOutline;
import org.stowbench.datasets.labelling.Outlines;
import org.stowbench.io.Images;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/** What a shape encloses: its vertices. */
final class LabelmeShape {

  private LabelmeShape() {}

  /** Its outline; empty, and counted as left out, if it encloses nothing. */
  static Optional<List<Point>> of(JsonInput shape, ImportTally tally) {
    String type =
        shape
            .optional("shape_type")
            .map(JsonInput::text)
            .filter(t -> !t.isBlank())
            .orElse("polygon");
    List<Point> points = new ArrayList<>();
    shape.field("points").elements().forEach(point -> points.add(point(point)));
    Optional<List<Point>> outline =
        switch (type) {
          case "polygon", "linestrip", "oriented_rectangle", "rotation" ->
              Optional.of(points).filter(vertices -> vertices.size() > 2);
          case "rectangle" -> rectangle(points);
          case "circle" -> circle(points);
          case "mask" -> mask(shape, points);
          default -> Optional.empty();
        };
    if (outline.isEmpty()) {
      tally.leaveOut(
          "shape of type %s with %d points: has no area"
              .formatted(InvalidInputException.excerpt(type), points.size()),
          shape.location());
    } else if (type.equals("linestrip")) {
      tally.note("linestrip: closed to an outline", shape.location());
    }
    return outline;
  }

  private static Point point(JsonInput json) {
    List<JsonInput> numbers = json.elements();
    if (numbers.size() != 2) {
      throw json.unexpected("[x, y]");
    }
    return new Point(numbers.get(0).number(), numbers.get(1).number());
  }

  /** From two corners that lie across, or from all four. */
  private static Optional<List<Point>> rectangle(List<Point> points) {
    if (points.size() != 2) {
      return Optional.of(points).filter(corners -> corners.size() == 4);
    }
    Region.Box box = new Region(points).bounds();
    return Optional.of(Region.box(box.left(), box.top(), box.right(), box.bottom()).vertices());
  }

  /** From its centre and a point on it. */
  private static Optional<List<Point>> circle(List<Point> points) {
    if (points.size() != 2) {
      return Optional.empty();
    }
    Point centre = points.get(0);
    double radius =
        StrictMath.hypot(points.get(1).x() - centre.x(), points.get(1).y() - centre.y());
    return Optional.of(Outlines.ellipse(centre, radius, radius, 0).vertices())
        .filter(vertices -> radius > 0);
  }

  /** From a picture whose pixels are not 0 inside, and the corners of where it lies. */
  private static Optional<List<Point>> mask(JsonInput shape, List<Point> corners) {
    JsonInput mask = shape.field("mask");
    if (corners.size() != 2) {
      throw shape.field("points").unexpected("the two corners of the mask");
    }
    byte[] picture;
    try {
      picture = Base64.getMimeDecoder().decode(mask.text());
    } catch (IllegalArgumentException e) {
      throw mask.unexpected("a picture in base64");
    }
    BufferedImage image = Images.read(picture, mask.location());
    Region.Box box = new Region(corners).bounds();
    return MaskOutline.of(
            runs(image.getRaster()),
            MaskOutline.Lines.ROWS,
            image.getWidth(),
            image.getHeight(),
            box.left(),
            box.top())
        .map(outline -> outline.region().vertices());
  }

  private static List<Long> runs(Raster pixels) {
    List<Long> runs = new ArrayList<>();
    int[] row = new int[pixels.getWidth()];
    boolean inside = false;
    long length = 0;
    for (int y = 0; y < pixels.getHeight() && runs.size() <= MaskOutline.MOST_RUNS; y++) {
      pixels.getSamples(0, y, row.length, 1, 0, row);
      for (int value : row) {
        if (value != 0 == inside) {
          length++;
        } else {
          runs.add(length);
          inside = !inside;
          length = 1;
        }
      }
    }
    runs.add(length);
    return runs;
  }
}
