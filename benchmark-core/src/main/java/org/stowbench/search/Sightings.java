package org.stowbench.search;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.query.Answer;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;

/**
 * What is known of a household while a search goes on: what was known before, and what was seen in
 * the containers that were opened. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public final class Sightings {

  private final Query query;
  private final PhysicalContainers physical;

  /**
   * Begins with what a query knows.
   *
   * @param query what is looked for
   */
  public Sightings(Query query) {
    this.query = query;
    this.physical = PhysicalContainers.of(query.scene());
  }

  /** Which candidates of the scene are one container. */
  public PhysicalContainers physical() {
    return physical;
  }

  /**
   * The query with what was seen after what was known before, in the order in which it was seen. An
   * item is placed in the candidate that was opened. What is known already is not told again: an
   * item under any spelling in the same physical container.
   *
   * @param opened containers of the scene
   */
  public Query after(List<Opened> opened) {
    List<KnownPlacement> known = new ArrayList<>(query.known());
    for (Opened each : opened) {
      if (each.contents() instanceof Contents.OtherItems other) {
        for (String item : other.items()) {
          if (!ItemName.same(item, query.item()) && !holds(known, item, each.container())) {
            known.add(new KnownPlacement(item, Answer.container(each.container())));
          }
        }
      }
    }
    return known.size() == query.known().size() ? query : query.knowing(known);
  }

  private boolean holds(List<KnownPlacement> known, String item, int container) {
    return known.stream()
        .anyMatch(
            placement ->
                ItemName.same(placement.item(), item)
                    && placement.where() instanceof Answer.InContainer in
                    && physical.of(in.id()) == physical.of(container));
  }
}
