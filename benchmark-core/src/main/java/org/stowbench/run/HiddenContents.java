package org.stowbench.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.query.LabeledQuery;
import org.stowbench.search.Contents;
import org.stowbench.search.Opened;
import org.stowbench.search.SearchFailedException;

/** The scene of one search with what is in its containers, which only the harness knows. */
public final class HiddenContents {

  private final LabeledQuery labeled;
  private final List<Belongings.Kept> others;
  private final PhysicalContainers physical;
  private final Map<Integer, Integer> openedAs = new HashMap<>(); // by physical container

  /**
   * Begins with every container closed.
   *
   * @param others what else is in the containers
   */
  HiddenContents(LabeledQuery labeled, List<Belongings.Kept> others) {
    this.labeled = labeled;
    this.others = others;
    this.physical = PhysicalContainers.of(labeled.query().scene());
  }

  /** How many physical containers there are, with or without area. */
  int containers() {
    return physical.count();
  }

  /**
   * Opens a container.
   *
   * @throws SearchFailedException if the scene has none of this id, or it is open already
   */
  public Opened open(int container) {
    int candidates = labeled.query().scene().containers().size();
    if (container >= candidates) {
      throw new SearchFailedException(
          "opens container %d: the scene has %d, numbered from 0".formatted(container, candidates));
    }
    Integer before = openedAs.putIfAbsent(physical.of(container), container);
    if (before != null) {
      throw new SearchFailedException(
          before == container
              ? "opens container %d again".formatted(container)
              : "opens container %d: the same as %d, which is open".formatted(container, before));
    }
    return new Opened(container, contents(physical.of(container)));
  }

  private Contents contents(int place) {
    if (labeled.truth().containers().stream().anyMatch(id -> physical.of(id) == place)) {
      return Contents.FOUND;
    }
    List<String> items =
        others.stream()
            .filter(kept -> physical.of(kept.container()) == place)
            .map(Belongings.Kept::item)
            .distinct()
            .sorted()
            .toList();
    return items.isEmpty() ? Contents.EMPTY : new Contents.OtherItems(items);
  }
}
