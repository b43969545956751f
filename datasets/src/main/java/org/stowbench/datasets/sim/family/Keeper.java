package org.stowbench.datasets.sim.family;

import java.util.List;

/** Who keeps things in storages, by a habit that nobody outside knows: a family, a crew. */
public interface Keeper {

  /** Where an item is that is in no storage. */
  int AWAY = -1;

  /**
   * Where an item is known to be.
   *
   * @param item what it is
   * @param storages which storages that may be: one, or several that look like one; empty where it
   *     is in none that is in view
   * @param unseen the storages that are not in view
   */
  record Placed(Item item, List<Integer> storages, List<Integer> unseen) {
    public Placed {
      storages = List.copyOf(storages);
      unseen = List.copyOf(unseen);
    }
  }

  /** The habit that it has. */
  Manner habit();

  /** The storage where an item is kept, or {@link #AWAY}. */
  int place(Item item);

  /**
   * The probability of each storage, without knowledge of this keeper's habit and places; together
   * they and the probability that the item is away add up to 1.
   */
  double[] distribution(Item item);

  /**
   * The probability of each storage, given where this keeper has other things.
   *
   * @param known other items and where they are
   * @return as {@link #distribution(Item)}, and just that where nothing is known
   */
  double[] distribution(Item item, List<Placed> known);
}
