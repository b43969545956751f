package org.stowbench.scorer.statistics;

import java.io.Serializable;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A figure over observations that come in clusters, and its interval. The figure is 0 or more, and
 * in first order a sum of what each observation adds to it: its <em>influence</em>.
 *
 * <p><b>How much is known.</b> The variance is the jackknife's, which leaves out one cluster after
 * the other; at least what it would be if all observations were independent. The quantile of
 * Student's t makes up for having estimated it from few clusters, or from few that differ: degrees
 * of freedom are those of Satterthwaite (1946), {@code 2 / (kurtosis - 1 / clusters)}, at most
 * {@code clusters - 1}.
 *
 * <p><b>Up to a highest value</b> (a share, a mean of reciprocal ranks): the interval of Korn and
 * Graubard (Confidence intervals for proportions with small expected number of positive counts
 * estimated from survey data, Survey Methodology 24, 1998), which is the exact one of Clopper and
 * Pearson (1934) for as many yes-or-no trials as would be as uncertain. Two additions of ours keep
 * its promise where few clusters differ, as the coverage study shows: each end is computed as if
 * there were one more cluster, in which everything came out the other way, so that none of a
 * hundred is no certainty; and the trials are at least as many as there are clusters of equal size
 * (Kish, Survey Sampling, 1965, {@code (sum of sizes)^2 / sum of squared sizes}), since a cluster
 * in which all always comes out the same is one trial. Where each cluster is one trial, the
 * interval is Clopper and Pearson's.
 *
 * <p><b>Without a highest value</b> (a cost): the gamma interval (Fay and Feuer, Statistics in
 * Medicine 16, 1997), its counterpart for sums; it is the exact one for counts of independent
 * events. Where nothing varies there is none, since nothing bounds what was not seen, nor with
 * fewer than {@value #FEWEST} clusters, which say too little of rare high costs.
 *
 * <p>Observations are added up in the order given. Whoever wants the same digits whatever that is
 * sorts them.
 */
public final class ClusterEstimate {

  /** With fewer clusters than these, a figure without a highest value has no interval. */
  public static final int FEWEST = 20;

  private static final double TAIL = (1 - Interval.LEVEL) / 2;
  private static final double Z = new NormalDistribution().inverseCumulativeProbability(1 - TAIL);

  /** Far above the rounding of sums, far below any difference that matters. */
  private static final double ROUNDING = 1e-12;

  /** More trials than these would tell no more digits; quantiles stay quick and exact. */
  private static final double MOST_TRIALS = 1e6;

  private final double value;
  private final Moments observations;
  private final Moments clusters;

  private ClusterEstimate(double value, Part part) {
    this.value = value;
    this.observations = part.observations;
    this.clusters = part.clusters;
  }

  /**
   * How some of a figure's clusters move it: all that its interval needs of them. Parts that share
   * no cluster add up.
   *
   * @param observations how each observation does
   * @param clusters how each cluster does
   */
  public record Part(Moments observations, Moments clusters) implements Serializable {

    /** Of no clusters. */
    public static final Part NONE = new Part(Moments.NONE, Moments.NONE);

    /**
     * Some clusters of a ratio of two sums.
     *
     * @param grouping the cluster of each observation
     * @param over what each observation adds above
     * @param under what each adds below, 0 or more
     * @param allOver the sum above, over all clusters that there are
     * @param allUnder the sum below, over all clusters
     */
    public static Part ofRatio(
        Grouping grouping, double[] over, double[] under, double allOver, double allUnder) {
      double[] influences = influences(over, under, allOver / allUnder, allUnder);
      return of(grouping, allOver / allUnder, influences, under, allUnder);
    }

    private static Part of(
        Grouping grouping, double value, double[] influence, double[] weight, double whole) {
      Sum single = new Sum(value);
      for (int i = 0; i < influence.length; i++) {
        double share = weight[i] / whole;
        if (share > 0 || influence[i] != 0) {
          single.add(influence[i], share);
        }
      }
      Moments observations = single.moments();
      return new Part(
          observations,
          grouping.isApart() ? observations : clusters(grouping, value, influence, weight, whole));
    }

    /** Clusters are added up in the order in which they first come up. */
    private static Moments clusters(
        Grouping grouping, double value, double[] influence, double[] weight, double whole) {
      int[] places = new int[grouping.clusters()]; // from 1; 0 is none yet
      double[] influences = new double[places.length];
      double[] shares = new double[places.length];
      int size = 0;
      for (int i = 0; i < influence.length; i++) {
        double share = weight[i] / whole;
        if (share > 0 || influence[i] != 0) {
          int cluster = grouping.cluster(i);
          if (places[cluster] == 0) {
            places[cluster] = ++size;
          }
          influences[places[cluster] - 1] += influence[i];
          shares[places[cluster] - 1] += share;
        }
      }
      Sum grouped = new Sum(value);
      for (int place = 0; place < size; place++) {
        grouped.add(influences[place], shares[place]);
      }
      return grouped.moments();
    }

    /** Both together. */
    public Part plus(Part other) {
      return new Part(observations.plus(other.observations), clusters.plus(other.clusters));
    }
  }

  /**
   * The ratio of two sums.
   *
   * @param grouping the cluster of each observation
   * @param over what each observation adds above
   * @param under what each adds below, 0 or more; those that add 0 to both do not count
   */
  public static ClusterEstimate ratio(Grouping grouping, double[] over, double[] under) {
    return of(grouping, value(over, under), influences(over, under), under);
  }

  private static double value(double[] over, double[] under) {
    double below = sum(under);
    return below > 0 ? sum(over) / below : Double.NaN;
  }

  /** What each observation adds to the ratio of two sums, in first order; a new array. */
  public static double[] influences(double[] over, double[] under) {
    return influences(over, under, value(over, under), sum(under));
  }

  private static double[] influences(double[] over, double[] under, double value, double below) {
    double[] influences = new double[over.length];
    for (int i = 0; i < influences.length; i++) {
      influences[i] = (over[i] - value * under[i]) / below;
    }
    return influences;
  }

  /**
   * Any figure whose influences are known.
   *
   * @param value 0 or more; NaN where it is undefined
   * @param influence of each observation; they sum up to 0
   * @param weight of each observation, 0 or more: the share that it has in the figure
   */
  public static ClusterEstimate of(
      Grouping grouping, double value, double[] influence, double[] weight) {
    return new ClusterEstimate(value, Part.of(grouping, value, influence, weight, sum(weight)));
  }

  /**
   * Any figure that was summed up in parts.
   *
   * @param value 0 or more; NaN where it is undefined
   * @param whole the parts of all clusters, added up
   */
  public static ClusterEstimate of(double value, Part whole) {
    return new ClusterEstimate(value, whole);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double each : values) {
      sum += each;
    }
    return sum;
  }

  /** The figure; NaN where it is undefined. */
  public double value() {
    return value;
  }

  /**
   * How far it can be trusted.
   *
   * @param highest that it can be; may be infinite
   */
  public Uncertainty uncertainty(double highest) {
    if (Double.isNaN(value)) {
      return Uncertainty.UNDEFINED;
    }
    if (clusters.size() < 2) {
      return Uncertainty.TOO_FEW;
    }
    if (highest < Double.POSITIVE_INFINITY) {
      double share = Math.min(1, value / highest);
      double low = exactLow(share, trials(highest, value));
      double high = exactHigh(share, trials(highest, highest - value));
      return Uncertainty.of(
          IntervalMethod.KORN_GRAUBARD, new Interval(highest * low, highest * high));
    }
    double variance = variance();
    if (!(variance > 0)) {
      return Uncertainty.ALL_ALIKE;
    }
    return clusters.size() < FEWEST
        ? Uncertainty.TOO_FEW
        : Uncertainty.of(IntervalMethod.GAMMA, gamma(value * value / variance * caution()));
  }

  /**
   * How far it can be trusted if it may be of either sign, without bounds: the interval of
   * Student's t.
   */
  Uncertainty student() {
    if (Double.isNaN(value)) {
      return Uncertainty.UNDEFINED;
    }
    if (clusters.size() < 2) {
      return Uncertainty.TOO_FEW;
    }
    double half = Z * Math.sqrt(variance() / caution());
    return Uncertainty.of(IntervalMethod.STUDENT_T, new Interval(value - half, value + half));
  }

  /**
   * What draws with replacement of very many clusters would say: their quantiles by the expansion
   * of Cornish and Fisher (1938), of the variance and the skewness of what each cluster adds. With
   * {@link ClusterBootstrap#MOST} clusters it is as wide as by draws, but for 2 %.
   *
   * @param bootstrap {@code PERCENTILE} or {@code BCA}
   * @param lowest that the figure can be
   * @param highest that it can be
   */
  public Uncertainty asIfDrawn(IntervalMethod bootstrap, double lowest, double highest) {
    if (Double.isNaN(value)) {
      return Uncertainty.UNDEFINED;
    }
    if (clusters.size() < 2) {
      return Uncertainty.TOO_FEW;
    }
    double low = Math.min(value, Math.max(lowest, drawn(bootstrap, -Z)));
    double high = Math.max(value, Math.min(highest, drawn(bootstrap, Z)));
    return Uncertainty.of(bootstrap, new Interval(low, high));
  }

  /** The end of an interval as by draws, given that of a normal distribution. */
  private double drawn(IntervalMethod bootstrap, double z) {
    double sixth = clusters.skewness() / 6;
    double moved = sixth + z;
    double quantile = bootstrap == IntervalMethod.BCA ? sixth + moved / (1 - sixth * moved) : z;
    return value + Math.sqrt(clusters.jackknife()) * (quantile + sixth * (quantile * quantile - 1));
  }

  /** Whether the figure is the same in every cluster. */
  boolean isAllAlike() {
    return variance() == 0;
  }

  /**
   * By how much more uncertain the figure is than over as many independent observations (Kish,
   * Survey Sampling, 1965): 1 or more; 1 also where nothing varies, and nothing can be told.
   */
  public double designEffect() {
    double independent = observations.jackknife();
    return independent > 0 ? Math.max(1, clusters.jackknife() / independent) : 1;
  }

  /**
   * The exact interval of a share (Clopper and Pearson, 1934).
   *
   * @param share from 0 to 1
   * @param trials independent yes-or-no trials, above 0; need not be whole
   */
  static Interval exact(double share, double trials) {
    return new Interval(exactLow(share, trials), exactHigh(share, trials));
  }

  private double variance() {
    return Math.max(clusters.jackknife(), observations.jackknife());
  }

  /**
   * How many independent yes-or-no trials would be as uncertain, with one more cluster of average
   * size in which everything comes out the other way.
   *
   * @param surprise how far that is from the value
   */
  private double trials(double highest, double surprise) {
    double unseen = surprise * surprise / clusters.size();
    double independent = observations.jackknife() + unseen / observations.size();
    double together = clusters.jackknife() + unseen / clusters.size();
    double effect = independent > 0 ? Math.max(1, together / independent) : 1;
    double squares = observations.squares();
    double alone = squares > 0 ? value * (highest - value) / squares : observations.size();
    return Math.min(MOST_TRIALS, Math.max(clusters.effectiveSize(), alone / effect * caution()));
  }

  /** By how much less is known than the variance says, since that is estimated too: at most 1. */
  private double caution() {
    double most = clusters.size() - 1.0;
    double uneven = Math.max(0, clusters.kurtosis() - 1.0 / clusters.size());
    double degrees = Math.max(1, Math.min(most, 2 / uneven));
    double factor = Z / new TDistribution(degrees).inverseCumulativeProbability(1 - TAIL);
    return factor * factor;
  }

  /** Clopper and Pearson's lower end, for numbers that need not be whole. */
  private static double exactLow(double share, double trials) {
    double successes = share * trials;
    return successes > ROUNDING
        ? new BetaDistribution(successes, trials - successes + 1).inverseCumulativeProbability(TAIL)
        : 0;
  }

  /** The upper end, which is the lower end of the failures. */
  private static double exactHigh(double share, double trials) {
    return 1 - exactLow(1 - share, trials);
  }

  /** As if the figure were so many events, each worth the same. */
  private Interval gamma(double events) {
    double seen = Math.min(MOST_TRIALS, events);
    double worth = value / seen;
    return new Interval(
        worth * new GammaDistribution(seen, 1).inverseCumulativeProbability(TAIL),
        worth * new GammaDistribution(seen + 1, 1).inverseCumulativeProbability(1 - TAIL));
  }

  /** Sums up observations, or whole clusters, one after another. */
  private static final class Sum {

    private final double value;
    private long size;
    private double squares;
    private double moved;
    private double cubes;
    private double fourths;
    private double squaredShares;

    Sum(double value) {
      this.value = value;
    }

    void add(double influence, double share) {
      // What is left of an influence when sums cancel out but for their rounding is none.
      double left = Math.abs(influence) <= ROUNDING * value * share ? 0 : influence;
      double moves = left / (1 - share); // the figure, without this one
      double square = moves * moves;
      size++;
      squares += left * left;
      moved += square;
      cubes += square * moves;
      fourths += square * square;
      squaredShares += share * share;
    }

    Moments moments() {
      return new Moments(size, squares, moved, cubes, fourths, squaredShares);
    }
  }

  /**
   * Sums over observations, or over clusters.
   *
   * @param size how many there are
   * @param squares of their influences
   * @param moved squares of how far the figure moves without each
   * @param cubes the third powers of that
   * @param fourths the fourth powers
   * @param squaredShares squares of their shares in the figure
   */
  public record Moments(
      long size, double squares, double moved, double cubes, double fourths, double squaredShares)
      implements Serializable {

    static final Moments NONE = new Moments(0, 0, 0, 0, 0, 0);

    Moments plus(Moments other) {
      return new Moments(
          size + other.size,
          squares + other.squares,
          moved + other.moved,
          cubes + other.cubes,
          fourths + other.fourths,
          squaredShares + other.squaredShares);
    }

    /** The variance of the figure. */
    double jackknife() {
      return moved * (size - 1) / size;
    }

    /** From 1 / size, where all move the figure alike, to 1, where one alone does. */
    double kurtosis() {
      return moved > 0 ? fourths / (moved * moved) : 1.0 / size;
    }

    double skewness() {
      return moved > 0 ? cubes / (moved * Math.sqrt(moved)) : 0;
    }

    double effectiveSize() {
      return 1 / squaredShares;
    }
  }
}
