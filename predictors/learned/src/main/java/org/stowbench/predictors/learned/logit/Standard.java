package org.stowbench.predictors.learned.logit;

import java.util.List;
import org.stowbench.predictors.learned.choice.Example;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.predictors.learned.prior.PlaceKind;

/**
 * What the logit sees of a row: each of its features as so many standard deviations from the mean
 * over candidates, cut at {@link #FARTHEST}, 0 where it is missing; then one mark for the kind of
 * place. What is the same for all rows of a scene but "not here" counts for "not here" alone, since
 * elsewhere it would cancel out.
 *
 * @param mean by feature
 * @param deviation by feature, above 0
 */
record Standard(PlaceKind kinds, int notHere, double[] mean, double[] deviation) {

  private static final double FARTHEST = 3;

  static Standard of(List<Example> examples, SceneFeatures features) {
    int width = features.names().size();
    double[] count = new double[width];
    double[] sum = new double[width];
    double[] squares = new double[width];
    for (Example example : examples) {
      for (int row = 0; row < example.scene().notHere(); row++) {
        float[] values = example.scene().row(row);
        for (int i = 0; i < width; i++) {
          if (!Float.isNaN(values[i])) {
            count[i]++;
            sum[i] += values[i];
            squares[i] += (double) values[i] * values[i];
          }
        }
      }
    }
    double[] mean = new double[width];
    double[] deviation = new double[width];
    for (int i = 0; i < width; i++) {
      double n = Math.max(1, count[i]);
      mean[i] = sum[i] / n;
      deviation[i] = Math.max(1e-6, Math.sqrt(Math.max(0, squares[i] / n - mean[i] * mean[i])));
    }
    return new Standard(
        new PlaceKind(features), features.names().indexOf("not_here"), mean, deviation);
  }

  /** How many columns a row has. */
  int width() {
    return mean.length + PlaceKind.names().size();
  }

  /** The rows of a scene. */
  double[][] rows(SceneRows scene) {
    int[] kind = kinds.of(scene);
    double[][] rows = new double[scene.count()][width()];
    for (int row = 0; row < rows.length; row++) {
      boolean last = row == scene.notHere();
      float[] values = scene.row(row);
      for (int i = 0; i < mean.length; i++) {
        boolean counts = last ? i > notHere : i < notHere;
        if (counts && !Float.isNaN(values[i])) {
          double z = (values[i] - mean[i]) / deviation[i];
          rows[row][i] = Math.max(-FARTHEST, Math.min(FARTHEST, z));
        }
      }
      rows[row][mean.length + kind[row]] = 1;
    }
    return rows;
  }
}
