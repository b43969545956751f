package org.stowbench.datasets.grocy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.TextForm;
import org.stowbench.io.YesNo;

/**
 * A row of a table of Grocy's. Its versions write a number as {@code 4} or as {@code "4"}, and CSV
 * knows only texts: here all are texts, and what is blank is not there.
 *
 * @param at where it stands
 * @param cells what it says, by column
 */
record GrocyRow(InputLocation at, Map<String, String> cells) {

  GrocyRow {
    cells = Map.copyOf(cells);
  }

  static GrocyRow of(JsonInput json) {
    Map<String, String> cells = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : json.object().properties()) {
      JsonNode value = field.getValue();
      if (value.isValueNode() && !value.isNull() && !TextForm.isBlank(value.asText())) {
        cells.put(field.getKey(), TextForm.strip(value.asText()));
      }
    }
    return new GrocyRow(json.location(), cells);
  }

  static GrocyRow of(CsvTable table, CsvRow row) {
    Map<String, String> cells = new HashMap<>();
    for (String column : table.columns()) {
      row.optional(column).ifPresent(text -> cells.put(column, TextForm.strip(text)));
    }
    return new GrocyRow(row.location(), cells);
  }

  /** What stands in a column; empty where nothing does. */
  Optional<String> cell(String column) {
    return Optional.ofNullable(cells.get(column)).filter(text -> !text.equals("NULL"));
  }

  /** What must stand in a column. */
  String text(String column) {
    return cell(column)
        .orElseThrow(() -> new InvalidInputException(at.child(column), "missing: must be there"));
  }

  /** The same number, however it is written: {@code 4} where Grocy wrote {@code 4.0}. */
  Optional<String> id(String column) {
    return cell(column).map(text -> text.replaceFirst("[.]0+$", ""));
  }

  /** Whether it says that it is used no more. */
  boolean isInactive() {
    return cell("active").flatMap(YesNo::of).filter(active -> !active).isPresent();
  }

  /** Whether a number is more than 0; one that is not there is. */
  boolean isPositive(String column) {
    Optional<String> text = cell(column);
    try {
      return text.isEmpty() || Double.parseDouble(text.get()) > 0;
    } catch (NumberFormatException e) {
      throw InvalidInputException.expected(at.child(column), "a number", text.get());
    }
  }
}
