package org.stowbench.datasets.sim.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stowbench.datasets.sim.family.Item.ItemSet;
import org.stowbench.datasets.sim.kitchen.StorageKind;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.ItemName;

/** The items of one kind of simulated place, in the order of a table that ships. */
public final class ItemCatalogue {

  private static final String RESOURCE = "items.csv";

  private final Map<String, Item> bySlug;
  private final List<Item> items;
  private final Map<Item, Pair> pairs = new LinkedHashMap<>();

  /**
   * Two items that some habits put in a relation: the older and the newer lot of the same goods,
   * two that look alike.
   */
  public record Pair(Item first, Item second) {

    /** The other one. */
    public Item other(Item item) {
      return item.equals(first) ? second : first;
    }
  }

  private ItemCatalogue(Map<String, Item> bySlug) {
    this.bySlug = bySlug;
    this.items = List.copyOf(bySlug.values());
    for (Item second : items) {
      second
          .partner()
          .ifPresent(
              name -> {
                Pair pair = new Pair(first(second, name), second);
                if (pairs.put(pair.first(), pair) != null || pairs.put(second, pair) != null) {
                  throw new IllegalArgumentException(
                      "item %s: %s has another partner already".formatted(second.name(), name));
                }
              });
    }
  }

  private Item first(Item second, String name) {
    return items.stream()
        .filter(item -> item.name().equals(name) && item.category().equals(second.category()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "item %s: its partner %s must be an item of category %s"
                        .formatted(second.name(), name, second.category())));
  }

  /** Reads what simulated families own. */
  public static ItemCatalogue load() {
    return load(ItemCatalogue.class, RESOURCE);
  }

  /** Reads a table that ships beside a class. */
  public static ItemCatalogue load(Class<?> beside, String resource) {
    return read(InputFile.resource(beside, resource));
  }

  static ItemCatalogue read(InputFile file) {
    Map<String, Item> bySlug = new LinkedHashMap<>();
    try (CsvTable table = CsvTable.open(file)) {
      table.forEach(
          row -> {
            Item item = row.build(ItemCatalogue::item);
            if (bySlug.put(item.slug(), item) != null) {
              throw new InvalidInputException(
                  row.location().child("name"), item.name() + ": another item has this name");
            }
          });
    }
    return new ItemCatalogue(Collections.unmodifiableMap(bySlug));
  }

  /** All items. */
  public List<Item> items() {
    return items;
  }

  /** The items of one set. */
  public List<Item> items(ItemSet set) {
    return items.stream().filter(item -> item.set() == set).toList();
  }

  /** The items of one category. */
  public List<Item> category(String category) {
    return items.stream().filter(item -> item.category().equals(category)).toList();
  }

  /** The pair that an item is one of; empty where it stands for itself. */
  public Optional<Pair> pair(Item item) {
    return Optional.ofNullable(pairs.get(item));
  }

  /** The item with this {@link Item#slug()}. */
  public Optional<Item> bySlug(String slug) {
    return Optional.ofNullable(bySlug.get(slug));
  }

  /** The item of this name, under any spelling of it. */
  public Optional<Item> named(String name) {
    return items.stream().filter(item -> ItemName.same(item.name(), name)).findFirst();
  }

  private static Item item(CsvRow row) {
    InputLocation here = row.location();
    Map<StorageKind, Double> places = new EnumMap<>(StorageKind.class);
    for (String place : list(row.cell("places"))) {
      String[] pair = place.split(":", 2);
      if (pair.length != 2) {
        throw InvalidInputException.expected(here.child("places"), "kind:weight", place);
      }
      StorageKind kind = constant(StorageKind.class, pair[0], here.child("places"));
      places.put(kind, number(pair[1], here.child("places")));
    }
    List<Item.UsePoint> use = new ArrayList<>();
    for (String point : list(row.cell("use"))) {
      use.add(constant(Item.UsePoint.class, point, here.child("use")));
    }
    use.remove(Item.UsePoint.NONE);
    return new Item(
        row.cell("name"),
        row.cell("category"),
        list(row.cell("synonyms")),
        constant(Item.Size.class, row.cell("size"), here.child("size")),
        constant(Item.Frequency.class, row.cell("frequency"), here.child("frequency")),
        use,
        places,
        row.number("away"),
        constant(ItemSet.class, row.cell("set"), here.child("set")),
        row.optional("partner"));
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\|"));
  }

  private static double number(String text, InputLocation here) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw InvalidInputException.expected(here, "a number", text);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text, InputLocation here) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw InvalidInputException.expected(
        here, "one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT), text);
  }
}
