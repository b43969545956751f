package org.stowbench.cli;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How many of all that could be tried are.
 *
 * @param most 1 or more
 */
record Sample(int most) {

  static final Sample EVERYTHING = new Sample(Integer.MAX_VALUE);

  /** Evenly spread over a list, and other ones for another purpose: together they miss little. */
  <T> List<T> of(List<T> all, String purpose) {
    int step = 1 + (all.size() - 1) / most;
    return IntStream.iterate(
            Math.floorMod(purpose.hashCode(), step), i -> i < all.size(), i -> i + step)
        .mapToObj(all::get)
        .toList();
  }
}
