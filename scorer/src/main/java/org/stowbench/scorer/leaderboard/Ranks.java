package org.stowbench.scorer.leaderboard;

/**
 * The ranks that an entry may have, for all that the data tell, as rating leaderboards show them:
 * from the best to the worst, both included.
 *
 * @param best 1 or more
 * @param worst {@code best} or more
 */
public record Ranks(int best, int worst) {

  public Ranks {
    if (best < 1 || worst < best) {
      throw new IllegalArgumentException(
          "ranks %d to %d: must be 1 or more, and not fall".formatted(best, worst));
    }
  }

  /** Such as {@code 1-4}; {@code 2} where it can only be that. */
  public String text() {
    return best == worst ? Integer.toString(best) : best + "-" + worst;
  }
}
