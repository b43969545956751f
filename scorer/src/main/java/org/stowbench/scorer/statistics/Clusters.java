package org.stowbench.scorer.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

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
   * @param clusters the name of each observation's cluster
   * @param columns of the observations, each as long as there are observations
   */
  public static Clusters sum(List<String> clusters, double[]... columns) {
    Map<String, Integer> places = new HashMap<>();
    new TreeSet<>(clusters).forEach(name -> places.put(name, places.size()));
    int width = columns.length;
    double[] sums = new double[places.size() * width];
    for (int i = 0; i < clusters.size(); i++) {
      int place = places.get(clusters.get(i));
      for (int column = 0; column < width; column++) {
        sums[place * width + column] += columns[column][i];
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
    for (int cluster = 0; cluster < size(); cluster++) {
      add(cluster, totals);
    }
    return totals;
  }

  /** Adds a cluster's row to some sums. */
  void add(int cluster, double[] sums) {
    int start = cluster * width;
    for (int column = 0; column < width; column++) {
      sums[column] += rows[start + column];
    }
  }

  /** A statistic of all clusters but one, for each of them in turn: the jackknife. */
  double[] leavingOut(Statistic statistic) {
    double[] totals = totals();
    double[] values = new double[size()];
    double[] sums = new double[width];
    for (int cluster = 0; cluster < values.length; cluster++) {
      int start = cluster * width;
      Arrays.setAll(sums, column -> totals[column] - rows[start + column]);
      values[cluster] = statistic.of(sums);
    }
    return values;
  }
}
