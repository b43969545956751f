package org.stowbench.query;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.stowbench.scene.Scene;

/**
 * An item asked for in a scene, and what is known of the household: all that a predictor is shown.
 *
 * @param id unique in its dataset, not blank
 * @param scene the view to answer in
 * @param item what is asked for, such as {@code bottle opener}; not blank
 * @param known where the household keeps other things, as far as that is known; never the item that
 *     is asked for
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Query(String id, Scene scene, String item, List<KnownPlacement> known) {

  public Query {
    if (id.isBlank()) {
      throw new IllegalArgumentException("query id must not be blank");
    }
    Objects.requireNonNull(scene, "scene");
    if (item.isBlank()) {
      throw new IllegalArgumentException("query " + id + ": item must not be blank");
    }
    known = List.copyOf(known);
    for (KnownPlacement placement : known) {
      if (ItemName.same(placement.item(), item)) {
        throw new IllegalArgumentException(
            "query %s: knows where %s is, and asks for %s: must not be the same item"
                .formatted(id, placement.item(), item));
      }
      requireInScene(id, scene, placement.where(), "known placement of " + placement.item());
    }
  }

  /** A query of a household of which nothing is known. */
  public Query(String id, Scene scene, String item) {
    this(id, scene, item, List.of());
  }

  /** This query with something else known. */
  public Query knowing(List<KnownPlacement> placements) {
    return new Query(id, scene, item, placements);
  }

  /**
   * Refuses answers whose free regions cannot be compared with the scene's in reasonable time.
   *
   * @throws org.stowbench.scene.UnusableRegionException if they cannot
   */
  public void requireComparable(List<? extends Answer> answers) {
    scene.requireComparable(
        answers.stream()
            .filter(Answer.InRegion.class::isInstance)
            .map(answer -> ((Answer.InRegion) answer).region())
            .toList());
  }

  static void requireInScene(String query, Scene scene, Answer answer, String what) {
    if (answer instanceof Answer.InContainer in && in.id() >= scene.containers().size()) {
      throw new IllegalArgumentException(
          "query %s: %s is container %d: scene %s has %d, numbered from 0"
              .formatted(query, what, in.id(), scene.id(), scene.containers().size()));
    }
  }
}
