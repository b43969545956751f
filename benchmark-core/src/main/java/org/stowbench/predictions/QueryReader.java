package org.stowbench.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;
import org.stowbench.scene.SceneAllowance;

/**
 * Reads the queries of a split by their place. Who asks for one after the other is read ahead to,
 * further and further up to a bound, so that the split is opened seldom; who jumps about gets
 * single ones. The first queries are held for good, as far as a {@link SceneAllowance} goes.
 */
final class QueryReader {

  private static final int MOST_AHEAD = 16;

  /** Of a region in memory. */
  private static final int BYTES_A_VERTEX = 64;

  private final Dataset dataset;
  private final SceneAllowance allowance;
  private final List<LabeledQuery> kept = new ArrayList<>();
  private boolean keeping = true;
  private List<LabeledQuery> held = List.of();
  private int first;
  private int ahead = 1;

  QueryReader(Dataset dataset) {
    this(dataset, new SceneAllowance(BYTES_A_VERTEX));
  }

  QueryReader(Dataset dataset, SceneAllowance allowance) {
    this.dataset = dataset;
    this.allowance = allowance;
  }

  /** Is told the queries from the first on as somebody reads them, and keeps what it may. */
  void see(LabeledQuery query) {
    if (keeping) {
      Scene scene = query.query().scene();
      boolean known = !kept.isEmpty() && kept.get(kept.size() - 1).query().scene() == scene;
      keeping = known || allowance.takes(scene);
      if (keeping) {
        kept.add(query);
      }
    }
  }

  /**
   * The query at a place.
   *
   * @throws InvalidInputException if the split has become shorter
   */
  LabeledQuery at(int place) {
    return place < kept.size() ? kept.get(place) : read(place);
  }

  /** Whether all queries that were seen are held. */
  boolean holdsAll() {
    return keeping;
  }

  private synchronized LabeledQuery read(int place) {
    int end = first + held.size();
    if (place < first || place >= end) {
      boolean next = place >= end && place - end < ahead;
      ahead = next ? Math.min(MOST_AHEAD, ahead * 2) : 1;
      try (Stream<LabeledQuery> queries = dataset.queriesFrom(place)) {
        held = queries.limit(ahead).toList();
      }
      first = place;
      if (held.isEmpty()) {
        throw new InvalidInputException(
            InputLocation.of(dataset.info().id()), "changed while it was read: it became shorter");
      }
    }
    return held.get(place - first);
  }
}
