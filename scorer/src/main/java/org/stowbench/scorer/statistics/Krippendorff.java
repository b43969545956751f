package org.stowbench.scorer.statistics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Krippendorff's alpha for nominal values: 1 where all observers agree, 0 where they agree as often
 * as values drawn from all of them would (Krippendorff, Computing Krippendorff's Alpha-Reliability,
 * 2011). Observers may be missing anywhere.
 */
public final class Krippendorff {

  private Krippendorff() {}

  /**
   * Alpha of some units.
   *
   * @param units the values that observers gave to each unit; a unit with fewer than two does not
   *     count
   * @return empty where nothing varies: with one value, or none, there is nothing to agree on
   */
  public static <T> OptionalDouble nominal(Collection<? extends List<T>> units) {
    Map<T, Integer> totals = new HashMap<>();
    double disagreeing = 0;
    long n = 0;
    for (List<T> unit : units) {
      int m = unit.size();
      if (m < 2) {
        continue;
      }
      Map<T, Integer> counts = new HashMap<>();
      unit.forEach(value -> counts.merge(value, 1, Integer::sum));
      long same = counts.values().stream().mapToLong(c -> (long) c * (c - 1)).sum();
      disagreeing += ((long) m * (m - 1) - same) / (double) (m - 1);
      counts.forEach((value, count) -> totals.merge(value, count, Integer::sum));
      n += m;
    }
    long same = totals.values().stream().mapToLong(c -> (long) c * (c - 1)).sum();
    long different = n * (n - 1) - same;
    return n == 0 || different == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - (n - 1) * disagreeing / different);
  }
}
