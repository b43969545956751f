package org.stowbench.datasets.sim.photo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/** Draws outlines as a detector that traces masks does: in whole pixels, shaky, with fragments. */
final class Sketch {

  private final ImageSize size;
  private final Dice dice;

  Sketch(ImageSize size, Dice dice) {
    this.size = size;
    this.dice = dice;
  }

  /** An outline with each corner off by {@code jitter} of its extent, and maybe more vertices. */
  Region around(Outline outline, double jitter) {
    double[] box = outline.bounds();
    double shakeX = Math.max(0.4, jitter * (box[2] - box[0]));
    double shakeY = Math.max(0.4, jitter * (box[3] - box[1]));
    int n = outline.vertices();
    int extra = n > 4 ? 0 : dice.pick(DetectorRates.EXTRA_VERTICES);
    double[] xs = new double[n + extra];
    double[] ys = new double[n + extra];
    for (int i = 0; i < n; i++) {
      xs[i] = outline.x(i) + shakeX * dice.bell();
      ys[i] = outline.y(i) + shakeY * dice.bell();
    }
    for (int e = 0; e < extra; e++) {
      insert(xs, ys, n + e, dice.below(n + e), shakeX, shakeY);
    }
    if (dice.chance(DetectorRates.FRONT_CROSSES)) {
      swap(xs, ys, dice.below(xs.length - 1));
    }
    return region(xs, ys);
  }

  /** Puts a vertex into the edge after vertex {@code at}, a little off the straight line. */
  private void insert(double[] xs, double[] ys, int n, int at, double shakeX, double shakeY) {
    double t = dice.uniform(0.15, 0.85);
    int next = (at + 1) % n;
    double x = xs[at] + t * (xs[next] - xs[at]) + 2 * shakeX * dice.bell();
    double y = ys[at] + t * (ys[next] - ys[at]) + 2 * shakeY * dice.bell();
    System.arraycopy(xs, at + 1, xs, at + 2, n - at - 1);
    System.arraycopy(ys, at + 1, ys, at + 2, n - at - 1);
    xs[at + 1] = x;
    ys[at + 1] = y;
  }

  /** What a mask leaves beside its outline: a speck of a few pixels near one of its corners. */
  Region fragment(Outline parent) {
    int corner = dice.below(parent.vertices());
    double x = parent.x(corner) + 0.01 * size.width() * dice.bell();
    double y = parent.y(corner) + 0.01 * size.height() * dice.bell();
    int n = 1 + dice.pick(DetectorRates.FRAGMENT_VERTICES);
    double reachX = Math.max(1.6, size.width() * dice.around(0.004, 0.7));
    double reachY = Math.max(1.6, size.height() * dice.around(0.005, 0.7));
    double[] xs = new double[n];
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      double turn = 2 * Math.PI * (i + dice.uniform(0, 0.8)) / n;
      xs[i] = x + reachX * StrictMath.cos(turn);
      ys[i] = y + reachY * StrictMath.sin(turn);
    }
    if (n > 3 && dice.chance(DetectorRates.FRAGMENT_CROSSES)) {
      swap(xs, ys, dice.below(n - 1));
    }
    return region(xs, ys);
  }

  private static void swap(double[] xs, double[] ys, int i) {
    double x = xs[i];
    double y = ys[i];
    xs[i] = xs[i + 1];
    ys[i] = ys[i + 1];
    xs[i + 1] = x;
    ys[i + 1] = y;
  }

  private Region region(double[] xs, double[] ys) {
    List<Point> points = new ArrayList<>(xs.length);
    for (int i = 0; i < xs.length; i++) {
      Point point = new Point(whole(xs[i], size.width()), whole(ys[i], size.height()));
      if (points.isEmpty() || !points.get(points.size() - 1).equals(point)) {
        points.add(point);
      }
    }
    if (points.size() > 1 && points.get(0).equals(points.get(points.size() - 1))) {
      points.remove(points.size() - 1);
    }
    return new Region(points);
  }

  private static double whole(double value, int size) {
    return Math.floor(Math.max(0, Math.min(size - 1, value + 0.5)));
  }

  /** The outline of what was drawn, for drawing from it again. */
  static Outline outline(Region region) {
    double[] xy = new double[2 * region.vertices().size()];
    Arrays.setAll(
        xy, i -> i % 2 == 0 ? region.vertices().get(i / 2).x() : region.vertices().get(i / 2).y());
    return new Outline(xy);
  }
}
