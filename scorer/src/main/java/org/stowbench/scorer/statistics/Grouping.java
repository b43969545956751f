package org.stowbench.scorer.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which cluster each observation belongs to. Clusters are numbered in the order of their names, so
 * that what is computed by number does not depend on the order of observations. Immutable.
 */
public final class Grouping {

  private final int[] numbers;
  private final int clusters;

  private Grouping(int[] numbers, int clusters) {
    this.numbers = numbers;
    this.clusters = clusters;
  }

  /**
   * Groups observations.
   *
   * @param names the name of each observation's cluster; quickest where they ascend
   */
  public static Grouping of(List<String> names) {
    int[] numbers = new int[names.size()];
    int last = -1;
    String before = "";
    int observation = 0;
    for (String name : names) {
      int order = last < 0 ? 1 : name.compareTo(before);
      if (order < 0) {
        return unordered(names);
      }
      last += order > 0 ? 1 : 0;
      numbers[observation++] = last;
      before = name;
    }
    return new Grouping(numbers, last + 1);
  }

  private static Grouping unordered(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, 0));
    String[] ascending = numbers.keySet().toArray(String[]::new);
    Arrays.sort(ascending);
    for (int number = 0; number < ascending.length; number++) {
      numbers.put(ascending[number], number);
    }
    return new Grouping(names.stream().mapToInt(numbers::get).toArray(), ascending.length);
  }

  /** How many observations there are. */
  public int size() {
    return numbers.length;
  }

  /** How many clusters there are, each with one observation or more. */
  public int clusters() {
    return clusters;
  }

  /** The number of an observation's cluster, from 0. */
  int cluster(int observation) {
    return numbers[observation];
  }

  /** Whether each observation is a cluster of its own. */
  boolean isApart() {
    return clusters == numbers.length;
  }
}
