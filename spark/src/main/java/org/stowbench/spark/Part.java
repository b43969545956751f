package org.stowbench.spark;

import java.io.Serializable;
import java.util.Locale;

/**
 * A range of a split's households.
 *
 * @param number of the part, from 0
 * @param first its first household: a simulated one's place in the split, or a place in the order
 *     of the households' ids
 * @param households how many it has, 1 or more
 */
record Part(int number, long first, long households) implements Serializable {

  /** What its files are called after. */
  String name() {
    return String.format(Locale.ROOT, "part-%06d", number);
  }
}
