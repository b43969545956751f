package org.stowbench.scorer.metrics;

/** Which way a metric gets better. */
public enum Direction {
  HIGHER_IS_BETTER("higher is better"),
  LOWER_IS_BETTER("lower is better");

  private final String words;

  Direction(String words) {
    this.words = words;
  }

  /** In words, such as {@code higher is better}. */
  public String words() {
    return words;
  }

  /** By how much {@code first} is better than {@code second}; negative where it is worse. */
  public double advantage(double first, double second) {
    return this == HIGHER_IS_BETTER ? first - second : second - first;
  }
}
