package org.stowbench.datasets.sim.family;

/**
 * A family's way to decide where things go. Every household has one; nobody outside knows which.
 * Each habit weighs the same four considerations, as factors of the logarithm of how likely a place
 * is.
 */
public enum Habit implements Manner {
  /** Things are kept where they are used. */
  NEAR_USE(0.36, 1.3, 1.6, 0.3, true),
  /** What is used often is in easy reach, what is used rarely is out of the way. */
  BY_FREQUENCY(0.22, 1.4, 1, 2.2, false),
  /** A place for every kind of thing, and every thing of that kind in it. */
  TIDY(0.34, 1.8, 1.1, 0.6, true),
  /** It has always been there; nobody knows why. */
  HANDED_DOWN(0.08, 0.7, 0, 0, false);

  private final double prior;
  private final double fit;
  private final double nearness;
  private final double reach;
  private final boolean byCategory;

  Habit(double prior, double fit, double nearness, double reach, boolean byCategory) {
    this.prior = prior;
    this.fit = fit;
    this.nearness = nearness;
    this.reach = reach;
    this.byCategory = byCategory;
  }

  @Override
  public double prior() {
    return prior;
  }

  @Override
  public double fit() {
    return fit;
  }

  @Override
  public double nearness() {
    return nearness;
  }

  @Override
  public double reach() {
    return reach;
  }

  /** Whether things of a category that suit the same places end up in the same one. */
  boolean byCategory() {
    return byCategory;
  }
}
