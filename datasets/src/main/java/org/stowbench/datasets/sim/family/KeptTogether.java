package org.stowbench.datasets.sim.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The probability that items which share their noise are where they are.
 *
 * <p>Item i goes to the storage s with the largest {@code ln w_is + G_s}; the Gumbel draws {@code
 * G_s} are the same for all of them. With {@code E_s = exp(-G_s)}, which is exponential, that is
 * the smallest {@code E_s / w_is}. So items i at a are just where, for every storage s, {@code E_s
 * >= E_a w_is / w_ia}. Of all items at one storage the largest of these ratios counts, so they are
 * a group with a row of ratios {@code r}. For groups at storages a_1 to a_n, with {@code x_g} for
 * {@code E} at a_g, the probability is the integral of
 *
 * <pre>exp(- sum over s of max over g of x_g r_gs)</pre>
 *
 * over all x with {@code x_h >= x_g r_g,a_h}. The common scale of the x integrates out, which
 * leaves n - 1 ratios of them; for a single group, {@code 1 / sum of r}. The ratios lie in a box,
 * which is covered, on a logarithmic scale, by a fixed sequence of points that fills it evenly
 * (additive recurrence with the generalized golden ratio). The same groups give the same number.
 */
final class KeptTogether {

  /** Points for each dimension of the box: errors stay below one in a hundred. */
  private static final int POINTS = 256;

  private final List<Integer> places = new ArrayList<>();
  private final List<double[]> ratios = new ArrayList<>();

  KeptTogether() {}

  private KeptTogether(KeptTogether that) {
    places.addAll(that.places);
    that.ratios.forEach(row -> ratios.add(row.clone()));
  }

  /** These items and one more. */
  KeptTogether and(double[] weights, int place) {
    KeptTogether more = new KeptTogether(this);
    more.add(weights, place);
    return more;
  }

  /**
   * Adds an item.
   *
   * @param weights of all storages, each more than 0
   * @param place where it is
   */
  void add(double[] weights, int place) {
    double[] row = new double[weights.length];
    for (int s = 0; s < row.length; s++) {
      row[s] = weights[s] / weights[place];
    }
    int group = places.indexOf(place);
    if (group < 0) {
      places.add(place);
      ratios.add(row);
    } else {
      double[] before = ratios.get(group);
      Arrays.setAll(before, s -> Math.max(before[s], row[s]));
    }
  }

  /** The probability, 0 to 1; 1 where there are no items. */
  double probability() {
    int n = places.size();
    if (n == 0) {
      return 1;
    }
    if (n == 1) {
      return 1 / Arrays.stream(ratios.get(0)).sum();
    }
    double[] low = new double[n];
    double[] width = new double[n];
    double volume = 1;
    for (int g = 1; g < n; g++) {
      low[g] = StrictMath.log(ratios.get(0)[places.get(g)]);
      width[g] = -StrictMath.log(ratios.get(g)[places.get(0)]) - low[g];
      if (!(width[g] > 0)) {
        return 0;
      }
      volume *= width[g];
    }
    double[] step = steps(n - 1);
    int points = POINTS * (n - 1);
    double[] x = new double[n];
    x[0] = 1;
    double sum = 0;
    for (int point = 1; point <= points; point++) {
      double density = 1;
      for (int g = 1; g < n; g++) {
        double at = 0.5 + point * step[g - 1];
        x[g] = StrictMath.exp(low[g] + width[g] * (at - Math.floor(at)));
        density *= x[g] * g;
      }
      if (holds(x)) {
        double total = total(x);
        for (int g = 0; g < n; g++) {
          density /= total;
        }
        sum += density;
      }
    }
    return Math.min(1, volume * sum / points);
  }

  private boolean holds(double[] x) {
    for (int g = 0; g < x.length; g++) {
      for (int h = 0; h < x.length; h++) {
        if (g != h && x[h] < x[g] * ratios.get(g)[places.get(h)]) {
          return false;
        }
      }
    }
    return true;
  }

  private double total(double[] x) {
    double total = 0;
    for (int s = 0; s < ratios.get(0).length; s++) {
      double most = 0;
      for (int g = 0; g < x.length; g++) {
        most = Math.max(most, x[g] * ratios.get(g)[s]);
      }
      total += most;
    }
    return total;
  }

  /** Steps of the sequence: powers of 1 over the root above 1 of x^(d+1) = x + 1. */
  private static double[] steps(int dimensions) {
    double root = 2;
    for (int i = 0; i < 60; i++) {
      root = StrictMath.pow(1 + root, 1.0 / (dimensions + 1));
    }
    double[] steps = new double[dimensions];
    double step = 1;
    for (int d = 0; d < dimensions; d++) {
      step /= root;
      steps[d] = step;
    }
    return steps;
  }
}
