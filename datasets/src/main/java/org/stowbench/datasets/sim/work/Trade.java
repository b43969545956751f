package org.stowbench.datasets.sim.work;

import java.util.List;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.family.ItemCatalogue;
import org.stowbench.predictor.Seeds;

/** A kind of workplace: how it is built, what it holds, by which habits its crews go. */
public enum Trade {
  /**
   * A restaurant's kitchen. By the book, tools are at the station where they are used, food is
   * where its label says, and newer lots stand behind older ones; by custom, labels count for
   * little; in a hurry, newer lots are put in front.
   */
  KITCHEN(
      "kitchen-items.csv",
      List.of(
          new CrewHabit("by the book", 0.5, 1.6, 3.5, 0.6, 6, 4, Relation.BEHIND),
          new CrewHabit("by custom", 0.3, 1.4, 1.5, 0.6, 1, 4, Relation.BEHIND),
          new CrewHabit("in a hurry", 0.2, 0.9, 0.8, 1.5, 3, 2, Relation.IN_FRONT))) {
    @Override
    Premises premises(Dice dice) {
      return CommercialKitchen.build(dice);
    }

    @Override
    double[] ease(Premises premises) {
      return premises.inReach();
    }
  },

  /**
   * The stock room of a building's services. By class, what is asked for often is near the counter
   * and at hand, and what looks alike is kept apart; by family, things of a kind are in one bay, as
   * its sign says if it has one, and what looks alike is side by side; or all is where there was
   * room.
   */
  STOCK_ROOM(
      "stock-items.csv",
      List.of(
          new CrewHabit("by class", 0.45, 1.6, 0, 14, 0, 1, Relation.APART),
          new CrewHabit("by family", 0.4, 1.6, 0, 3, 5, 5, Relation.BESIDE),
          new CrewHabit("where there was room", 0.15, 0.7, 0, 0, 0, 0, Relation.ANY))) {
    @Override
    Premises premises(Dice dice) {
      return StockRoom.build(dice);
    }

    @Override
    double[] ease(Premises premises) {
      return StockRoom.ease(premises);
    }
  };

  private final String items;
  private final List<CrewHabit> habits;

  Trade(String items, List<CrewHabit> habits) {
    this.items = items;
    this.habits = habits;
  }

  abstract Premises premises(Dice dice);

  /** How easily each place is reached, 0 to 1. */
  abstract double[] ease(Premises premises);

  /** The habits that its crews may have. */
  public List<CrewHabit> habits() {
    return habits;
  }

  /** Reads what is kept there. */
  public ItemCatalogue catalogue() {
    return ItemCatalogue.load(Trade.class, items);
  }

  /** Makes a workplace. */
  public Workplace make(long seed, ItemCatalogue catalogue) {
    Premises premises = premises(new Dice(Seeds.derive(seed, "premises")));
    return new Workplace(premises, crew(premises, catalogue, Seeds.derive(seed, "crew")));
  }

  Crew crew(Premises premises, ItemCatalogue catalogue, long seed) {
    return new Crew(premises, premises.appeal(ease(premises)), habits, catalogue, seed);
  }
}
