package org.stowbench.predictors.learned.habits;

/**
 * An item whose place is known, beside where it was expected.
 *
 * @param item what it is
 * @param found how much of it each row of the scene holds; together 1
 * @param expected how likely each row was before; together 1
 */
record Surprise(String item, double[] found, double[] expected) {

  /**
   * How much closer each row is to where the item is than it was expected to be, by kind of tie.
   * The mean over what was expected is 0: that the item is known, without its place, says nothing.
   *
   * @param ties of the scene's rows
   */
  double[][] news(double[][][] ties) {
    double[][] news = new double[found.length][Ties.count()];
    for (int row = 0; row < news.length; row++) {
      for (int other = 0; other < found.length; other++) {
        double surprise = found[other] - expected[other];
        for (int tie = 0; tie < Ties.count(); tie++) {
          news[row][tie] += surprise * ties[row][other][tie];
        }
      }
    }
    return news;
  }
}
