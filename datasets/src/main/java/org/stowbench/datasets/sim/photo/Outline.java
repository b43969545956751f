package org.stowbench.datasets.sim.photo;

import java.util.Arrays;
import org.stowbench.scene.ImageSize;

/**
 * A polygon in a photo's pixels while it is being worked on: x and y in turn. The array is never
 * changed after construction.
 */
final class Outline {

  private final double[] xy;

  Outline(double[] xy) {
    this.xy = xy;
  }

  /** The part of a polygon inside the photo (Sutherland and Hodgman, 1974). */
  static Outline cut(double[] polygon, ImageSize size) {
    double[] p = polygon;
    p = cut(p, 0, 1, 0);
    p = cut(p, 0, -1, -(size.width() - 1));
    p = cut(p, 1, 1, 0);
    p = cut(p, 1, -1, -(size.height() - 1));
    return new Outline(p);
  }

  private static double[] cut(double[] p, int axis, int sign, double limit) {
    boolean whole = true;
    for (int i = axis; i < p.length; i += 2) {
      whole &= sign * p[i] >= limit;
    }
    if (whole) {
      return p;
    }
    double[] kept = new double[p.length * 2];
    int n = 0;
    for (int i = 0; i < p.length; i += 2) {
      int j = (i + 2) % p.length;
      double a = sign * p[i + axis] - limit;
      double b = sign * p[j + axis] - limit;
      if (a >= 0) {
        kept[n++] = p[i];
        kept[n++] = p[i + 1];
      }
      if (a >= 0 != b >= 0) {
        double t = a / (a - b);
        kept[n++] = p[i] + t * (p[j] - p[i]);
        kept[n++] = p[i + 1] + t * (p[j + 1] - p[i + 1]);
      }
    }
    return Arrays.copyOf(kept, n);
  }

  /** The part of this polygon inside a convex one whose vertices run clockwise in the photo. */
  Outline cutBy(Outline convex) {
    double[] p = xy;
    for (int i = 0; i < convex.xy.length; i += 2) {
      int j = (i + 2) % convex.xy.length;
      p = cutByLine(p, convex.xy[i], convex.xy[i + 1], convex.xy[j], convex.xy[j + 1]);
    }
    return new Outline(p);
  }

  private static double[] cutByLine(double[] p, double x0, double y0, double x1, double y1) {
    double[] kept = new double[p.length * 2];
    int n = 0;
    for (int i = 0; i < p.length; i += 2) {
      int j = (i + 2) % p.length;
      double a = (x1 - x0) * (p[i + 1] - y0) - (y1 - y0) * (p[i] - x0);
      double b = (x1 - x0) * (p[j + 1] - y0) - (y1 - y0) * (p[j] - x0);
      if (a >= 0) {
        kept[n++] = p[i];
        kept[n++] = p[i + 1];
      }
      if (a >= 0 != b >= 0) {
        double t = a / (a - b);
        kept[n++] = p[i] + t * (p[j] - p[i]);
        kept[n++] = p[i + 1] + t * (p[j + 1] - p[i + 1]);
      }
    }
    return Arrays.copyOf(kept, n);
  }

  int vertices() {
    return xy.length / 2;
  }

  double x(int i) {
    return xy[2 * i];
  }

  double y(int i) {
    return xy[2 * i + 1];
  }

  boolean isEmpty() {
    return xy.length < 6;
  }

  /** Area in square pixels; the outline must not cross itself. */
  double area() {
    double twice = 0;
    for (int i = 0; i < xy.length; i += 2) {
      int j = (i + 2) % xy.length;
      twice += xy[i] * xy[j + 1] - xy[j] * xy[i + 1];
    }
    return Math.abs(twice) / 2;
  }

  /** Smallest and largest x and y: left, top, right, bottom. */
  double[] bounds() {
    double[] box = {xy[0], xy[1], xy[0], xy[1]};
    for (int i = 2; i < xy.length; i += 2) {
      box[0] = Math.min(box[0], xy[i]);
      box[1] = Math.min(box[1], xy[i + 1]);
      box[2] = Math.max(box[2], xy[i]);
      box[3] = Math.max(box[3], xy[i + 1]);
    }
    return box;
  }

  double[] copy() {
    return xy.clone();
  }
}
