package org.stowbench.datasets.sim.work;

import java.util.Objects;
import org.stowbench.datasets.sim.family.Manner;

/**
 * A crew's way to put things away.
 *
 * @param name what it is called
 * @param prior the share of workplaces that have it
 * @param fit how much it matters that the kind of place suits the item
 * @param nearness how much each metre from the point of use matters
 * @param reach how much easy reach matters
 * @param labels how much a label counts when a category gets its shelf
 * @param order how much it matters that an item is on its category's shelf
 * @param pairs how the items of a pair stand to each other
 */
public record CrewHabit(
    String name,
    double prior,
    double fit,
    double nearness,
    double reach,
    double labels,
    double order,
    Relation pairs)
    implements Manner {

  public CrewHabit {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(pairs, "pairs");
  }
}
