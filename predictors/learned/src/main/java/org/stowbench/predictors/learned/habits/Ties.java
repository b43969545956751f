package org.stowbench.predictors.learned.habits;

import java.util.Arrays;
import java.util.List;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;

/**
 * How close two rows of a scene are, in several senses, each a number from 0 to 1 that does not
 * care which of them comes first. All but the first and the last are 0 for a container and itself.
 * Lengths are in heights of the frame.
 */
final class Ties {

  private static final List<String> NAMES =
      List.of(
          "same_container",
          "same_column",
          "same_row",
          "near_across",
          "near_up_down",
          "near",
          "same_part",
          "same_side",
          "same_shape",
          "same_size",
          "both_not_here");

  /** Boxes share a column or a row from this share of the smaller extent on. */
  private static final double SHARED = 0.5;

  private static final double FLAT = 1.4;
  private static final double TALL = 0.7;

  private final List<String> features;

  /** Ties between rows of these features. */
  Ties(SceneFeatures features) {
    this.features = features.names();
  }

  static int count() {
    return NAMES.size();
  }

  /** The ties of each row with each row of a scene. */
  double[][][] of(SceneRows scene) {
    int n = scene.notHere();
    double[][][] ties = new double[n + 1][n + 1][NAMES.size()];
    double[] x = column(scene, "x");
    double[] y = column(scene, "y");
    double[] left = column(scene, "left");
    double[] right = column(scene, "right");
    double[] top = column(scene, "top");
    double[] bottom = column(scene, "bottom");
    double[] below = column(scene, "below_counter");
    double[] aspect = column(scene, "aspect");
    double[] area = column(scene, "area_to_median");
    double wide = scene.row(n)[features.indexOf("scene_frame")];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        double[] tie = ties[a][b];
        ties[b][a] = tie;
        if (scene.component(a) == scene.component(b)) {
          tie[0] = 1;
          continue;
        }
        double across = overlap(left, right, a, b);
        double upDown = overlap(top, bottom, a, b);
        boolean column = across >= SHARED * Math.min(right[a] - left[a], right[b] - left[b]);
        boolean row = upDown >= SHARED * Math.min(bottom[a] - top[a], bottom[b] - top[b]);
        double dx = wide * Math.abs(x[a] - x[b]);
        double dy = Math.abs(y[a] - y[b]);
        double distance = Math.sqrt(dx * dx + dy * dy);
        int i = 1;
        tie[i++] = column ? 1 : 0;
        tie[i++] = row ? 1 : 0;
        tie[i++] = StrictMath.exp(-dx / 0.2);
        tie[i++] = StrictMath.exp(-dy / 0.2);
        tie[i++] = StrictMath.exp(-distance / 0.15);
        tie[i++] = StrictMath.exp(-distance / 0.5);
        tie[i++] = below[a] > 0 == below[b] > 0 ? 1 : 0;
        tie[i++] = shape(aspect[a]) == shape(aspect[b]) ? 1 : 0;
        tie[i] = StrictMath.exp(-Math.abs(StrictMath.log(area[a] / area[b])) / 0.4);
      }
    }
    ties[n][n][NAMES.size() - 1] = 1;
    return ties;
  }

  private double[] column(SceneRows scene, String name) {
    int column = features.indexOf(name);
    double[] values = new double[scene.notHere()];
    Arrays.setAll(values, row -> scene.row(row)[column]);
    return values;
  }

  /** How much two extents share; below 0 where they are apart. */
  private static double overlap(double[] from, double[] to, int a, int b) {
    return Math.min(to[a], to[b]) - Math.max(from[a], from[b]);
  }

  private static int shape(double aspect) {
    return aspect >= FLAT ? 0 : aspect > TALL ? 1 : 2;
  }
}
