package org.stowbench.datasets.grocy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;

/**
 * The tables of Grocy's that say what is where: a file each in one folder, in JSON as the API gives
 * them or in CSV; or all in one JSON object.
 *
 * @param files what was read
 * @param stock empty where it was not exported
 */
record GrocyTables(
    List<Path> files, List<GrocyRow> locations, List<GrocyRow> products, List<GrocyRow> stock) {

  static final String LOCATIONS = "locations";
  static final String PRODUCTS = "products";
  static final String STOCK = "stock";

  private static final List<String> ENDINGS = List.of(".json", ".csv");

  /**
   * Reads them.
   *
   * @throws InvalidInputException if one that is needed is not there, or none of Grocy's
   */
  static GrocyTables read(Path from) {
    if (!Files.isDirectory(from)) {
      JsonInput document = InputFile.of(from, FileKind.DOCUMENT).json();
      return new GrocyTables(
          List.of(from),
          rows(document.field(LOCATIONS)),
          rows(document.field(PRODUCTS)),
          document.optional(STOCK).map(GrocyTables::rows).orElse(List.of()));
    }
    List<Path> files = new ArrayList<>();
    List<List<GrocyRow>> tables = new ArrayList<>();
    for (String name : List.of(LOCATIONS, PRODUCTS, STOCK)) {
      Optional<Path> file = file(from, name);
      if (file.isEmpty() && !name.equals(STOCK)) {
        throw new InvalidInputException(
            InputLocation.of(from), "no %s.json or %s.csv: must have one".formatted(name, name));
      }
      file.ifPresent(files::add);
      tables.add(file.map(GrocyTables::rows).orElse(List.of()));
    }
    return new GrocyTables(files, tables.get(0), tables.get(1), tables.get(2));
  }

  /** The file of a table; the first of its forms that is there. */
  static Optional<Path> file(Path folder, String name) {
    return ENDINGS.stream()
        .map(ending -> folder.resolve(name + ending))
        .filter(Files::exists)
        .findFirst();
  }

  private static List<GrocyRow> rows(Path file) {
    InputFile input = InputFile.of(file, FileKind.DOCUMENT);
    if (file.toString().endsWith(".json")) {
      return rows(input.json());
    }
    List<GrocyRow> rows = new ArrayList<>();
    try (CsvTable table = CsvTable.open(input)) {
      table.forEach(row -> rows.add(GrocyRow.of(table, row)));
    }
    return rows;
  }

  private static List<GrocyRow> rows(JsonInput list) {
    return list.elements().stream().map(GrocyRow::of).toList();
  }
}
