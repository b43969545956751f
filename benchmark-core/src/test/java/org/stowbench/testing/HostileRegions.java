package org.stowbench.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.stowbench.scene.Point;

/** Drawings of a few kilobytes that would take all time and memory to repair. */
public final class HostileRegions {

  private HostileRegions() {}

  /**
   * So many random places in a square of 1000 pixels, which cross in about a tenth of n squared.
   */
  public static List<Point> random(int vertices) {
    SplittableRandom random = new SplittableRandom(vertices);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < vertices; i++) {
      points.add(new Point(random.nextInt(1_000_000) / 1e3, random.nextInt(1_000_000) / 1e3));
    }
    return points;
  }

  /** The same box, drawn so many times in one line. */
  public static List<Point> repeatedBox(int times) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      points.addAll(List.of(new Point(0, 0), new Point(9, 0), new Point(9, 9), new Point(0, 9)));
    }
    return points;
  }

  /** A lattice of diagonal teeth that crosses nowhere, and whose edges lie all side by side. */
  public static List<Point> teeth(int vertices) {
    List<Point> points = new ArrayList<>();
    int half = vertices / 2;
    for (int i = 0; i < vertices; i++) {
      int along = i < half ? i : vertices - 1 - i;
      double x = along * 1000.0 / half;
      double y = along % 2 * 500 + (i < half ? 0 : 520);
      points.add(new Point(x - y, x + y));
    }
    return points;
  }

  /**
   * A comb of so many teeth, standing or lying; two of them cross in four places a pair of teeth.
   */
  public static List<Point> comb(int teeth, boolean lying) {
    List<Point> points = new ArrayList<>();
    double step = 1000.0 / teeth;
    for (int i = 0; i < teeth; i++) {
      double at = i * step;
      double[][] tooth = {{at, 10}, {at, 1000}, {at + step / 2, 1000}, {at + step / 2, 10}};
      for (double[] p : tooth) {
        points.add(lying ? new Point(p[1], p[0]) : new Point(p[0], p[1]));
      }
    }
    points.add(lying ? new Point(0, 1000) : new Point(1000, 0));
    points.add(new Point(0, 0));
    return points;
  }

  /** As JSON: {@code [[1.0,2.0],...]}. */
  public static String json(List<Point> points) {
    return points.stream()
        .map(p -> "[" + p.x() + "," + p.y() + "]")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
