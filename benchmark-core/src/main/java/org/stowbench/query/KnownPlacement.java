package org.stowbench.query;

import org.apiguardian.api.API;

/**
 * Where a household keeps something: told, or seen when a container was opened.
 *
 * @param item what it is, such as {@code spoon}; not blank
 * @param where a container of the scene, or not here
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public record KnownPlacement(String item, Answer where) {

  public KnownPlacement {
    if (item.isBlank()) {
      throw new IllegalArgumentException("known placement: item must not be blank");
    }
    if (where instanceof Answer.InRegion) {
      throw new IllegalArgumentException(
          "known placement of %s: is a free region: must be a container of the scene or not here"
              .formatted(item));
    }
  }

  /**
   * Whether both are of one item, and one says that it is in a container and the other that it is
   * not here. An item may be in several containers.
   */
  public boolean contradicts(KnownPlacement other) {
    return where instanceof Answer.NotHere != other.where instanceof Answer.NotHere
        && ItemName.same(item, other.item);
  }
}
