package org.stowbench.predictors.learned.ranker;

/**
 * How trees are grown. The defaults were chosen by cross-validation on shic:dev;
 * docs/experiments.md has the table.
 *
 * @param trees of a forest, 1 or more
 * @param leaves of a tree at most, 2 or more
 * @param rate the share of each tree that is added, above 0, at most 1
 * @param columns the share of the columns that a tree may split at, above 0, at most 1
 * @param queries the share of the queries that a tree learns from, above 0, at most 1
 * @param leastHessian in a leaf, 0 or more
 * @param l2 added to a leaf's Hessian, 0 or more
 * @param forests how many are averaged, each grown without a part of the households; 2 or more
 */
record TreeSettings(
    int trees,
    int leaves,
    double rate,
    double columns,
    double queries,
    double leastHessian,
    double l2,
    int forests) {

  static final TreeSettings DEFAULT = new TreeSettings(80, 63, 0.15, 0.2, 0.7, 2, 5, 4);

  TreeSettings {
    check("trees", trees, trees >= 1, "1 or more");
    check("leaves", leaves, leaves >= 2, "2 or more");
    check("rate", rate, rate > 0 && rate <= 1, "above 0 and at most 1");
    check("columns", columns, columns > 0 && columns <= 1, "above 0 and at most 1");
    check("queries", queries, queries > 0 && queries <= 1, "above 0 and at most 1");
    check("least-hessian", leastHessian, leastHessian >= 0, "0 or more");
    check("l2", l2, l2 >= 0, "0 or more");
    check("forests", forests, forests >= 2, "2 or more");
  }

  private static void check(String name, Number value, boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + "=" + value + ": must be " + rule);
    }
  }
}
