package org.stowbench.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;

/** The households of a split, which every machine can make or read for itself. */
sealed interface Households extends Serializable permits SimulatedHouseholds, StoredHouseholds {

  /** The whole split. */
  Dataset split() throws IOException;

  /**
   * Makes sure, where the job was begun, that the households are those that it was begun with.
   *
   * @throws org.stowbench.io.InvalidInputException if they are not
   */
  default void requireUnchanged() {}

  /** The split that predictors may learn from; empty where there is none. */
  Optional<Dataset> training() throws IOException;

  /** The folder that the scenes' image references are relative to; empty where there is none. */
  Optional<Path> images() throws IOException;

  /** How many households there are. */
  long count();

  /** The queries to a part's households. */
  List<LabeledQuery> queries(Part part) throws IOException;

  /**
   * Cuts the split.
   *
   * @param households how many a part has, but for the last; 1 or more
   */
  default List<Part> parts(long households) {
    List<Part> parts = new ArrayList<>();
    for (long first = 0; first < count(); first += households) {
      parts.add(new Part(parts.size(), first, Math.min(households, count() - first)));
    }
    return parts;
  }
}
