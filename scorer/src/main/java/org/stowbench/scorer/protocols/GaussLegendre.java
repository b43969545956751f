package org.stowbench.scorer.protocols;

/**
 * Gauss-Legendre quadrature on [0, 1]: n nodes integrate polynomials up to degree 2n - 1 exactly.
 * The nodes are the roots of the Legendre polynomial, found by Newton's method from Tricomi's first
 * approximation (Abramowitz and Stegun, 22.16.6 and 25.4.29).
 */
final class GaussLegendre {

  private static final int NEWTON_STEPS = 8;

  private final double[] nodes;
  private final double[] weights;

  private GaussLegendre(int n) {
    nodes = new double[n];
    weights = new double[n];
    for (int i = 0; i < n; i++) {
      double x = StrictMath.cos(StrictMath.PI * (i + 0.75) / (n + 0.5));
      double slope = 0;
      for (int step = 0; step < NEWTON_STEPS; step++) {
        double previous = 0;
        double value = 1;
        for (int k = 1; k <= n; k++) {
          double next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
          previous = value;
          value = next;
        }
        slope = n * (x * value - previous) / (x * x - 1);
        x -= value / slope;
      }
      nodes[i] = (1 - x) / 2;
      weights[i] = 1 / ((1 - x * x) * slope * slope);
    }
  }

  /** The rule with the fewest nodes that is exact for polynomials of this degree. */
  static GaussLegendre exactTo(int degree) {
    return new GaussLegendre(degree / 2 + 1);
  }

  int size() {
    return nodes.length;
  }

  double node(int i) {
    return nodes[i];
  }

  double weight(int i) {
    return weights[i];
  }
}
