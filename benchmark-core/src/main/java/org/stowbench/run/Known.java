package org.stowbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Optional;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.query.Dataset;

/**
 * How much a run lets its predictor know of each household. Runs that differ in the first alone ask
 * the same queries.
 *
 * @param placements of how many other items it is known where the household keeps them, 0 or more
 * @param ofAtLeast queries are left out of whose household fewer items than this could be known;
 *     {@code placements} or more
 */
public record Known(int placements, int ofAtLeast) {

  private static final String KNOWN = "known";

  public Known {
    if (placements < 0 || ofAtLeast < placements) {
      throw new IllegalArgumentException(
          "%d known placements of at least %d: must be 0 or more, of no fewer"
              .formatted(placements, ofAtLeast));
    }
  }

  /**
   * The split with so much known.
   *
   * @param whole that is read once, for what there is to be known
   */
  public KnownView view(Dataset whole) {
    return new KnownView(KnownPool.of(whole), this);
  }

  /**
   * The queries of a split that some runs were asked, all of them: those of whose household so much
   * can be known as each of them needs. They know what the run knows that knows most.
   *
   * @param runs those that were let know so much; none for the split as it is
   */
  public static Dataset askedByAll(Dataset whole, Collection<Known> runs) {
    return runs.isEmpty()
        ? whole
        : new Known(
                runs.stream().mapToInt(Known::placements).max().getAsInt(),
                runs.stream().mapToInt(Known::ofAtLeast).max().getAsInt())
            .view(whole);
  }

  /** What to call a predictor that knew so much: {@code ranker, 3 known}. */
  public String name(String predictor) {
    return predictor + suffix();
  }

  /** What to call the predictor itself, whatever else was added to its name. */
  public String nameWithout(String name) {
    int at = name.lastIndexOf(suffix());
    return at < 0 ? name : name.substring(0, at) + name.substring(at + suffix().length());
  }

  private String suffix() {
    return ", " + placements + " known";
  }

  /** Writes it among the fields of what was run with it; nothing where there is none. */
  static void write(Optional<Known> known, ObjectNode json) {
    known.ifPresent(k -> json.set(KNOWN, Json.object(k)));
  }

  /** What {@link #write} wrote. */
  static Optional<Known> read(JsonInput json) {
    return json.optional(KNOWN)
        .map(
            given ->
                given.build(
                    o ->
                        new Known(
                            o.field("placements").integer(), o.field("of_at_least").integer())));
  }
}
