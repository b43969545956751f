package org.stowbench.datasets.housekeep;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How Housekeep's files spell names: with spaces here, with underscores there. */
final class HousekeepNames {

  private HousekeepNames() {}

  /** As people write it. */
  static String shown(String name) {
    return name.replace('_', ' ').strip().replaceAll("\\s+", " ");
  }

  /** What all spellings of one name have in common. */
  static String common(String name) {
    return shown(name).toLowerCase(Locale.ROOT);
  }

  /** The place of each name in a list, by what its spellings have in common. */
  static Map<String, Integer> places(List<String> names) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      places.putIfAbsent(common(names.get(i)), i);
    }
    return places;
  }
}
