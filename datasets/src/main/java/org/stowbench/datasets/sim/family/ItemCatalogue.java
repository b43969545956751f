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

/** The items that simulated families own, in the order of {@code items.csv} beside this class. */
public final class ItemCatalogue {

  private static final String RESOURCE = "items.csv";

  private final Map<String, Item> bySlug;
  private final List<Item> items;

  private ItemCatalogue(Map<String, Item> bySlug) {
    this.bySlug = bySlug;
    this.items = List.copyOf(bySlug.values());
  }

  /** Reads the catalogue that ships with this project. */
  public static ItemCatalogue load() {
    return read(InputFile.resource(ItemCatalogue.class, RESOURCE));
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
        constant(ItemSet.class, row.cell("set"), here.child("set")));
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
