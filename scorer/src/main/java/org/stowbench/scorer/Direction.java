package org.stowbench.scorer;

import java.util.Set;

/** Which way a metric gets better. */
public enum Direction {
  HIGHER_IS_BETTER,
  LOWER_IS_BETTER;

  private static final Set<String> COSTS =
      Set.of("openings", "opening_ratio", "log_loss", "brier", "ece");

  /** The direction of a metric: costs, losses and errors are better when lower, shares when not. */
  public static Direction of(String metric) {
    return COSTS.contains(metric) ? LOWER_IS_BETTER : HIGHER_IS_BETTER;
  }

  /** By how much {@code first} is better than {@code second}; negative where it is worse. */
  public double advantage(double first, double second) {
    return this == HIGHER_IS_BETTER ? first - second : second - first;
  }
}
