package org.stowbench.predictors.learned.choice;

/** From scores to probabilities. */
public final class Softmax {

  private Softmax() {}

  /**
   * Probabilities in proportion to {@code exp(score / temperature)}; the same on every JVM.
   *
   * @param scores finite
   * @param temperature above 0; the larger, the more alike the probabilities
   */
  public static double[] of(double[] scores, double temperature) {
    double[] p = new double[scores.length];
    of(scores, 0, scores.length, temperature, p);
    return p;
  }

  /** The same of {@code count} scores from {@code from}, into the first places of an array. */
  public static void of(double[] scores, int from, int count, double temperature, double[] into) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      highest = Math.max(highest, scores[from + i]);
    }
    double total = 0;
    for (int i = 0; i < count; i++) {
      into[i] = StrictMath.exp((scores[from + i] - highest) / temperature);
      total += into[i];
    }
    for (int i = 0; i < count; i++) {
      into[i] /= total;
    }
  }
}
