package org.stowbench.datasets.grocy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.inventory.HomeInventory;
import org.stowbench.io.InvalidInputException;

/**
 * What Grocy's tables say together: a product is where its stock lies, and one that has run out
 * where it belongs.
 *
 * <p>Grocy's locations lie in no others. Those who need that write it into the name, {@code Kitchen
 * > Fridge}, or keep a column for the one that a location lies in.
 */
final class GrocyHome {

  /** What people write between a place and what lies in it. */
  private static final Pattern BETWEEN = Pattern.compile("[>/\\\\]");

  private static final List<String> PARENTS = List.of("parent_location_id", "parent_id");
  private static final String LOCATION = "location_id";
  private static final String PRODUCT = "product_id";

  /** So many locations lie in each other at most. */
  private static final int DEEPEST = 64;

  private final Map<String, GrocyRow> locations = new LinkedHashMap<>();
  private final Map<String, GrocyRow> products = new LinkedHashMap<>();
  private final Map<String, Set<String>> stocked = new HashMap<>();

  GrocyHome(GrocyTables tables) {
    tables.locations().forEach(row -> add(row, locations));
    tables.products().forEach(row -> add(row, products));
    for (GrocyRow entry : tables.stock()) {
      String id = entry.id(PRODUCT).orElseGet(() -> entry.text(PRODUCT));
      GrocyRow product = products.get(id);
      if (product == null) {
        throw InvalidInputException.expected(entry.at().child(PRODUCT), "the id of a product", id);
      }
      // The API's overview of the stock does not say where it lies.
      Optional<String> where = entry.id(LOCATION).or(() -> product.id(LOCATION));
      if (where.isPresent() && entry.isPositive("amount")) {
        stocked.computeIfAbsent(id, p -> new LinkedHashSet<>()).add(known(where.get(), entry));
      }
    }
  }

  private static void add(GrocyRow row, Map<String, GrocyRow> byId) {
    String id = row.id("id").orElseGet(() -> row.text("id"));
    if (byId.putIfAbsent(id, row) != null) {
      throw new InvalidInputException(
          row.at().child("id"), InvalidInputException.excerpt(id) + " is there twice");
    }
  }

  private String known(String location, GrocyRow row) {
    if (!locations.containsKey(location)) {
      throw InvalidInputException.expected(
          row.at().child(LOCATION), "the id of a location", location);
    }
    return location;
  }

  /** Notes down what is where; what cannot be is counted. */
  void fill(HomeInventory home, ImportTally tally) {
    tally.read("locations", locations.size());
    tally.read("products", products.size());
    Set<String> around = new HashSet<>();
    locations.values().forEach(row -> parent(row).ifPresent(around::add));
    locations.forEach(
        (id, row) -> {
          if (!around.contains(id) && !row.isInactive()) {
            home.place(path(row));
          }
        });
    products.forEach(
        (id, product) -> {
          Set<String> where = stocked.getOrDefault(id, belongs(product));
          if (product.isInactive()) {
            tally.note("product that is not active: not asked for", product.at());
          } else if (where.isEmpty()) {
            tally.leaveOut("product in no location", product.at().child(LOCATION));
          } else {
            where.forEach(place -> home.item(product.text("name"), path(locations.get(place))));
          }
        });
  }

  private Set<String> belongs(GrocyRow product) {
    return product.id(LOCATION).map(id -> Set.of(known(id, product))).orElse(Set.of());
  }

  private static Optional<String> parent(GrocyRow location) {
    return PARENTS.stream().flatMap(column -> location.id(column).stream()).findFirst();
  }

  private List<String> path(GrocyRow location) {
    List<String> path = new ArrayList<>(names(location));
    GrocyRow within = location;
    Optional<String> parent = parent(within);
    for (int depth = 0; parent.isPresent(); depth++) {
      String id = parent.get();
      within = locations.get(id);
      if (within == null || depth == DEEPEST) {
        throw InvalidInputException.expected(
            location.at(),
            "a parent that is a location and, after at most %d, one without a parent"
                .formatted(DEEPEST),
            id);
      }
      path.addAll(0, names(within));
      parent = parent(within);
    }
    return path;
  }

  private static List<String> names(GrocyRow location) {
    List<String> names = HomeInventory.path(location.text("name"), BETWEEN);
    if (names.isEmpty()) {
      throw InvalidInputException.expected(
          location.at().child("name"), "a name", location.text("name"));
    }
    return names;
  }
}
