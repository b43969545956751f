package org.stowbench.datasets.sim.family;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.datasets.sim.kitchen.StorageKind;

/**
 * A thing that a family owns or a workplace holds.
 *
 * @param name what it is asked for by; unique in its catalogue
 * @param category what kind of thing it is, such as {@code cutlery}
 * @param synonyms other names for it
 * @param size how much room it needs
 * @param frequency how often it is used
 * @param use where it is used; empty where that is nowhere in particular
 * @param places how well each kind of storage suits it: relative weights, more than 0; kinds that
 *     are not listed suit badly
 * @param away probability that it is in no storage of the kitchen: on the worktop, in another room,
 *     not owned
 * @param set which datasets ask for it
 * @param partner the item before it that some habits put it in a relation to: the older lot of the
 *     same goods, what it looks like; empty where there is none
 */
public record Item(
    String name,
    String category,
    List<String> synonyms,
    Size size,
    Frequency frequency,
    List<UsePoint> use,
    Map<StorageKind, Double> places,
    double away,
    ItemSet set,
    Optional<String> partner) {

  /** How much room an item needs. */
  public enum Size {
    SMALL,
    FLAT,
    TALL,
    BULKY
  }

  /** How often an item is used. */
  public enum Frequency {
    DAILY(1),
    WEEKLY(0.6),
    MONTHLY(0.2),
    RARELY(-0.3);

    private final double pull;

    Frequency(double pull) {
      this.pull = pull;
    }

    /** How strongly it is kept within easy reach; below 0, out of the way. */
    double pull() {
      return pull;
    }
  }

  /** Where an item is used. */
  public enum UsePoint {
    STOVE,
    OVEN,
    SINK,
    DISHWASHER,
    FRIDGE,
    KETTLE,
    COFFEE,
    TOASTER,
    PREP,
    DINING,
    GRILL,
    FRYER,
    COLD_KITCHEN,
    PASS,
    NONE
  }

  /** Which datasets ask for an item. */
  public enum ItemSet {
    /** Asked for most: of homes, the thirteen items of the official development set. */
    SHARED,
    /** Others that simulated development sets ask for too. */
    FAMILIAR,
    /** Asked for in evaluation sets only: no trained predictor has seen their places. */
    UNSEEN
  }

  public Item {
    if (name.isBlank() || category.isBlank()) {
      throw new IllegalArgumentException("item '" + name + "': name and category must be given");
    }
    synonyms = List.copyOf(synonyms);
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(frequency, "frequency");
    use = List.copyOf(use);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("item " + name + ": must have a place that suits it");
    }
    places = Collections.unmodifiableMap(new EnumMap<>(places));
    places.forEach(
        (kind, weight) -> {
          if (!(weight > 0)) {
            throw new IllegalArgumentException(
                "item %s: weight %s of %s: must be more than 0".formatted(name, weight, kind));
          }
        });
    if (!(away >= 0 && away < 1)) {
      throw new IllegalArgumentException(
          "item " + name + ": away " + away + ": must be at least 0 and less than 1");
    }
    Objects.requireNonNull(set, "set");
    Objects.requireNonNull(partner, "partner");
  }

  /** The name as it stands in the ids of queries: lower case, digits, hyphens. */
  public String slug() {
    StringBuilder slug = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        slug.append((char) (c - 'A' + 'a'));
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        slug.append(c);
      } else if (c == ' ' || c == '-') {
        slug.append('-');
      }
    }
    return slug.toString();
  }
}
