package org.stowbench.predictors.learned.habits;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stowbench.predictors.learned.items.ItemLexicon;

/** Of items by number, the first of a category, which stands for all of it. */
final class StandIns {

  private final ItemLexicon lexicon;
  private final Map<String, Integer> first = new TreeMap<>();
  private final int[] standIns;

  StandIns(ItemLexicon lexicon, List<String> items) {
    this.lexicon = lexicon;
    this.standIns = new int[items.size()];
    for (int item = 0; item < standIns.length; item++) {
      int own = item;
      standIns[item] =
          lexicon
              .category(items.get(item))
              .map(category -> first.computeIfAbsent(category, key -> own))
              .orElse(own);
    }
  }

  /** Who stands for an item: itself where it has no category. */
  int of(int item) {
    return standIns[item];
  }

  /** Who stands for two. */
  Habits.Pair of(Habits.Pair pair) {
    return Habits.Pair.of(standIns[pair.one()], standIns[pair.other()]);
  }

  /** Who stands for an item that may not be among them; empty where nothing of its category is. */
  Optional<Integer> of(String item) {
    return lexicon.category(item).map(first::get);
  }
}
