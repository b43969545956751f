package org.stowbench.datasets.sim;

import java.util.ArrayList;
import java.util.List;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.family.Item;
import org.stowbench.datasets.sim.family.Item.ItemSet;
import org.stowbench.datasets.sim.family.ItemCatalogue;

/** Which items a dataset asks each household for. */
public enum Questions {
  /**
   * Four queries a household, as in the official development set: two for its thirteen items, two
   * for other items. A third of the catalogue is never asked for, so that an evaluation has items
   * that nobody trained on.
   */
  DEVELOPMENT {
    @Override
    List<Item> draw(ItemCatalogue catalogue, Dice dice) {
      List<Item> items = new ArrayList<>(two(catalogue.items(ItemSet.SHARED), dice));
      items.addAll(two(catalogue.items(ItemSet.FAMILIAR), dice));
      return items;
    }
  },
  /**
   * One query a household: of ten, four for one of the thirteen items of the official development
   * set, two for another familiar item, four for an item that no development set asks for.
   */
  EVALUATION {
    @Override
    List<Item> draw(ItemCatalogue catalogue, Dice dice) {
      ItemSet set =
          switch (dice.pick(0.4, 0.2, 0.4)) {
            case 0 -> ItemSet.SHARED;
            case 1 -> ItemSet.FAMILIAR;
            default -> ItemSet.UNSEEN;
          };
      return List.of(dice.of(catalogue.items(set)));
    }
  },
  /**
   * Twelve queries a household, of all items that development sets ask for: of a household that is
   * asked so, where up to eleven others are can be told.
   */
  HOUSEHOLD {
    @Override
    List<Item> draw(ItemCatalogue catalogue, Dice dice) {
      List<Item> left = new ArrayList<>(catalogue.items(ItemSet.SHARED));
      left.addAll(catalogue.items(ItemSet.FAMILIAR));
      List<Item> items = new ArrayList<>(DOZEN);
      for (int i = 0; i < DOZEN; i++) {
        items.add(left.remove(dice.below(left.size())));
      }
      return items;
    }
  };

  private static final int DOZEN = 12;

  abstract List<Item> draw(ItemCatalogue catalogue, Dice dice);

  /** How many queries a household is asked. */
  public int perHousehold() {
    return switch (this) {
      case DEVELOPMENT -> 4;
      case EVALUATION -> 1;
      case HOUSEHOLD -> DOZEN;
    };
  }

  private static List<Item> two(List<Item> items, Dice dice) {
    int first = dice.below(items.size());
    int second = dice.below(items.size() - 1);
    return List.of(items.get(first), items.get(second < first ? second : second + 1));
  }
}
