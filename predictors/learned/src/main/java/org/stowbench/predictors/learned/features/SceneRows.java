package org.stowbench.predictors.learned.features;

import java.util.Arrays;

/**
 * A scene as rows of numbers: one row a candidate that can be opened, in the order of their ids,
 * and a last row for "not here". Rows are not copied; do not change them.
 */
public final class SceneRows {

  private final int[] ids;
  private final int[] components;
  private final float[][] rows;

  SceneRows(int[] ids, int[] components, float[][] rows) {
    this.ids = ids;
    this.components = components;
    this.rows = rows;
  }

  /** These rows as if all candidates were alike in one aspect: each has the mean of all there. */
  public SceneRows levelled(Aspect aspect) {
    float[][] level = new float[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      level[row] = rows[row].clone();
    }
    for (int column = aspect.from(); column < aspect.to(); column++) {
      double sum = 0;
      int known = 0;
      for (int row = 0; row < notHere(); row++) {
        if (!Float.isNaN(rows[row][column])) {
          sum += rows[row][column];
          known++;
        }
      }
      for (int row = 0; row < notHere(); row++) {
        level[row][column] = known == 0 ? Float.NaN : (float) (sum / known);
      }
    }
    return new SceneRows(ids, components, level);
  }

  /** How many rows there are: the candidates and one more. */
  public int count() {
    return rows.length;
  }

  /** The row of "not here": the last. */
  public int notHere() {
    return rows.length - 1;
  }

  /** The row of a container, or -1 if it cannot be opened. */
  public int rowOf(int containerId) {
    int row = Arrays.binarySearch(ids, containerId);
    return row < 0 ? -1 : row;
  }

  /** The container of a row that is not {@link #notHere()}. */
  public int container(int row) {
    return ids[row];
  }

  /** The physical container of a row that is not {@link #notHere()}. */
  public int component(int row) {
    return components[row];
  }

  /** The features of a row, in the order of {@link SceneFeatures#names()}; NaN for what is not. */
  public float[] row(int row) {
    return rows[row];
  }
}
