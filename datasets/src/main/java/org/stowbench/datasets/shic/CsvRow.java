package org.stowbench.datasets.shic;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;

/** A row of a table, by column name; a blank cell counts as absent. */
record CsvRow(List<String> columns, List<String> cells, InputLocation location) {

  static CsvRow of(List<String> columns, List<String> cells, InputLocation location) {
    if (cells.size() != columns.size()) {
      throw InvalidInputException.expected(
          location, columns.size() + " cells, as the header has", cells.size() + " cells");
    }
    return new CsvRow(columns, cells, location);
  }

  /** The cell of a column that may be absent or blank. */
  Optional<String> optional(String column) {
    int index = columns.indexOf(column);
    return index < 0 || cells.get(index).isBlank()
        ? Optional.empty()
        : Optional.of(cells.get(index));
  }

  /** The cell of a column that must be there and not be blank. */
  String text(String column) {
    return optional(column)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    location.child(column),
                    columns.contains(column)
                        ? "expected a text that is not blank, found a blank cell"
                        : "missing: the header has only " + String.join(", ", columns)));
  }

  /** The JSON value in a cell that must be there. */
  JsonInput json(String column) {
    return JsonInput.parse(text(column), location.child(column));
  }

  /** A number that may be absent. */
  OptionalDouble optionalNumber(String column) {
    Optional<String> text = optional(column);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text.get()));
    } catch (NumberFormatException e) {
      throw unexpected(column, "a number");
    }
  }

  /** A whole number that must be there. */
  int integer(String column) {
    try {
      return Integer.parseInt(text(column).strip());
    } catch (NumberFormatException e) {
      throw unexpected(column, "a whole number");
    }
  }

  InvalidInputException unexpected(String column, String expected) {
    return InvalidInputException.expected(
        location.child(column), expected, "\"" + text(column) + "\"");
  }
}
