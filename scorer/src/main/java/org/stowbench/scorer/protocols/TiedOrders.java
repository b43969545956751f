package org.stowbench.scorer.protocols;

import java.util.Arrays;

/**
 * Answers that are all liked equally, in exact expectation over all orders of them.
 *
 * <p>Answers that stand for the same container are a group, which arrives with its first answer.
 * Where an item is kept in several containers, the first of them that comes up is the truth's, so
 * all their answers are one group; only {@link #precisions} tells them apart.
 *
 * <p>Give every answer an arrival time, independent and uniform on [0, 1]: all orders are then
 * equally likely, and a group of w answers has arrived by time t with probability 1 - (1 - t)^w. So
 * the truth's group comes before a rival of v answers with probability w / (w + v), and given its
 * arrival at t, rivals have or have not arrived independently of each other.
 *
 * @param truths how many answers stand for each true place, each 1 or more
 * @param containers how many answers stand for each other container, each 1 or more
 * @param notHere whether "not here" is among the answers without being the truth
 * @param misses how many answers stand for nothing, each a group of its own
 * @param truthIsNotHere whether the truth is "not here"
 */
record TiedOrders(
    int[] truths, int[] containers, boolean notHere, int misses, boolean truthIsNotHere) {

  /** How many answers stand for the truth, 0 or more. */
  int truth() {
    return Arrays.stream(truths).sum();
  }

  /** Whether a robot that follows these answers stops at one of them. */
  boolean ends() {
    return truth() > 0 || notHere;
  }

  /** How many ranks they take, each true place its own. */
  int groups() {
    return truths.length + rivals().length;
  }

  /** The probability that the truth comes first. */
  double first() {
    int truth = truth();
    return truth == 0 ? 0 : (double) truth / (truth + Arrays.stream(rivals()).sum());
  }

  /**
   * How many containers are opened until the truth or "not here" comes, one of which must be among
   * the answers.
   *
   * @param above how many were opened before
   * @param all what a wrong "not here" costs
   */
  double openings(int above, int all) {
    // With the truth "not here", its answer ends the search without an opening of its own. With
    // "not here" a rival, a container is opened in vain if it comes first of the three groups;
    // the order of the other two does not depend on that.
    int truth = truth();
    int enders = truth + (notHere ? 1 : 0);
    double inVain = 0;
    for (int rival : containers) {
      inVain += (double) rival / (rival + enders);
    }
    if (truthIsNotHere) {
      return above + inVain;
    }
    double found = (double) truth / enders;
    return found * (above + 1 + inVain) + (1 - found) * all;
  }

  /** The expected rank of the truth among them, from 1; it must be one of them. */
  double rank() {
    int truth = truth();
    double rank = 1;
    for (int rival : rivals()) {
      rank += (double) rival / (rival + truth);
    }
    return rank;
  }

  /**
   * The probability that the truth has rank j + 1 among them, by j; empty where it is none of them.
   *
   * <p>It is the integral over the truth's arrival time of the Poisson-binomial probability that
   * exactly j rivals have arrived. In u = 1 - t the integrand is a polynomial of degree one less
   * than the number of answers, which Gauss-Legendre quadrature integrates exactly.
   */
  double[] ranks() {
    int truth = truth();
    if (truth == 0) {
      return new double[0];
    }
    int[] rivals = rivals();
    double[] ranks = new double[rivals.length + 1];
    int degree = truth - 1 + Arrays.stream(rivals).sum();
    GaussLegendre rule = GaussLegendre.exactTo(degree);
    double[] arrived = new double[rivals.length + 1];
    for (int node = 0; node < rule.size(); node++) {
      double u = rule.node(node);
      arrive(arrived, rivals, u);
      double weight = rule.weight(node) * truth * power(u, truth - 1);
      for (int j = 0; j < ranks.length; j++) {
        ranks[j] += weight * arrived[j];
      }
    }
    return ranks;
  }

  /**
   * The expected sum, over the true places among them, of the precision at each one's rank: how
   * many of the ranks down to it are true places.
   *
   * <p>It is integrated as {@link #ranks} are: given the arrival of one true place, the others and
   * the rivals arrive independently of it and of each other.
   *
   * @param above how many ranks are above them
   * @param found how many of those are true places
   */
  double precisions(int above, int found) {
    if (truths.length == 0) {
      return 0;
    }
    int[] rivals = rivals();
    GaussLegendre rule = GaussLegendre.exactTo(truth() - 1 + Arrays.stream(rivals).sum());
    double[] wrong = new double[rivals.length + 1];
    double[] right = new double[truths.length];
    double sum = 0;
    for (int node = 0; node < rule.size(); node++) {
      double u = rule.node(node);
      arrive(wrong, rivals, u);
      for (int one = 0; one < truths.length; one++) {
        arrive(right, without(one), u);
        double weight = rule.weight(node) * truths[one] * power(u, truths[one] - 1);
        for (int i = 0; i < right.length; i++) {
          for (int j = 0; j < wrong.length; j++) {
            sum += weight * right[i] * wrong[j] * (found + i + 1) / (above + i + j + 1);
          }
        }
      }
    }
    return sum;
  }

  private int[] without(int one) {
    int[] others = new int[truths.length - 1];
    System.arraycopy(truths, 0, others, 0, one);
    System.arraycopy(truths, one + 1, others, one, others.length - one);
    return others;
  }

  /**
   * The probability that exactly j of some groups have arrived by the time 1 - u, by j.
   *
   * @param arrived is filled with it; one longer than there are groups
   */
  private static void arrive(double[] arrived, int[] groups, double u) {
    Arrays.fill(arrived, 0);
    arrived[0] = 1;
    for (int g = 0; g < groups.length; g++) {
      double absent = power(u, groups[g]);
      for (int j = g + 1; j > 0; j--) {
        arrived[j] = arrived[j] * absent + arrived[j - 1] * (1 - absent);
      }
      arrived[0] *= absent;
    }
  }

  private int[] rivals() {
    int single = misses + (notHere ? 1 : 0);
    int[] rivals = Arrays.copyOf(containers, containers.length + single);
    Arrays.fill(rivals, containers.length, rivals.length, 1);
    return rivals;
  }

  private static double power(double base, int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }
}
