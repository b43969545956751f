package org.stowbench.predictions;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** What one record does, or many do, and what is so of either. */
    private Optional<String> notice(String one, String many, String rest) {
      return count == 0
          ? Optional.empty()
          : Optional.of(
              "%d %s%s, such as %s"
                  .formatted(
                      count,
                      count == 1 ? "record " + one : "records " + many,
                      rest,
                      String.join("; ", examples)));
    }
  }

  public ReadReport {
    sets = List.copyOf(sets);
    Objects.requireNonNull(unmatched, "unmatched");
    Objects.requireNonNull(repeated, "repeated");
    Objects.requireNonNull(blank, "blank");
    Objects.requireNonNull(contradicting, "contradicting");
  }

  /**
   * What the file's author should know of, a line each, safe to show; empty where nothing was left
   * out or read by a special rule.
   *
   * @param dataset what the answers are to, such as {@code shic:eval}
   */
  public List<String> notices(String dataset) {
    String fits = "no query of " + dataset + " and ";
    return Stream.of(
            unmatched.notice("fits " + fits + "was", "fit " + fits + "were", " left out"),
            repeated.notice(
                "answers a query again and was", "answer a query again and were", " left out"),
            blank.notice(
                "leaves",
                "leave",
                " an answer blank, which names nothing; with no other, the query counts as failed"),
            contradicting.notice(
                "has",
                "have",
                " scores that contradict their order; the order counts, not the scores"),
            oneBased
                ? Optional.of(
                    "no answer names container 0, so the numbers look one-based; if they are, take"
                        + " 1 off each, since containers are counted from 0")
                : Optional.<String>empty())
        .flatMap(Optional::stream)
        .toList();
  }
}
