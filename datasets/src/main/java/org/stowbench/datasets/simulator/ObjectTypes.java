package org.stowbench.datasets.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.InputFile;

/** What AI2-THOR's objects can do, by their types; {@code object-types.csv} says from where. */
final class ObjectTypes {

  /**
   * One type.
   *
   * @param name as AI2-THOR spells it
   * @param container whether it can be opened, and holds things
   * @param carried whether an agent can pick it up
   * @param landmark whether people name places by it
   */
  record ObjectType(String name, boolean container, boolean carried, boolean landmark) {}

  static final ObjectTypes SHIPPED = read();

  /** The longest names first: a side table is no side. */
  private final List<ObjectType> types;

  private ObjectTypes(List<ObjectType> types) {
    this.types = List.copyOf(types);
  }

  private static ObjectTypes read() {
    List<ObjectType> types = new ArrayList<>();
    try (CsvTable table =
        CsvTable.openWithComments(InputFile.resource(ObjectTypes.class, "object-types.csv"))) {
      table.forEach(
          row ->
              types.add(
                  new ObjectType(
                      row.text("type"),
                      isYes("openable", row) && isYes("receptacle", row),
                      isYes("pickupable", row),
                      isYes("landmark", row))));
    }
    types.sort(Comparator.comparing(type -> -type.name().length()));
    return new ObjectTypes(types);
  }

  private static boolean isYes(String column, CsvRow row) {
    return row.optionalYes(column).orElse(false);
  }

  /** The type of this very name. */
  Optional<ObjectType> named(String name) {
    return types.stream().filter(type -> type.name().equals(name)).findFirst();
  }

  /** Whether people name places by what is called so in words. */
  boolean isLandmark(String words) {
    return types.stream()
        .anyMatch(type -> type.landmark() && ObjectNames.words(type.name()).equals(words));
  }

  /**
   * The type that the name of an asset begins with, however it is spelled: {@code Wine_Bottle_1} is
   * a {@code WineBottle}, {@code RoboTHOR_side_table_havsta_v} a {@code SideTable}.
   */
  Optional<ObjectType> ofAsset(String asset) {
    String plain =
        asset.replaceFirst("^RoboTHOR_?", "").replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    return types.stream()
        .filter(type -> plain.startsWith(type.name().toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
