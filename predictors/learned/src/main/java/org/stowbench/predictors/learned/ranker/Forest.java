package org.stowbench.predictors.learned.ranker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.input.InputLocation;
import org.stowbench.input.InvalidInputException;

/**
 * Regression trees read from LightGBM's text format, version 4, with numerical splits only. The sum
 * of all trees is, to the bit, what LightGBM itself predicts as the raw score.
 */
final class Forest {

  private static final int DEFAULT_LEFT = 2;
  private static final int MISSING_TYPE_SHIFT = 2;
  private static final int MISSING_ZERO = 1;
  private static final int MISSING_NAN = 2;

  private final List<Tree> trees;

  private Forest(List<Tree> trees) {
    this.trees = trees;
  }

  /** One tree; children below 0 are leaves, {@code ~child} of them. */
  private record Tree(
      int[] feature, double[] threshold, int[] decision, int[] left, int[] right, double[] leaf) {

    double value(float[] row) {
      if (feature.length == 0) {
        return leaf[0];
      }
      int node = 0;
      while (node >= 0) {
        node = goesLeft(node, row[feature[node]]) ? left[node] : right[node];
      }
      return leaf[~node];
    }

    private boolean goesLeft(int node, double value) {
      int missing = decision[node] >> MISSING_TYPE_SHIFT & 3;
      if (missing == MISSING_NAN) {
        if (Double.isNaN(value)) {
          return (decision[node] & DEFAULT_LEFT) != 0;
        }
      } else if (Double.isNaN(value)) {
        return 0 <= threshold[node];
      }
      return value <= threshold[node];
    }
  }

  /**
   * Reads trees.
   *
   * @param text as LightGBM saves it
   * @param features how many a row has
   * @param source what to name in messages
   * @throws InvalidInputException if it is no such text
   */
  static Forest read(String text, int features, InputLocation source) {
    if (!text.startsWith("tree\nversion=v4\n")) {
      throw new InvalidInputException(source, "not LightGBM's text format, version v4");
    }
    List<Tree> trees = new ArrayList<>();
    int end = text.indexOf("\nend of trees");
    if (end < 0) {
      throw new InvalidInputException(source, "cut short: the end of the trees is missing");
    }
    String[] blocks = text.substring(0, end).split("\nTree=");
    for (int i = 1; i < blocks.length; i++) {
      InputLocation where = new InputLocation(source.source(), "tree " + i, "");
      try {
        trees.add(tree(blocks[i], features, where));
      } catch (NumberFormatException e) {
        throw new InvalidInputException(where, "not a number: " + e.getMessage(), e);
      }
    }
    return new Forest(List.copyOf(trees));
  }

  private static Tree tree(String block, int features, InputLocation where) {
    Map<String, String> fields = new HashMap<>();
    for (String line : block.split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        fields.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    int leaves = Integer.parseInt(fields.getOrDefault("num_leaves", "none"));
    Tree tree =
        new Tree(
            integers(fields, "split_feature"),
            numbers(fields, "threshold"),
            integers(fields, "decision_type"),
            integers(fields, "left_child"),
            integers(fields, "right_child"),
            numbers(fields, "leaf_value"));
    int splits = leaves - 1;
    boolean whole =
        leaves >= 1
            && tree.leaf.length == leaves
            && tree.feature.length == splits
            && tree.threshold.length == splits
            && tree.decision.length == splits
            && tree.left.length == splits
            && tree.right.length == splits
            && Arrays.stream(tree.feature).allMatch(f -> f >= 0 && f < features)
            && Arrays.stream(tree.decision)
                .allMatch(d -> (d & 1) == 0 && (d >> MISSING_TYPE_SHIFT & 3) != MISSING_ZERO);
    if (!whole || !downwards(tree.left, leaves) || !downwards(tree.right, leaves)) {
      throw new InvalidInputException(where, "damaged: its splits and leaves do not fit together");
    }
    return tree;
  }

  /** Whether every child is a leaf that is there or a later split, so that all walks end. */
  private static boolean downwards(int[] children, int leaves) {
    for (int node = 0; node < children.length; node++) {
      int child = children[node];
      if (child >= 0 ? child <= node || child >= children.length : ~child >= leaves) {
        return false;
      }
    }
    return true;
  }

  private static int[] integers(Map<String, String> fields, String name) {
    String text = fields.getOrDefault(name, "").trim();
    return text.isEmpty()
        ? new int[0]
        : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  private static double[] numbers(Map<String, String> fields, String name) {
    String text = fields.getOrDefault(name, "").trim();
    return text.isEmpty()
        ? new double[0]
        : Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** How many trees there are. */
  int size() {
    return trees.size();
  }

  /** The sum of all trees at a row; NaN features are missing. */
  double score(float[] row) {
    double sum = 0;
    for (Tree tree : trees) {
      sum += tree.value(row);
    }
    return sum;
  }
}
