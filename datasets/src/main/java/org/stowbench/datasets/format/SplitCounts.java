package org.stowbench.datasets.format;

/**
 * What a split holds; all counts are 0 or more.
 *
 * @param queries how many queries
 * @param notHere how many of them have the truth "not here"
 * @param scenes how many different scenes they ask about
 * @param households how many different households they come from
 */
public record SplitCounts(long queries, long notHere, long scenes, long households) {

  public SplitCounts {
    if (notHere < 0 || scenes < 0 || households < 0 || queries < notHere) {
      throw new IllegalArgumentException(
          "split of %d queries, %d not here, %d scenes, %d households: must be 0 or more, and not here at most all queries"
              .formatted(queries, notHere, scenes, households));
    }
  }
}
