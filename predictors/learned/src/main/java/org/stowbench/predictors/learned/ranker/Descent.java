package org.stowbench.predictors.learned.ranker;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.stowbench.predictors.learned.features.SceneRows;

/**
 * Forests made ready to be asked often. All rows of a scene go down a tree together, as the bits of
 * one number, and part where they must: a split is visited once for all rows that come by, and
 * which rows lie above a threshold is found out once for all trees that ask it.
 *
 * <p>The scores are {@link Tree#value}'s, added up tree by tree, to the last digit.
 */
final class Descent {

  /** So many rows go together: the bits of a long. */
  private static final int TOGETHER = Long.SIZE;

  private final float[][] thresholds;
  private final int[] first;
  private final int[] splits;
  private final int[] roots;
  private final double[] leaves;

  /**
   * The mean of some forests.
   *
   * @param columns that a row has, with those of the item
   */
  Descent(List<Forest> forests, int columns) {
    List<Tree> trees = forests.stream().flatMap(forest -> forest.trees().stream()).toList();
    this.thresholds = thresholds(trees, columns);
    this.first = new int[columns + 1];
    for (int column = 0; column < columns; column++) {
      first[column + 1] = first[column] + thresholds[column].length;
    }
    this.splits = new int[3 * trees.stream().mapToInt(tree -> tree.feature().length).sum()];
    this.leaves = new double[trees.stream().mapToInt(tree -> tree.leaf().length).sum()];
    this.roots = new int[trees.size()];
    int split = 0;
    int leaf = 0;
    for (int number = 0; number < roots.length; number++) {
      Tree tree = trees.get(number);
      roots[number] = tree.feature().length == 0 ? ~leaf : split;
      for (int i = 0; i < tree.feature().length; i++) {
        int column = tree.feature()[i];
        int at = split + 3 * i;
        splits[at] = first[column] + Arrays.binarySearch(thresholds[column], tree.threshold()[i]);
        splits[at + 1] = child(tree.left()[i], split, leaf);
        splits[at + 2] = child(tree.right()[i], split, leaf);
      }
      for (float value : tree.leaf()) {
        leaves[leaf++] = 1.0 / forests.size() * value;
      }
      split += 3 * tree.feature().length;
    }
  }

  /** By column, each once, ascending. */
  private static float[][] thresholds(List<Tree> trees, int columns) {
    List<TreeSet<Float>> all =
        IntStream.range(0, columns).mapToObj(column -> new TreeSet<Float>()).toList();
    for (Tree tree : trees) {
      for (int i = 0; i < tree.feature().length; i++) {
        all.get(tree.feature()[i]).add(tree.threshold()[i]);
      }
    }
    float[][] thresholds = new float[columns][];
    for (int column = 0; column < columns; column++) {
      float[] own = new float[all.get(column).size()];
      int count = 0;
      for (float threshold : all.get(column)) {
        own[count++] = threshold;
      }
      thresholds[column] = own;
    }
    return thresholds;
  }

  /** The place of a split, or below 0 that of a leaf, among those of all trees. */
  private static int child(int child, int split, int leaf) {
    return child >= 0 ? split + 3 * child : ~(leaf + ~child);
  }

  /**
   * The forests' mean score of each row.
   *
   * @param item its columns, which follow those of a row
   */
  double[] scores(SceneRows scene, float[] item) {
    return scores(
        IntStream.range(0, scene.count()).mapToObj(scene::row).toArray(float[][]::new), item);
  }

  /** The same of any rows. */
  double[] scores(float[][] rows, float[] item) {
    double[] scores = new double[rows.length];
    for (int from = 0; from < scores.length; from += TOGETHER) {
      int count = Math.min(TOGETHER, scores.length - from);
      descend(above(rows, from, count, item), all(count), from, scores);
    }
    return scores;
  }

  private static long all(int count) {
    return -1L >>> (TOGETHER - count);
  }

  /** Which of some rows lie above each threshold. */
  private long[] above(float[][] rows, int from, int count, float[] item) {
    int own = thresholds.length - item.length;
    long[] above = new long[first[thresholds.length]];
    for (int row = 0; row < count; row++) {
      float[] columns = rows[from + row];
      for (int column = 0; column < own; column++) {
        mark(column, columns[column], 1L << row, above);
      }
    }
    for (int column = 0; column < item.length; column++) {
      mark(own + column, item[column], all(count), above);
    }
    // What lies above a threshold lies above those below it.
    for (int column = 0; column < thresholds.length; column++) {
      for (int i = first[column + 1] - 2; i >= first[column]; i--) {
        above[i] |= above[i + 1];
      }
    }
    return above;
  }

  /**
   * Marks rows at the highest threshold that their value is above; what is missing is above none.
   */
  private void mark(int column, float value, long rows, long[] above) {
    float[] sorted = thresholds[column];
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value > sorted[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low > 0) {
      above[first[column] + low - 1] |= rows;
    }
  }

  private void descend(long[] above, long all, int from, double[] scores) {
    // What waits are sets that share no row, so there are never more than rows.
    int[] waiting = new int[TOGETHER];
    long[] rows = new long[TOGETHER];
    for (int root : roots) {
      int waits = 0;
      int node = root;
      long here = all;
      while (true) {
        while (node >= 0) {
          long right = here & above[splits[node]];
          long left = here ^ right;
          if (right == 0) {
            node = splits[node + 1];
          } else if (left == 0) {
            node = splits[node + 2];
          } else {
            waiting[waits] = splits[node + 2];
            rows[waits++] = right;
            node = splits[node + 1];
            here = left;
          }
        }
        double value = leaves[~node];
        for (; here != 0; here &= here - 1) {
          scores[from + Long.numberOfTrailingZeros(here)] += value;
        }
        if (waits == 0) {
          break;
        }
        node = waiting[--waits];
        here = rows[waits];
      }
    }
  }
}
