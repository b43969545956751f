package org.stowbench.predictors.learned.ranker;

/**
 * A regression tree. Children from 0 on are splits, later ones than their parent; children below 0
 * are leaves, {@code ~child} of them. A value that is missing or at most the threshold goes left.
 *
 * @param feature of each split
 * @param threshold of each split; minus infinity sends only what is missing to the left
 * @param gain of each split: how much loss it took away
 * @param left child of each split
 * @param right child of each split
 * @param leaf values; one more than there are splits
 */
record Tree(int[] feature, float[] threshold, float[] gain, int[] left, int[] right, float[] leaf) {

  Tree {
    int splits = leaf.length - 1;
    if (splits < 0
        || feature.length != splits
        || threshold.length != splits
        || gain.length != splits
        || left.length != splits
        || right.length != splits) {
      throw new IllegalArgumentException("tree whose splits and leaves do not fit together");
    }
    for (int node = 0; node < splits; node++) {
      if (!below(left[node], node, splits) || !below(right[node], node, splits)) {
        throw new IllegalArgumentException(
            "split %d with children %d and %d of %d splits: must be later splits or leaves"
                .formatted(node, left[node], right[node], splits));
      }
    }
  }

  private static boolean below(int child, int node, int splits) {
    return child < 0 ? ~child <= splits : child > node && child < splits;
  }

  /** The value at a row. */
  float value(float[] row) {
    int node = feature.length == 0 ? ~0 : 0;
    while (node >= 0) {
      node = row[feature[node]] > threshold[node] ? right[node] : left[node];
    }
    return leaf[~node];
  }
}
