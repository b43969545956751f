package org.stowbench.run;

import java.util.Objects;
import java.util.stream.Stream;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;

/**
 * A split whose queries know so much of their households, without those of whom less could be
 * known. Has the split's id and checksum.
 *
 * @param pool what there is to be known
 * @param known how much of it is
 */
public record KnownView(KnownPool pool, Known known) implements Dataset {

  public KnownView {
    Objects.requireNonNull(pool, "pool");
    Objects.requireNonNull(known, "known");
  }

  @Override
  public DatasetInfo info() {
    DatasetInfo whole = pool.whole().info();
    return new DatasetInfo(
        whole.id(), whole.checksum(), pool.queries(known.ofAtLeast()), whole.simulated());
  }

  @Override
  public Stream<LabeledQuery> queries() {
    return told(pool.whole().queries());
  }

  @Override
  public Stream<LabeledQuery> queriesFrom(long first) {
    int[] places = pool.places(known);
    return first < places.length
        ? told(pool.whole().queriesFrom(places[(int) first]))
        : Stream.empty();
  }

  private Stream<LabeledQuery> told(Stream<LabeledQuery> whole) {
    return whole.flatMap(labeled -> pool.told(labeled, known).stream());
  }
}
