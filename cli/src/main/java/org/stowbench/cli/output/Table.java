package org.stowbench.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.stowbench.input.InvalidInputException;
import org.stowbench.json.Json;

/**
 * A table that prints in every {@link OutputFormat}. Its cells may hold hostile text: control
 * characters are escaped before a terminal sees them.
 */
public final class Table {

  private final List<String> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** An empty table with these columns. */
  public Table(String... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a row; it must have a cell for each column. */
  public Table row(Cell... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "row of %d cells in a table of %d columns".formatted(cells.length, columns.size()));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The table in a format, with a line end. */
  public String render(OutputFormat format) {
    return switch (format) {
      case table -> text();
      case json -> json();
      case csv -> csv();
      case markdown -> markdown();
    };
  }

  private String text() {
    int[] widths = new int[columns.size()];
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    for (List<Cell> row : rows) {
      lines.add(row.stream().map(cell -> safe(cell.text())).toList());
    }
    for (List<String> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line.get(c).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (int l = 0; l < lines.size(); l++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String cell = lines.get(l).get(c);
        String padding = " ".repeat(widths[c] - cell.length());
        line.append(c == 0 ? "" : "  ");
        line.append(isNumeric(c) ? padding + cell : cell + padding);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private String markdown() {
    StringBuilder out = new StringBuilder();
    out.append("| ").append(String.join(" | ", columns)).append(" |\n|");
    for (int c = 0; c < columns.size(); c++) {
      out.append(isNumeric(c) ? "---:|" : "---|");
    }
    out.append('\n');
    for (List<Cell> row : rows) {
      out.append('|');
      for (Cell cell : row) {
        out.append(' ').append(markdownText(cell.text()));
        out.append(" |");
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** A text as it stands in Markdown: nothing in it is a table's border or HTML. */
  public static String markdownText(String text) {
    return safe(text).replace("|", "\\|").replace("<", "&lt;");
  }

  private String json() {
    ArrayNode list = Json.list();
    for (List<Cell> row : rows) {
      ObjectNode object = list.addObject();
      for (int c = 0; c < columns.size(); c++) {
        object.set(columns.get(c), row.get(c).value());
      }
    }
    return Json.pretty(list);
  }

  private String csv() {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator('\n');
    columns.forEach(schema::addColumn);
    CsvMapper mapper =
        CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();
    List<ObjectNode> objects = new ArrayList<>();
    for (List<Cell> row : rows) {
      ObjectNode object = Json.object();
      for (int c = 0; c < columns.size(); c++) {
        object.set(columns.get(c), row.get(c).value());
      }
      objects.add(object);
    }
    try {
      return mapper.writer(schema.build()).writeValueAsString(objects);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A column is set to the right when it holds numbers. */
  private boolean isNumeric(int column) {
    return rows.stream().map(row -> row.get(column)).anyMatch(Cell::isNumber);
  }

  /** A text with control characters escaped, fit for a terminal. */
  public static String safe(String text) {
    return text.chars()
            .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
        ? InvalidInputException.excerpt(text)
        : text;
  }
}
