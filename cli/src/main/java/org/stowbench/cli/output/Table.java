package org.stowbench.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stowbench.io.CsvWriter;
import org.stowbench.io.Json;
import org.stowbench.io.TextForm;

/**
 * A table that prints in every {@link OutputFormat}. Its cells and headings may hold hostile text:
 * it stands in each as {@link TextForm} says.
 */
public final class Table {

  private static final String GAP = "  ";

  /** No column of names is made narrower. */
  private static final int NARROWEST = 12;

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

  /** The same table with a column more, a cell for each row. */
  public Table with(String column, List<Cell> cells) {
    if (cells.size() != rows.size()) {
      throw new IllegalArgumentException(
          "column of %d cells in a table of %d rows".formatted(cells.size(), rows.size()));
    }
    List<String> wider = new ArrayList<>(columns);
    wider.add(column);
    Table table = new Table(wider.toArray(String[]::new));
    for (int r = 0; r < cells.size(); r++) {
      List<Cell> row = new ArrayList<>(rows.get(r));
      row.add(cells.get(r));
      table.row(row.toArray(Cell[]::new));
    }
    return table;
  }

  /** The table in a format, with a line end. */
  public String render(OutputFormat format) {
    return switch (format) {
      case table -> text(Terminal.stdout());
      case json -> json();
      case csv -> csv();
      case markdown -> markdown();
    };
  }

  /** The table as text, made to fit a terminal: long cells are cut, or rows become blocks. */
  String text(Terminal terminal) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(TextForm.LINE::of).toList());
    for (List<Cell> row : rows) {
      lines.add(row.stream().map(cell -> TextForm.LINE.of(cell.text())).toList());
    }
    int[] widths = widths(lines);
    if (terminal.columns().isPresent() && !narrow(widths, terminal.columns().getAsInt())) {
      return blocks(lines, terminal);
    }
    StringBuilder out = new StringBuilder();
    for (int l = 0; l < lines.size(); l++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String cell = cut(lines.get(l).get(c), widths[c]);
        String padding = " ".repeat(widths[c] - cell.length());
        line.append(c == 0 ? "" : GAP);
        line.append(isNumeric(c) ? padding + cell : cell + padding);
      }
      String text = line.toString().stripTrailing();
      out.append(l == 0 ? terminal.heading(text) : text).append('\n');
    }
    return out.toString();
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line.get(c).length());
      }
    }
    return widths;
  }

  /**
   * Takes from the widest columns of words until the line fits; says whether it does. Numbers and
   * headings of numbers are never cut.
   */
  private boolean narrow(int[] widths, int most) {
    while (Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) > most) {
      int widest = -1;
      for (int c = 0; c < widths.length; c++) {
        boolean canBeCut = isCuttable(c) && widths[c] > NARROWEST;
        if (canBeCut && (widest < 0 || widths[c] > widths[widest])) {
          widest = c;
        }
      }
      if (widest < 0) {
        return false;
      }
      widths[widest]--;
    }
    return true;
  }

  /** Whether a column holds names: words, not figures such as an interval. */
  private boolean isCuttable(int column) {
    return !isNumeric(column)
        && rows.stream()
            .map(row -> row.get(column).text())
            .anyMatch(text -> !text.isEmpty() && Character.isLetter(text.charAt(0)));
  }

  /** Cut in the middle: names of one kind often begin alike and differ at the end. */
  static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int end = width / 2;
    return text.substring(0, width - 1 - end) + "\u2026" + text.substring(text.length() - end);
  }

  /** A block a row, a line a cell, for terminals on which no row fits. */
  private static String blocks(List<List<String>> lines, Terminal terminal) {
    List<String> names = lines.get(0);
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder out = new StringBuilder();
    for (List<String> row : lines.subList(1, lines.size())) {
      out.append(out.length() == 0 ? "" : "\n");
      for (int c = 0; c < names.size(); c++) {
        String name = names.get(c) + " ".repeat(width - names.get(c).length());
        int room = Math.max(NARROWEST, terminal.columns().orElse(0) - width - GAP.length());
        String line = terminal.heading(name) + GAP + cut(row.get(c), room);
        out.append(line.stripTrailing()).append('\n');
      }
    }
    return out.toString();
  }

  private String markdown() {
    StringBuilder out = new StringBuilder();
    List<String> headings = columns.stream().map(TextForm.MARKDOWN::of).toList();
    out.append("| ").append(String.join(" | ", headings)).append(" |\n|");
    for (int c = 0; c < columns.size(); c++) {
      out.append(isNumeric(c) ? "---:|" : "---|");
    }
    out.append('\n');
    for (List<Cell> row : rows) {
      out.append('|');
      for (Cell cell : row) {
        out.append(' ').append(TextForm.MARKDOWN.of(cell.text()));
        out.append(" |");
      }
      out.append('\n');
    }
    return out.toString();
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
    // A cell of several fields is a column a field, such as "95 % low".
    List<List<String>> fields = new ArrayList<>();
    List<String> headings = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      String column = columns.get(c);
      fields.add(fields(c));
      headings.addAll(
          fields.get(c).isEmpty()
              ? List.of(column)
              : fields.get(c).stream().map(field -> column + " " + field).toList());
    }
    StringWriter out = new StringWriter();
    try (CsvWriter csv = new CsvWriter(out, headings)) {
      for (List<Cell> row : rows) {
        List<Object> plain = new ArrayList<>();
        for (int c = 0; c < row.size(); c++) {
          plain.addAll(row.get(c).plain(fields.get(c)));
        }
        csv.row(plain);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private List<String> fields(int column) {
    List<String> fields = new ArrayList<>();
    if (!rows.isEmpty()) {
      rows.get(0).get(column).value().fieldNames().forEachRemaining(fields::add);
    }
    return fields;
  }

  /** A column is set to the right when it holds numbers. */
  private boolean isNumeric(int column) {
    return rows.stream().map(row -> row.get(column)).anyMatch(Cell::isNumber);
  }
}
