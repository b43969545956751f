package org.stowbench.cli;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Dataset;
import org.stowbench.run.Known;
import org.stowbench.run.KnownPool;
import org.stowbench.run.KnownView;

/** The values of {@code --known}: a split with so much known each time, and the same queries. */
final class KnownViews {

  /** Between the numbers; a comma at the end is none, so that it is refused. */
  static final String SEPARATOR = ",(?=.)";

  private KnownViews() {}

  /**
   * The views, by how much is known, ascending.
   *
   * @param known of how many items, one number or more in any order
   * @param say is told how many queries are left out
   * @throws InvalidInputException if a number is negative, there twice, or more than any query has
   */
  static List<KnownView> of(Dataset split, List<Integer> known, Consumer<String> say) {
    SortedSet<Integer> amounts = new TreeSet<>();
    for (int placements : known) {
      if (!amounts.add(Values.atLeast(0, "--known", placements))) {
        throw new InvalidInputException("--known %d: is there twice".formatted(placements));
      }
    }
    KnownPool pool = KnownPool.of(split);
    int most = amounts.last();
    long left = pool.queries(most);
    if (left == 0 && split.info().queries() > 0) {
      throw new InvalidInputException(
          "--known %d: leaves no query of %s; %s"
              .formatted(
                  most,
                  split.info().id(),
                  IntStream.rangeClosed(0, pool.most())
                      .filter(k -> pool.queries(k + 1) < pool.queries(k))
                      .mapToObj(k -> "%d leaves %,d".formatted(k, pool.queries(k)))
                      .collect(Collectors.joining(", "))));
    }
    if (left < split.info().queries()) {
      say.accept(
          "asking %,d of the %,d queries of %s: in the others, fewer than %d items of the household can be known"
              .formatted(left, split.info().queries(), split.info().id(), most));
    }
    return amounts.stream().map(k -> new KnownView(pool, new Known(k, most))).toList();
  }
}
