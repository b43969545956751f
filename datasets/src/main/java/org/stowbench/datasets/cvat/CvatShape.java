package org.stowbench.datasets.cvat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.labelling.MaskOutline;
import org.stowbench.datasets.labelling.Outlines;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.XmlInput;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/** CVAT's shapes that have an area. */
final class CvatShape {

  private CvatShape() {}

  /** The outline of a shape; empty where it has no area, such as a polyline. */
  static Optional<Region> read(XmlInput shape, ImportTally tally) {
    return switch (shape.name()) {
      case "box" -> Optional.of(box(shape));
      case "polygon" -> Optional.of(new Region(points(shape)));
      case "ellipse" ->
          Optional.of(
              Outlines.ellipse(
                  new Point(shape.number("cx"), shape.number("cy")),
                  shape.number("rx"),
                  shape.number("ry"),
                  degrees(shape)));
      case "mask" -> mask(shape, tally);
      default -> Optional.empty();
    };
  }

  /** Turned around its middle, once it is drawn. */
  private static Region box(XmlInput shape) {
    Region.Box box =
        new Region.Box(
            shape.number("xtl"), shape.number("ytl"), shape.number("xbr"), shape.number("ybr"));
    return Outlines.turned(box, degrees(shape), box.center());
  }

  private static double degrees(XmlInput shape) {
    return shape.optional("rotation").isPresent() ? shape.number("rotation") : 0;
  }

  private static List<Point> points(XmlInput shape) {
    List<Point> points = new ArrayList<>();
    for (String pair : shape.attribute("points").split(";")) {
      String[] xy = pair.split(",", 2);
      try {
        points.add(new Point(Double.parseDouble(xy[0]), Double.parseDouble(xy[xy.length - 1])));
      } catch (NumberFormatException e) {
        throw wrong(shape, "points", "x,y;x,y;...", pair);
      }
      if (xy.length < 2) {
        throw wrong(shape, "points", "x,y;x,y;...", pair);
      }
    }
    return points;
  }

  /** Runs of pixels in rows, outside first, within the box at left and top. */
  private static Optional<Region> mask(XmlInput shape, ImportTally tally) {
    List<Long> counts = new ArrayList<>();
    for (String count : shape.attribute("rle").split(",")) {
      try {
        counts.add(Long.parseLong(count.strip()));
      } catch (NumberFormatException e) {
        throw wrong(shape, "rle", "whole numbers with commas between", count);
      }
    }
    Optional<MaskOutline> outline =
        MaskOutline.of(
            counts,
            MaskOutline.Lines.ROWS,
            (int) shape.number("width"),
            (int) shape.number("height"),
            shape.number("left"),
            shape.number("top"));
    if (outline.filter(one -> one.parts() > 1).isPresent()) {
      tally.note("mask of several parts: one region of them all", shape.location());
    }
    return outline.map(MaskOutline::region);
  }

  private static InvalidInputException wrong(
      XmlInput shape, String attribute, String allowed, String found) {
    return InvalidInputException.expected(shape.location().child(attribute), allowed, found);
  }
}
