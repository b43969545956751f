package org.stowbench.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;

/**
 * What the households of a split keep in view, as far as the split knows: the items that it asks
 * for, or tells of, and that are in a container of the scene. Holds one small record a query.
 * Immutable.
 */
public final class Belongings {

  /**
   * An item and the container that holds it.
   *
   * @param container its id
   */
  record Kept(String item, int container) {}

  private final Map<HouseholdView, List<Kept>> byView;

  private Belongings(Map<HouseholdView, List<Kept>> byView) {
    this.byView = byView;
  }

  /** Reads a split once. */
  public static Belongings of(Dataset dataset) {
    Map<HouseholdView, List<Kept>> byView = new HashMap<>();
    Map<String, String> items = new HashMap<>(); // one text an item, however often it is asked for
    try (Stream<LabeledQuery> queries = dataset.queries()) {
      queries.forEach(
          labeled -> {
            String item = items.computeIfAbsent(labeled.query().item(), i -> i);
            for (int container : labeled.truth().containers()) {
              byView
                  .computeIfAbsent(HouseholdView.of(labeled), view -> new ArrayList<>(1))
                  .add(new Kept(item, container));
            }
          });
    }
    return new Belongings(byView);
  }

  /** The scene of a query with everything shut, to be searched. */
  public HiddenContents behind(LabeledQuery labeled) {
    return new HiddenContents(labeled, besides(labeled));
  }

  /**
   * What else is known to be in view of a query: what the split asks for, never the same item under
   * another spelling, and what the query itself knows.
   */
  List<Kept> besides(LabeledQuery labeled) {
    String asked = labeled.query().item();
    return Stream.concat(
            byView.getOrDefault(HouseholdView.of(labeled), List.of()).stream()
                .filter(kept -> !ItemName.same(kept.item(), asked)),
            labeled.query().known().stream().flatMap(Belongings::kept))
        .toList();
  }

  private static Stream<Kept> kept(KnownPlacement known) {
    return known.where() instanceof Answer.InContainer in
        ? Stream.of(new Kept(known.item(), in.id()))
        : Stream.empty();
  }
}
