package org.stowbench.datasets.sim.work;

import java.util.Objects;
import java.util.Optional;
import org.stowbench.datasets.sim.kitchen.Storage;

/**
 * One labelled place of a workplace.
 *
 * @param name as its label says
 * @param area the part of the workplace that it is in
 * @param storage what it is and where; its group is the bay that it is part of
 * @param meant the category of items that the bay's label names; empty where it names none
 * @param level which shelf of the bay, from below
 * @param column which place on that shelf, from the left
 * @param row in front, behind another, or all there is
 */
public record Spot(
    String name,
    String area,
    Storage storage,
    Optional<String> meant,
    int level,
    int column,
    Row row) {

  /** How a place stands to others on its part of the shelf. */
  public enum Row {
    WHOLE,
    FRONT,
    BACK
  }

  public Spot {
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(meant, "meant");
    Objects.requireNonNull(row, "row");
  }

  /** The number of the bay. */
  public int bay() {
    return storage.group();
  }

  /** Whether both are on the same shelf of the same bay. */
  boolean sharesShelf(Spot other) {
    return bay() == other.bay() && level == other.level;
  }
}
