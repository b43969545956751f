package org.stowbench.datasets.labelstudio;

import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.labelling.MaskOutline;
import org.stowbench.datasets.labelling.Outlines;
import org.stowbench.io.JsonInput;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/** Label Studio's shapes, which are in percent of the photo's width and height. */
final class RegionShape {

  private RegionShape() {}

  /** Whether a value says where something is in a photo. */
  static boolean isThere(JsonInput value) {
    return value.has("x") || value.has("points") || value.has("vertices") || value.has("rle");
  }

  /**
   * The outline of a shape.
   *
   * @return empty where it has no area, such as a key point, or a mask that is damaged
   */
  static Optional<Region> read(JsonInput value, ImageSize photo) {
    if (value.has("rle")) {
      return brush(value.field("rle"), photo);
    }
    if (value.has("points")) {
      return Optional.of(polygon(value.field("points"), photo))
          .filter(r -> r.vertices().size() > 2);
    }
    if (value.has("vertices")) {
      return value.optional("closed").filter(JsonInput::isTrue).isPresent()
          ? Optional.of(polygon(value.field("vertices"), photo))
          : Optional.empty();
    }
    if (value.has("radiusX")) {
      return Optional.of(
          Outlines.ellipse(
              new Point(across(value, "x", photo), down(value, "y", photo)),
              across(value, "radiusX", photo),
              down(value, "radiusY", photo),
              degrees(value)));
    }
    if (!value.has("height")) {
      return Optional.empty();
    }
    double left = across(value, "x", photo);
    double top = down(value, "y", photo);
    Region.Box box =
        new Region.Box(
            left,
            top,
            share(value.field("x").number() + value.field("width").number(), photo.width()),
            share(value.field("y").number() + value.field("height").number(), photo.height()));
    // Turned around its corner, once it is drawn.
    return Optional.of(Outlines.turned(box, degrees(value), new Point(left, top)));
  }

  private static double degrees(JsonInput value) {
    return value.optionalNumber("rotation").orElse(0);
  }

  private static Region polygon(JsonInput points, ImageSize photo) {
    return new Region(points.elements().stream().map(point -> vertex(point, photo)).toList());
  }

  private static Point vertex(JsonInput point, ImageSize photo) {
    if (point.isObject()) {
      return new Point(across(point, "x", photo), down(point, "y", photo));
    }
    List<JsonInput> xy = point.elements();
    if (xy.size() != 2) {
      throw point.unexpected("[x, y]");
    }
    return new Point(
        share(xy.get(0).number(), photo.width()), share(xy.get(1).number(), photo.height()));
  }

  private static double across(JsonInput value, String field, ImageSize photo) {
    return share(value.field(field).number(), photo.width());
  }

  private static double down(JsonInput value, String field, ImageSize photo) {
    return share(value.field(field).number(), photo.height());
  }

  /**
   * The pixels that are so many percent; whole ones, where a tool's division left them almost so.
   */
  private static double share(double percent, int whole) {
    double pixels = percent * whole / 100;
    double nearest = Math.rint(pixels);
    return Math.abs(pixels - nearest) < 1e-6 ? nearest : pixels;
  }

  private static Optional<Region> brush(JsonInput rle, ImageSize photo) {
    List<JsonInput> numbers = rle.elements();
    byte[] packed = new byte[numbers.size()];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = (byte) numbers.get(i).integer();
    }
    return BrushMask.counts(packed, (long) photo.width() * photo.height())
        .flatMap(
            counts ->
                MaskOutline.of(counts, MaskOutline.Lines.ROWS, photo.width(), photo.height(), 0, 0))
        .map(MaskOutline::region);
  }
}
