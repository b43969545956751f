package org.stowbench.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;

/**
 * What the households of a split keep in view, as far as the split knows: the items that it asks
 * for and that are in a container of the scene. Holds one small record a query. Immutable.
 */
final class Belongings {

  /**
   * An item and the container that holds it.
   *
   * @param container its id
   */
  record Kept(String item, int container) {}

  private record View(String household, String scene) {
    static View of(LabeledQuery labeled) {
      return new View(labeled.household().id(), labeled.query().scene().id());
    }
  }

  private final Map<View, List<Kept>> byView;

  private Belongings(Map<View, List<Kept>> byView) {
    this.byView = byView;
  }

  /** Reads a split once. */
  static Belongings of(Dataset dataset) {
    Map<View, List<Kept>> byView = new HashMap<>();
    Map<String, String> items = new HashMap<>(); // one text an item, however often it is asked for
    try (Stream<LabeledQuery> queries = dataset.queries()) {
      queries.forEach(
          labeled -> {
            String item = items.computeIfAbsent(labeled.query().item(), i -> i);
            for (int container : labeled.truth().containers()) {
              byView
                  .computeIfAbsent(View.of(labeled), view -> new ArrayList<>(1))
                  .add(new Kept(item, container));
            }
          });
    }
    return new Belongings(byView);
  }

  /** What else is known to be in view of a query. */
  List<Kept> besides(LabeledQuery labeled) {
    return byView.getOrDefault(View.of(labeled), List.of()).stream()
        .filter(kept -> !kept.item().equals(labeled.query().item()))
        .toList();
  }
}
