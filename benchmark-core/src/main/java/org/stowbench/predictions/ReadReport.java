package org.stowbench.predictions;

import java.util.List;
import java.util.Objects;

/**
 * What came of reading a response file.
 *
 * @param sets who answered, by person: numbers by value, then texts
 * @param records how many records the file has
 * @param unmatched records that fit no query of the dataset
 * @param repeated records that answer a query again; the first answer was kept
 * @param blank records with a blank answer, which names nothing
 * @param contradicting records with a score above that of an answer before it; the order was kept
 * @param oneBased whether no answer names container 0 while some name others, as where they are
 *     counted from 1
 */
public record ReadReport(
    List<ResponseSet> sets,
    long records,
    LeftOut unmatched,
    LeftOut repeated,
    LeftOut blank,
    LeftOut contradicting,
    boolean oneBased) {

  /**
   * Records that were left out, or read by a rule that their author should know of.
   *
   * @param count how many
   * @param examples the first few, fit for a terminal
   */
  public record LeftOut(long count, List<String> examples) {

    public LeftOut {
      examples = List.copyOf(examples);
      if (count < examples.size()) {
        throw new IllegalArgumentException(
            "%d records left out, %d examples: must be at least as many"
                .formatted(count, examples.size()));
      }
    }
  }

  public ReadReport {
    sets = List.copyOf(sets);
    Objects.requireNonNull(unmatched, "unmatched");
    Objects.requireNonNull(repeated, "repeated");
    Objects.requireNonNull(blank, "blank");
    Objects.requireNonNull(contradicting, "contradicting");
  }
}
