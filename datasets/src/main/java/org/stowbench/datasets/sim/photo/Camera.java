package org.stowbench.datasets.sim.photo;

import org.stowbench.datasets.sim.kitchen.Panel;
import org.stowbench.scene.ImageSize;

/** A pinhole camera in the kitchen. */
final class Camera {

  private static final double NEAREST = 0.15;

  private final double x;
  private final double y;
  private final double z;
  private final ImageSize size;
  private final double focal;
  private final double[] right;
  private final double[] down;
  private final double[] forward;

  /**
   * @param x metres
   * @param y metres
   * @param z metres above the floor
   * @param pan radians from looking along +y, positive to the left
   * @param tilt radians above the horizon
   * @param roll radians
   * @param fieldOfView radians across the photo's longer side
   * @param size of the photo
   */
  Camera(
      double x,
      double y,
      double z,
      double pan,
      double tilt,
      double roll,
      double fieldOfView,
      ImageSize size) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.size = size;
    focal = Math.max(size.width(), size.height()) / 2.0 / StrictMath.tan(fieldOfView / 2);
    double sp = StrictMath.sin(pan);
    double cp = StrictMath.cos(pan);
    double st = StrictMath.sin(tilt);
    double ct = StrictMath.cos(tilt);
    double sr = StrictMath.sin(roll);
    double cr = StrictMath.cos(roll);
    forward = new double[] {-sp * ct, cp * ct, st};
    double[] level = {cp, sp, 0};
    double[] below = {-sp * st, cp * st, -ct};
    right = new double[3];
    down = new double[3];
    for (int i = 0; i < 3; i++) {
      right[i] = cr * level[i] + sr * below[i];
      down[i] = cr * below[i] - sr * level[i];
    }
  }

  double x() {
    return x;
  }

  double y() {
    return y;
  }

  double z() {
    return z;
  }

  ImageSize size() {
    return size;
  }

  /** Whether the camera is in front of a panel, so that it can see its face. */
  boolean faces(Panel panel) {
    double outX = panel.wall().alongY();
    double outY = -panel.wall().alongX();
    return (x - panel.x()) * outX + (y - panel.y()) * outY > 0.1;
  }

  /** The outline of a panel in the photo, cut at its edges; empty where it is out of view. */
  Outline project(Panel panel) {
    return project(panel, panel.left(), panel.right(), panel.bottom(), panel.top());
  }

  /** The outline of a part of a panel. */
  Outline project(Panel panel, double left, double right, double bottom, double top) {
    double[] corners = new double[12];
    put(corners, 0, panel, left, top);
    put(corners, 1, panel, right, top);
    put(corners, 2, panel, right, bottom);
    put(corners, 3, panel, left, bottom);
    return Outline.cut(inFront(corners), size);
  }

  private void put(double[] corners, int i, Panel panel, double along, double up) {
    double dx = panel.wall().x(along, panel.out()) - x;
    double dy = panel.wall().y(along, panel.out()) - y;
    double dz = up - z;
    corners[3 * i] = dx * right[0] + dy * right[1] + dz * right[2];
    corners[3 * i + 1] = dx * down[0] + dy * down[1] + dz * down[2];
    corners[3 * i + 2] = dx * forward[0] + dy * forward[1] + dz * forward[2];
  }

  /** Cuts a polygon in camera coordinates at the nearest plane and projects it to pixels. */
  private double[] inFront(double[] p) {
    double[] pixels = new double[10];
    int n = 0;
    for (int i = 0; i < 4; i++) {
      int a = 3 * i;
      int b = 3 * ((i + 1) % 4);
      boolean here = p[a + 2] >= NEAREST;
      if (here) {
        n = putPixel(pixels, n, p[a], p[a + 1], p[a + 2]);
      }
      if (here != (p[b + 2] >= NEAREST)) {
        double t = (NEAREST - p[a + 2]) / (p[b + 2] - p[a + 2]);
        n =
            putPixel(
                pixels, n, p[a] + t * (p[b] - p[a]), p[a + 1] + t * (p[b + 1] - p[a + 1]), NEAREST);
      }
    }
    return java.util.Arrays.copyOf(pixels, n);
  }

  private int putPixel(double[] pixels, int n, double across, double below, double ahead) {
    pixels[n] = size.width() / 2.0 + focal * across / ahead;
    pixels[n + 1] = size.height() / 2.0 + focal * below / ahead;
    return n + 2;
  }
}
