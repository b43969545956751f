package org.stowbench.scorer.statistics;

/**
 * How much has to be asked before a share is known as well as one likes.
 *
 * @param width of the 95 % interval that is wanted, from its lower to its upper end
 * @param share that is expected; one half takes most
 * @param trials the fewest independent yes-or-no trials whose exact interval ({@link
 *     ClusterEstimate}) is that narrow
 */
public record NeededTrials(double width, double share, long trials) {

  /** What intervals can be told apart by. */
  private static final long MOST = 1_000_000;

  /**
   * How many trials it takes.
   *
   * @throws IllegalArgumentException if the width is not between 0.005 and 1, or the share not from
   *     0 to 1
   */
  public static NeededTrials of(double width, double share) {
    if (!(width >= 0.005 && width < 1)) {
      throw new IllegalArgumentException("width " + width + ": must be from 0.005 to below 1");
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + ": must be from 0 to 1");
    }
    long enough = MOST;
    long tooFew = 0;
    while (enough - tooFew > 1) {
      long between = tooFew + (enough - tooFew) / 2;
      Interval interval = ClusterEstimate.exact(share, between);
      if (interval.high() - interval.low() <= width) {
        enough = between;
      } else {
        tooFew = between;
      }
    }
    return new NeededTrials(width, share, enough);
  }

  /**
   * How many answers that is where they come in clusters that have something in common: as many
   * times more as Kish's design effect says (Survey Sampling, 1965), {@code 1 + (size - 1)
   * correlation}.
   *
   * @param size answers a cluster, 1 or more
   * @param correlation of two answers in one cluster, from 0 to 1
   */
  public long answers(double size, double correlation) {
    if (!(correlation >= 0 && correlation <= 1)) {
      throw new IllegalArgumentException("correlation " + correlation + ": must be from 0 to 1");
    }
    return (long) Math.ceil(trials * (1 + (Math.max(1, size) - 1) * correlation));
  }
}
