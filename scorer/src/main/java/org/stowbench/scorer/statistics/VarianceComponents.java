package org.stowbench.scorer.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;

/**
 * Where the variance of single outcomes comes from: households differ, items differ, the one item
 * in the one household differs beyond that (the query), and so does asking again (the repeat).
 *
 * <p>The model is a sum of random effects, y = mean + household + item + query + repeat. The
 * components are those that make the uncorrected sums of squares of each grouping equal to what is
 * expected of them: Henderson's method 1 (Estimation of Variance and Covariance Components,
 * Biometrics 9, 1953; Searle, Casella and McCulloch, Variance Components, 1992, chapter 5), which
 * needs no balance and is unbiased. An estimate below 0 is shown as 0. Where each household has one
 * query, or each item, what is the query's counts as theirs; a single household or item has no
 * variance.
 *
 * @param households variance between households, 0 or more
 * @param items between items
 * @param queries between queries, beyond what household and item explain
 * @param repeats between askings of one query; 0 for a single asking
 */
public record VarianceComponents(double households, double items, double queries, double repeats) {

  /**
   * Takes outcomes apart.
   *
   * @param households of each query
   * @param items of each query
   * @param repeats the outcomes of all queries, once an asking; one or more
   */
  public static VarianceComponents of(
      List<String> households, List<String> items, double[][] repeats) {
    int queries = households.size();
    int[] household = new int[queries * repeats.length];
    int[] item = new int[household.length];
    int[] query = new int[household.length];
    double[] outcomes = new double[household.length];
    int[] householdNumbers = numbers(households);
    int[] itemNumbers = numbers(items);
    for (int i = 0; i < outcomes.length; i++) {
      query[i] = i % queries;
      household[i] = householdNumbers[query[i]];
      item[i] = itemNumbers[query[i]];
      outcomes[i] = repeats[i / queries][query[i]];
    }
    int homes = new HashSet<>(households).size();
    int things = new HashSet<>(items).size();
    // Mean and residual are groupings too: all in one group, and each outcome in its own.
    List<int[]> groupings = new ArrayList<>(List.of(new int[outcomes.length]));
    int homesAt = add(groupings, household, homes > 1);
    int thingsAt = add(groupings, item, things > 1);
    int queriesAt =
        add(groupings, query, repeats.length > 1 && homes < queries && things < queries);
    int restAt = add(groupings, IntStream.range(0, outcomes.length).toArray(), outcomes.length > 1);
    double[] components = solve(groupings, outcomes);
    double rest = at(components, restAt);
    return new VarianceComponents(
        at(components, homesAt),
        at(components, thingsAt),
        repeats.length > 1 ? at(components, queriesAt) : rest,
        repeats.length > 1 ? rest : 0);
  }

  private static int[] numbers(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    return names.stream()
        .mapToInt(name -> numbers.computeIfAbsent(name, n -> numbers.size()))
        .toArray();
  }

  private static int add(List<int[]> groupings, int[] grouping, boolean varies) {
    if (!varies) {
      return -1;
    }
    groupings.add(grouping);
    return groupings.size() - 1;
  }

  private static double at(double[] components, int place) {
    return place < 0 || !(components[place] > 0) ? 0 : components[place];
  }

  /**
   * Solves sums of squares = what is expected of them. Of a grouping A, the sum over its groups of
   * (sum of outcomes)^2 / size has in its expectation, of an effect F, its variance times the sum
   * over A's groups a of sum over F's groups f of n(a, f)^2 / n(a); and the squared mean stands as
   * an effect with one group.
   */
  private static double[] solve(List<int[]> groupings, double[] outcomes) {
    int size = groupings.size();
    double[][] expected = new double[size][size];
    double[] observed = new double[size];
    for (int a = 0; a < size; a++) {
      int[] groups = groupings.get(a);
      double[] count = new double[outcomes.length];
      double[] sum = new double[outcomes.length];
      for (int i = 0; i < outcomes.length; i++) {
        count[groups[i]]++;
        sum[groups[i]] += outcomes[i];
      }
      for (int group = 0; group < count.length; group++) {
        observed[a] += count[group] == 0 ? 0 : sum[group] * sum[group] / count[group];
      }
      for (int f = 0; f < size; f++) {
        Map<Long, Integer> both = new HashMap<>();
        for (int i = 0; i < outcomes.length; i++) {
          both.merge((long) groups[i] * outcomes.length + groupings.get(f)[i], 1, Integer::sum);
        }
        for (Map.Entry<Long, Integer> cell : both.entrySet()) {
          double n = cell.getValue();
          expected[a][f] += n * n / count[(int) (cell.getKey() / outcomes.length)];
        }
      }
    }
    try {
      return new QRDecomposition(new Array2DRowRealMatrix(expected, false), 1e-9)
          .getSolver()
          .solve(new ArrayRealVector(observed))
          .toArray();
    } catch (org.hipparchus.exception.MathIllegalArgumentException confounded) {
      double[] none = new double[size];
      Arrays.fill(none, Double.NaN);
      return none;
    }
  }

  /** All of it. */
  public double total() {
    return households + items + queries + repeats;
  }
}
