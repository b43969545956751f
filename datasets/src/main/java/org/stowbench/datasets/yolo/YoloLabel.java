package org.stowbench.datasets.yolo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/**
 * A line: a class's number, then a box as middle and size, or a polygon as x and y of each vertex.
 * All are parts of the photo's width or height. A detector writes how sure it is behind them.
 *
 * @param number of the class
 * @param numbers what follows it
 */
record YoloLabel(InputLocation where, double number, List<Double> numbers) {

  private static final int BOX = 4;

  /** How much a tool may round beyond the edge of a photo. */
  private static final double SLACK = 0.01;

  /** A thousandth of a pixel is finer than anything that was drawn. */
  private static final double FINEST = 1000;

  YoloLabel {
    numbers = List.copyOf(numbers);
  }

  /** Reads a line that is not blank. */
  static YoloLabel read(String line, InputLocation where) {
    List<Double> numbers = new ArrayList<>();
    for (String text : line.strip().split("\\s+")) {
      numbers.add(number(text, where));
    }
    if (numbers.size() <= BOX) {
      throw InvalidInputException.expected(
          where, "a class and four numbers or more: x y width height, or x y of vertices", line);
    }
    return new YoloLabel(where, numbers.get(0), numbers.subList(1, numbers.size()));
  }

  private static double number(String text, InputLocation where) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number that is not finite.
    }
    throw InvalidInputException.expected(where, "numbers with spaces between", text);
  }

  /** Its outline in a photo; empty if it has no area. */
  Optional<Region> region(boolean pose, ImageSize photo, ImportTally tally) {
    boolean box = pose || numbers.size() <= BOX + 1;
    List<Double> used = box ? numbers.subList(0, BOX) : numbers.subList(0, numbers.size() & ~1);
    for (double value : used) {
      if (value < -SLACK || value > 1 + SLACK) {
        throw InvalidInputException.expected(
            where, "parts of the photo's width and height, 0 to 1", Double.toString(value));
      }
    }
    return box ? box(used, photo, tally) : polygon(used, photo);
  }

  private Optional<Region> box(List<Double> box, ImageSize photo, ImportTally tally) {
    double width = box.get(2);
    double height = box.get(3);
    if (width <= 0 || height <= 0) {
      return Optional.empty();
    }
    double left = box.get(0) - width / 2;
    double top = box.get(1) - height / 2;
    if (left < -SLACK || top < -SLACK || left + width > 1 + SLACK || top + height > 1 + SLACK) {
      tally.note("box that reaches out of the photo: cut at its edge", where);
    }
    return Optional.of(
        Region.box(
            pixel(left, photo.width()),
            pixel(top, photo.height()),
            pixel(left + width, photo.width()),
            pixel(top + height, photo.height())));
  }

  private Optional<Region> polygon(List<Double> pairs, ImageSize photo) {
    List<Point> vertices = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      vertices.add(
          new Point(pixel(pairs.get(i), photo.width()), pixel(pairs.get(i + 1), photo.height())));
    }
    try {
      return Optional.of(new Region(vertices));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(where, e.getMessage(), e);
    }
  }

  private static double pixel(double part, int length) {
    return Math.rint(Math.max(0, Math.min(1, part)) * length * FINEST) / FINEST;
  }
}
