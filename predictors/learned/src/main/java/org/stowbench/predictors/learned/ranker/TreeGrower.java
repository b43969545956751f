package org.stowbench.predictors.learned.ranker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Grows one tree by second-order boosting (Chen and Guestrin, XGBoost, KDD 2016): a leaf's value is
 * {@code -G / (H + l2)} of its rows' gradients and Hessians, and a split is worth what {@code G^2 /
 * (H + l2)} grows by. The most worthy leaf of all is split first. Only the smaller child of a split
 * is counted; the larger is the difference (Ke et al., LightGBM, NeurIPS 2017).
 */
final class TreeGrower {

  private final Bins bins;
  private final TreeSettings settings;
  private final int[] columns;
  private final int[] rows;
  private final int[] spare;
  // The gradient and Hessian of each of the rows, moved as they are: reading them in their order
  // takes a fraction of the time.
  private final double[] slopes;
  private final double[] spareSlopes;
  private final List<Leaf> leaves = new ArrayList<>();

  /**
   * The rows {@code from} to {@code to} of {@link #rows}, and the best that can be done to them.
   */
  private record Leaf(
      int number, int from, int to, double[] sums, double g, double h, Split split) {}

  /** Up to and including this bin of the column at this place of {@link #columns} goes left. */
  private record Split(int place, int bin, double gain) {}

  /**
   * A grower of one tree.
   *
   * @param gradient of every row of the matrix
   * @param hessian of every row of the matrix
   * @param columns that may be split at
   * @param rows to learn from; reordered
   */
  TreeGrower(
      Bins bins,
      TreeSettings settings,
      double[] gradient,
      double[] hessian,
      int[] columns,
      int[] rows) {
    this.bins = bins;
    this.settings = settings;
    this.columns = columns;
    this.rows = rows;
    this.spare = new int[rows.length];
    this.slopes = new double[2 * rows.length];
    this.spareSlopes = new double[2 * rows.length];
    for (int i = 0; i < rows.length; i++) {
      slopes[2 * i] = gradient[rows[i]];
      slopes[2 * i + 1] = hessian[rows[i]];
    }
  }

  Tree grow() {
    List<int[]> nodes = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    // By gain; of equals the older, so that the order is always the same.
    PriorityQueue<Leaf> queue =
        new PriorityQueue<>(
            Comparator.comparingDouble((Leaf leaf) -> -leaf.split().gain())
                .thenComparingInt(Leaf::number));
    // Where each leaf hangs: its parent's number times two, and one more on the right.
    List<Integer> hangs = new ArrayList<>();
    Leaf root = leaf(0, 0, rows.length, count(0, rows.length));
    leaves.add(root);
    hangs.add(-1);
    queue.add(root);
    while (leaves.size() < settings.leaves() && queue.peek().split().gain() > 0) {
      Leaf parent = queue.remove();
      int node = nodes.size();
      nodes.add(new int[2]);
      splits.add(parent.split());
      hang(nodes, hangs.get(parent.number()), node);
      int middle = part(parent);
      boolean leftSmaller = middle - parent.from() <= parent.to() - middle;
      double[] small = leftSmaller ? count(parent.from(), middle) : count(middle, parent.to());
      double[] large = parent.sums();
      for (int i = 0; i < large.length; i++) {
        large[i] -= small[i];
      }
      Leaf left = leaf(parent.number(), parent.from(), middle, leftSmaller ? small : large);
      Leaf right = leaf(leaves.size(), middle, parent.to(), leftSmaller ? large : small);
      leaves.set(left.number(), left);
      leaves.add(right);
      hangs.set(left.number(), 2 * node);
      hangs.add(2 * node + 1);
      queue.add(left);
      queue.add(right);
    }
    return tree(nodes, splits, hangs);
  }

  private static void hang(List<int[]> nodes, int place, int child) {
    if (place >= 0) {
      nodes.get(place / 2)[place % 2] = child;
    }
  }

  private Tree tree(List<int[]> nodes, List<Split> splits, List<Integer> hangs) {
    float[] values = new float[leaves.size()];
    for (Leaf leaf : leaves) {
      hang(nodes, hangs.get(leaf.number()), ~leaf.number());
      values[leaf.number()] = value(leaf);
    }
    int n = splits.size();
    int[] feature = new int[n];
    float[] threshold = new float[n];
    float[] gain = new float[n];
    int[] left = new int[n];
    int[] right = new int[n];
    for (int i = 0; i < n; i++) {
      feature[i] = columns[splits.get(i).place()];
      threshold[i] = bins.threshold(feature[i], splits.get(i).bin());
      gain[i] = (float) splits.get(i).gain();
      left[i] = nodes.get(i)[0];
      right[i] = nodes.get(i)[1];
    }
    return new Tree(feature, threshold, gain, left, right, values);
  }

  private float value(Leaf leaf) {
    return (float) (-settings.rate() * leaf.g() / (leaf.h() + settings.l2()));
  }

  /** Adds the grown tree's values to the scores of the rows that it was grown from. */
  void addTo(double[] scores) {
    for (Leaf leaf : leaves) {
      float value = value(leaf);
      for (int i = leaf.from(); i < leaf.to(); i++) {
        scores[rows[i]] += value;
      }
    }
  }

  /** Sums of gradients and Hessians by column and bin. */
  private double[] count(int from, int to) {
    double[] sums = new double[columns.length * Bins.MOST * 2];
    for (int place = 0; place < columns.length; place++) {
      byte[] column = bins.bins()[columns[place]];
      int base = place * Bins.MOST * 2;
      for (int i = from; i < to; i++) {
        int at = base + 2 * column[rows[i]];
        sums[at] += slopes[2 * i];
        sums[at + 1] += slopes[2 * i + 1];
      }
    }
    return sums;
  }

  private Leaf leaf(int number, int from, int to, double[] sums) {
    double g = 0;
    double h = 0;
    for (int i = from; i < to; i++) {
      g += slopes[2 * i];
      h += slopes[2 * i + 1];
    }
    return new Leaf(number, from, to, sums, g, h, best(sums, g, h));
  }

  private Split best(double[] sums, double g, double h) {
    Split best = new Split(0, 0, 0);
    double whole = worth(g, h);
    double gain = 0;
    for (int place = 0; place < columns.length; place++) {
      int at = place * Bins.MOST * 2;
      double leftG = 0;
      double leftH = 0;
      int last = bins.count(columns[place]) - 1;
      for (int bin = 0; bin < last; bin++, at += 2) {
        if (sums[at] == 0 && sums[at + 1] == 0) {
          continue; // no row: the same as the split before
        }
        leftG += sums[at];
        leftH += sums[at + 1];
        if (leftH < settings.leastHessian()) {
          continue;
        }
        if (h - leftH < settings.leastHessian()) {
          break;
        }
        double now = worth(leftG, leftH) + worth(g - leftG, h - leftH) - whole;
        if (now > gain) {
          gain = now;
          best = new Split(place, bin, now);
        }
      }
    }
    return best;
  }

  private double worth(double g, double h) {
    return g * g / (h + settings.l2());
  }

  /** Moves the rows that go left before those that go right, each in their order. */
  private int part(Leaf leaf) {
    byte[] column = bins.bins()[columns[leaf.split().place()]];
    int left = leaf.from();
    int right = 0;
    for (int i = leaf.from(); i < leaf.to(); i++) {
      if (column[rows[i]] <= leaf.split().bin()) {
        slopes[2 * left] = slopes[2 * i];
        slopes[2 * left + 1] = slopes[2 * i + 1];
        rows[left++] = rows[i];
      } else {
        spareSlopes[2 * right] = slopes[2 * i];
        spareSlopes[2 * right + 1] = slopes[2 * i + 1];
        spare[right++] = rows[i];
      }
    }
    System.arraycopy(spare, 0, rows, left, right);
    System.arraycopy(spareSlopes, 0, slopes, 2 * left, 2 * right);
    return left;
  }
}
