package org.stowbench.scorer.statistics;

/**
 * What was observed of each cluster, summed up: a row of numbers a cluster. Clusters are
 * independent of each other; what is in one is not. Immutable.
 */
public final class Clusters {

  private final double[] rows;
  private final int width;

  /**
   * Clusters of these sums.
   *
   * @param rows the columns of one cluster after another
   * @param width how many columns a cluster has, 1 or more
   */
  public Clusters(double[] rows, int width) {
    if (width < 1 || rows.length % width != 0) {
      throw new IllegalArgumentException(
          "%d numbers in rows of %d: must be whole rows".formatted(rows.length, width));
    }
    this.rows = rows.clone();
    this.width = width;
  }

  /**
   * Sums up observations by the cluster that they belong to; clusters are in the order of their
   * names, so that neither sums nor draws depend on the order of the observations' clusters.
   *
   * @param grouping the cluster of each observation
   * @param columns of the observations, each as long as there are observations
   */
  public static Clusters sum(Grouping grouping, double[]... columns) {
    int width = columns.length;
    double[] sums = new double[grouping.clusters() * width];
    for (int i = 0; i < grouping.size(); i++) {
      int start = grouping.cluster(i) * width;
      for (int column = 0; column < width; column++) {
        sums[start + column] += columns[column][i];
      }
    }
    return new Clusters(sums, width);
  }

  /** How many clusters there are. */
  public int size() {
    return rows.length / width;
  }

  /** How many columns each has. */
  public int width() {
    return width;
  }

  /** A cluster's sum of a column. */
  public double get(int cluster, int column) {
    return rows[cluster * width + column];
  }

  /** The sums over all clusters, a number a column; a new array. */
  public double[] totals() {
    double[] totals = new double[width];
    for (int start = 0; start < rows.length; start += width) {
      for (int column = 0; column < width; column++) {
        totals[column] += rows[start + column];
      }
    }
    return totals;
  }

  /** A statistic of all clusters but one, for each of them in turn: the jackknife. */
  double[] leavingOut(Statistic statistic) {
    double[] totals = totals();
    double[] values = new double[size()];
    double[] sums = new double[width];
    for (int cluster = 0; cluster < values.length; cluster++) {
      for (int column = 0; column < width; column++) {
        sums[column] = totals[column] - rows[cluster * width + column];
      }
      values[cluster] = statistic.of(sums);
    }
    return values;
  }
}
