package org.stowbench.datasets.homebox;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.stowbench.datasets.inventory.HomeInventory;
import org.stowbench.io.CsvRow;
import org.stowbench.io.InputLocation;
import org.stowbench.io.TextForm;

/**
 * A row of an export.
 *
 * @param at where it stands
 * @param reference what other rows call it; empty where they do not
 * @param parent the item that it lies in, as that one's reference; empty where it lies in none
 * @param location the names on the way to its location; empty where it has none
 * @param name what it is; empty where nobody said
 * @param isLocation whether it is no item but a place
 * @param gone why it is in the home no more; empty where it is
 */
record HomeboxItem(
    InputLocation at,
    Optional<String> reference,
    Optional<String> parent,
    List<String> location,
    Optional<String> name,
    boolean isLocation,
    Optional<String> gone) {

  static final String NAME = "HB.name";
  static final String LOCATION = "HB.location";
  static final String PARENT = "HB.parent_import_ref";

  private static final String ARCHIVED = "HB.archived";
  private static final String QUANTITY = "HB.quantity";

  private static final Pattern BETWEEN = Pattern.compile("/");

  static HomeboxItem read(CsvRow row) {
    return new HomeboxItem(
        row.location(),
        row.optional("HB.import_ref"),
        row.optional(PARENT),
        HomeInventory.path(row.optional(LOCATION).orElse(""), BETWEEN),
        row.optional(NAME).map(TextForm::strip),
        row.optional("HB.url").filter(url -> url.contains("/location/")).isPresent(),
        gone(row));
  }

  private static Optional<String> gone(CsvRow row) {
    if (row.optionalYes(ARCHIVED).orElse(false)) {
      return Optional.of("archived");
    }
    if (isDate("HB.sold_time", row) || isDate("HB.sold_date", row)) {
      return Optional.of("sold");
    }
    OptionalDouble quantity = row.optionalNumber(QUANTITY);
    if (quantity.isPresent() && quantity.getAsDouble() < 0) {
      throw row.unexpected(QUANTITY, "0 or more");
    }
    return quantity.isPresent() && quantity.getAsDouble() == 0
        ? Optional.of("of quantity 0")
        : Optional.empty();
  }

  /** Whether a day stands there; Go's first one stands for none. */
  private static boolean isDate(String column, CsvRow row) {
    return row.optional(column).filter(day -> !day.startsWith("0001-")).isPresent();
  }
}
