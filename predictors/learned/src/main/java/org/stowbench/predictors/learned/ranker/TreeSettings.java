package org.stowbench.predictors.learned.ranker;

import java.util.Locale;

/**
 * How trees are grown. The defaults were chosen by cross-validation on shic:dev;
 * docs/experiments.md has the table.
 *
 * @param trees how many, 1 or more
 * @param leaves of a tree, 2 or more
 * @param rate the share of each tree that is added, above 0, at most 1
 * @param forests how many forests are averaged, each grown without a part of the households; 2 or
 *     more
 */
record TreeSettings(int trees, int leaves, double rate, int forests) {

  static final TreeSettings DEFAULT = new TreeSettings(150, 31, 0.1, 4);

  TreeSettings {
    if (trees < 1 || leaves < 2 || !(rate > 0 && rate <= 1) || forests < 2) {
      throw new IllegalArgumentException(
          "trees=%d, leaves=%d, rate=%s, forests=%d: must be at least 1, at least 2, above 0 and at most 1, at least 2"
              .formatted(trees, leaves, rate, forests));
    }
  }

  /** LightGBM's parameters; one thread, since forests are grown beside each other. */
  String parameters(long seed) {
    return String.format(
        Locale.ROOT,
        "objective=none boosting=gbdt num_leaves=%d learning_rate=%s min_data_in_leaf=40"
            + " min_sum_hessian_in_leaf=0.5 lambda_l2=5 feature_fraction=0.5 max_bin=127"
            + " seed=%d deterministic=true force_row_wise=true num_threads=1 verbosity=-1",
        leaves,
        rate,
        seed & Integer.MAX_VALUE);
  }
}
