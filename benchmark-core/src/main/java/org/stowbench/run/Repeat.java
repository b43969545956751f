package org.stowbench.run;

import java.util.Optional;

/**
 * Which of several runs of one predictor a run is, that differ in the seed alone.
 *
 * @param number of it, from 1
 * @param of how many there are to be, 2 or more
 * @param first the run id of the first; empty exactly where this is the first
 */
public record Repeat(int number, int of, Optional<String> first) {

  public Repeat {
    if (number < 1 || of < 2 || number > of) {
      throw new IllegalArgumentException(
          "repeat %d of %d: must be 1 to a number of 2 or more".formatted(number, of));
    }
    if (first.isPresent() == (number == 1)) {
      throw new IllegalArgumentException(
          "repeat %d: must name the first, unless it is the first".formatted(number));
    }
  }
}
