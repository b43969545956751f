package org.stowbench.scorer.protocols;

import java.util.Arrays;

/**
 * Answers that are all liked equally, in exact expectation over all orders of them.
 *
 * <p>Answers that stand for the same container are a group, which arrives with its first answer.
 * Give every answer an arrival time, independent and uniform on [0, 1]: all orders are then equally
 * likely, and a group of w answers has arrived by time t with probability 1 - (1 - t)^w. So the
 * truth's group comes before a rival of v answers with probability w / (w + v), and given its
 * arrival at t, rivals have or have not arrived independently of each other.
 *
 * @param truth how many answers stand for the truth, 0 or more
 * @param containers how many answers stand for each other container, each 1 or more
 * @param notHere whether "not here" is among the answers without being the truth
 * @param misses how many answers stand for nothing, each a group of its own
 * @param truthIsNotHere whether the truth is "not here"
 */
record TiedOrders(
    int truth, int[] containers, boolean notHere, int misses, boolean truthIsNotHere) {

  /** Whether a robot that follows these answers stops at one of them. */
  boolean ends() {
    return truth > 0 || notHere;
  }

  /** How many ranks they take. */
  int groups() {
    return (truth > 0 ? 1 : 0) + rivals().length;
  }

  /** The probability that the truth comes first. */
  double first() {
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
      Arrays.fill(arrived, 0);
      arrived[0] = 1;
      for (int g = 0; g < rivals.length; g++) {
        double absent = power(u, rivals[g]);
        for (int j = g + 1; j > 0; j--) {
          arrived[j] = arrived[j] * absent + arrived[j - 1] * (1 - absent);
        }
        arrived[0] *= absent;
      }
      double weight = rule.weight(node) * truth * power(u, truth - 1);
      for (int j = 0; j < ranks.length; j++) {
        ranks[j] += weight * arrived[j];
      }
    }
    return ranks;
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
