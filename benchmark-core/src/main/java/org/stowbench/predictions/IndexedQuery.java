package org.stowbench.predictions;

import java.util.Objects;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;

/**
 * A query in an index: what is known of it without reading its scene, and the way to the rest.
 *
 * @param index that it is in
 * @param ordinal its number there
 */
public record IndexedQuery(QueryIndex index, int ordinal) {

  public IndexedQuery {
    Objects.requireNonNull(index, "index");
    Objects.checkIndex(ordinal, index.size());
  }

  /** The query's id. */
  public String id() {
    return index.id(ordinal);
  }

  /** The id of its scene. */
  public String scene() {
    return index.scene(ordinal);
  }

  /** What is asked for. */
  public String item() {
    return index.item(ordinal);
  }

  /** The id of its household. */
  public String household() {
    return index.household(ordinal);
  }

  /** Where the item is. */
  public Truth truth() {
    return index.truth(ordinal);
  }

  /** All of it, read from the dataset. */
  public LabeledQuery labeled() {
    return index.query(ordinal);
  }
}
