package org.stowbench.predictors.learned.ranker;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A matrix of floats as bins: bin 0 is what is missing, the others hold about equally many
 * different rows' values each, or one value where there are few.
 *
 * @param cuts by column, the largest value of each bin from 1 on but the last, ascending
 * @param bins by column, then row
 */
record Bins(float[][] cuts, byte[][] bins) {

  /** Bins that a column has at most, the missing one among them. */
  static final int MOST = 64;

  /**
   * Bins a matrix.
   *
   * @param rows of equal length; NaN is missing
   */
  static Bins of(float[][] rows) {
    int columns = rows[0].length;
    float[][] cuts = new float[columns][];
    byte[][] bins = new byte[columns][];
    IntStream.range(0, columns)
        .parallel()
        .forEach(
            column -> {
              float[] values = new float[rows.length];
              for (int row = 0; row < values.length; row++) {
                // What is -0 is 0 to a tree, but not to a search.
                values[row] = rows[row][column] + 0f;
              }
              cuts[column] = cuts(values);
              bins[column] = new byte[rows.length];
              for (int row = 0; row < values.length; row++) {
                bins[column][row] = (byte) bin(cuts[column], values[row]);
              }
            });
    return new Bins(cuts, bins);
  }

  private static float[] cuts(float[] values) {
    float[] sorted = values.clone();
    // NaN sorts to the end.
    Arrays.sort(sorted);
    int known = sorted.length;
    while (known > 0 && Float.isNaN(sorted[known - 1])) {
      known--;
    }
    int distinct = 0;
    float[] different = new float[known];
    for (int i = 0; i < known; i++) {
      if (i == 0 || sorted[i] > sorted[i - 1]) {
        different[distinct++] = sorted[i];
      }
    }
    if (distinct <= 1) {
      return new float[0];
    }
    if (distinct < MOST) {
      return Arrays.copyOf(different, distinct - 1);
    }
    float[] cuts = new float[MOST - 2];
    int count = 0;
    for (int i = 1; i < MOST - 1; i++) {
      float cut = sorted[(int) ((long) i * known / (MOST - 1)) - 1];
      if (cut < sorted[known - 1] && (count == 0 || cut > cuts[count - 1])) {
        cuts[count++] = cut;
      }
    }
    return Arrays.copyOf(cuts, count);
  }

  private static int bin(float[] cuts, float value) {
    if (Float.isNaN(value)) {
      return 0;
    }
    int found = Arrays.binarySearch(cuts, value);
    return 1 + (found >= 0 ? found : ~found);
  }

  /** How many columns there are. */
  int columns() {
    return cuts.length;
  }

  /** The threshold that parts this bin and those below it from those above. */
  float threshold(int column, int bin) {
    return bin == 0 ? Float.NEGATIVE_INFINITY : cuts[column][bin - 1];
  }

  /** How many bins a column has, the missing one among them. */
  int count(int column) {
    return cuts[column].length + 2;
  }
}
