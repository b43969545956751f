package org.stowbench.predictors.llm.vision;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the plates with the numbers go: inside what they name where they fit, beside it where they
 * do not, and over each other as little as can be. The smallest things choose first, having the
 * fewest places.
 */
final class Plates {

  /** Below this, digits in a compressed picture are not read reliably. */
  private static final double SMALLEST_TEXT = 11;

  private static final double MARGIN = 0.38;

  private final double usualText;
  private final Rectangle2D frame;

  /**
   * Plates for a picture.
   *
   * @param frame the picture; plates stay in it
   */
  Plates(Rectangle2D frame) {
    this.frame = frame;
    this.usualText = Math.max(SMALLEST_TEXT, Math.max(frame.getWidth(), frame.getHeight()) / 55);
  }

  /**
   * Something to be named.
   *
   * @param text on its plate
   * @param bounds its bounds in the picture
   * @param inside a point in it
   */
  record Named(String text, Rectangle2D bounds, Point2D inside) {}

  /**
   * A plate.
   *
   * @param named what it names
   * @param box where it is
   * @param textHeight how high its text is
   */
  record Plate(Named named, Rectangle2D box, double textHeight) {

    /** Whether the plate is so far off that it needs a line to what it names. */
    boolean isBeside() {
      return !box.contains(named.inside());
    }

    double textLeft() {
      return box.getX() + MARGIN * textHeight;
    }

    double textTop() {
      return box.getY() + MARGIN * textHeight;
    }
  }

  /** Places all, in the order given. */
  List<Plate> place(List<Named> things) {
    List<Named> smallestFirst = new ArrayList<>(things);
    smallestFirst.sort(
        Comparator.comparingDouble(n -> n.bounds().getWidth() * n.bounds().getHeight()));
    List<Plate> placed = new ArrayList<>();
    for (Named thing : smallestFirst) {
      placed.add(best(thing, placed));
    }
    placed.sort(Comparator.comparingInt(plate -> things.indexOf(plate.named())));
    return placed;
  }

  private Plate best(Named thing, List<Plate> placed) {
    double room = Math.min(thing.bounds().getWidth(), thing.bounds().getHeight());
    double text = Math.max(SMALLEST_TEXT, Math.min(usualText, room * 0.5));
    double width = (StrokeFont.width(thing.text()) + 2 * MARGIN) * text;
    double height = (1 + 2 * MARGIN) * text;
    Plate best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Point2D center : centers(thing, width, height)) {
      double x = clamp(center.getX() - width / 2, frame.getMinX(), frame.getMaxX() - width);
      double y = clamp(center.getY() - height / 2, frame.getMinY(), frame.getMaxY() - height);
      Plate plate = new Plate(thing, new Rectangle2D.Double(x, y, width, height), text);
      double covered = 0;
      for (Plate other : placed) {
        Rectangle2D common = plate.box().createIntersection(other.box());
        covered += Math.max(0, common.getWidth()) * Math.max(0, common.getHeight());
      }
      if (covered < least) {
        least = covered;
        best = plate;
      }
    }
    return best;
  }

  private static double clamp(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }

  /** Places for a plate's middle, the best first. */
  private static List<Point2D> centers(Named thing, double width, double height) {
    Rectangle2D b = thing.bounds();
    double cx = b.getCenterX();
    double cy = b.getCenterY();
    List<Point2D> centers = new ArrayList<>();
    centers.add(thing.inside());
    centers.add(new Point2D.Double(cx, cy));
    // Inside, towards the edges and corners.
    for (double fy : new double[] {0.25, 0.75, 0.5}) {
      for (double fx : new double[] {0.5, 0.25, 0.75}) {
        centers.add(
            new Point2D.Double(b.getX() + fx * b.getWidth(), b.getY() + fy * b.getHeight()));
      }
    }
    // Beside, ever farther away.
    for (double far = 0.6; far < 4; far += 0.8) {
      double dx = b.getWidth() / 2 + far * width;
      double dy = b.getHeight() / 2 + far * height;
      centers.add(new Point2D.Double(cx, cy - dy));
      centers.add(new Point2D.Double(cx, cy + dy));
      centers.add(new Point2D.Double(cx - dx, cy));
      centers.add(new Point2D.Double(cx + dx, cy));
      centers.add(new Point2D.Double(cx - dx, cy - dy));
      centers.add(new Point2D.Double(cx + dx, cy - dy));
      centers.add(new Point2D.Double(cx - dx, cy + dy));
      centers.add(new Point2D.Double(cx + dx, cy + dy));
    }
    return centers;
  }
}
