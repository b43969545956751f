package org.stowbench.predictors.learned.choice;

import java.util.List;

/**
 * Temperature scaling (Guo et al., On Calibration of Modern Neural Networks, ICML 2017): one number
 * that makes a model's confidence as large as it deserves.
 */
public final class Temperature {

  private static final double LOWEST = 0.25;
  private static final double HIGHEST = 4;
  private static final double GOLDEN = 0.6180339887498949;
  private static final int STEPS = 40;

  private Temperature() {}

  /**
   * The temperature at which the votes are likeliest, between 0.25 and 4; by golden section over
   * its logarithm, in which the log loss has one valley.
   *
   * @param examples with the votes
   * @param scores of the rows of each example, from a model that has not seen it
   */
  public static double fit(List<Example> examples, List<double[]> scores) {
    double low = StrictMath.log(LOWEST);
    double high = StrictMath.log(HIGHEST);
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = loss(examples, scores, StrictMath.exp(left));
    double atRight = loss(examples, scores, StrictMath.exp(right));
    for (int step = 0; step < STEPS; step++) {
      if (atLeft <= atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = loss(examples, scores, StrictMath.exp(left));
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = loss(examples, scores, StrictMath.exp(right));
      }
    }
    return StrictMath.exp((low + high) / 2);
  }

  private static double loss(List<Example> examples, List<double[]> scores, double temperature) {
    double loss = 0;
    for (int i = 0; i < scores.size(); i++) {
      double[] p = Softmax.of(scores.get(i), temperature);
      double[] shares = examples.get(i).shares();
      for (int row = 0; row < p.length; row++) {
        if (shares[row] > 0) {
          loss -= shares[row] * StrictMath.log(Math.max(p[row], Double.MIN_NORMAL));
        }
      }
    }
    return loss;
  }
}
