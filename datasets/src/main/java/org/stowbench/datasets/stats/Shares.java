package org.stowbench.datasets.stats;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often each category of a measure occurs.
 *
 * @param counts by category, in the order of their names; each 0 or more
 */
public record Shares(Map<String, Long> counts) {

  public Shares {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    counts.forEach(
        (category, count) -> {
          if (count < 0) {
            throw new IllegalArgumentException(
                "count " + count + " of " + category + ": must be 0 or more");
          }
        });
  }

  /** All counts together. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The share of a category, 0 to 1; NaN without counts. */
  public double share(String category) {
    return counts.getOrDefault(category, 0L) / (double) total();
  }

  /**
   * Total variation distance: the share that would have to change category; 0 is the same, 1 is
   * nothing in common, NaN where one has no counts.
   */
  public double distance(Shares other) {
    TreeSet<String> all = new TreeSet<>(counts.keySet());
    all.addAll(other.counts.keySet());
    double sum = total() == 0 || other.total() == 0 ? Double.NaN : 0;
    for (String category : all) {
      sum += Math.abs(share(category) - other.share(category));
    }
    return sum / 2;
  }
}
