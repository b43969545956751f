package org.stowbench.io;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A row of a table, by column. All methods throw {@link InvalidInputException} with its place. */
public final class CsvRow {

  /** A number with a comma for its point. */
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+");

  private final Map<String, Integer> columns;
  private final boolean decimalCommas;
  private final String[] cells;
  private final InputLocation location;

  CsvRow(
      Map<String, Integer> columns, boolean decimalCommas, String[] cells, InputLocation location) {
    this.columns = columns;
    this.decimalCommas = decimalCommas;
    this.cells = cells;
    this.location = location;
  }

  /** File and record. */
  public InputLocation location() {
    return location;
  }

  /** How many cells it has. */
  int width() {
    return cells.length;
  }

  boolean isBlank() {
    return Arrays.stream(cells).allMatch(TextForm::isBlank);
  }

  /** Whether the table has a column. */
  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /** A cell to the letter; the column must be there. */
  public String cell(String column) {
    Integer place = columns.get(column);
    if (place == null) {
      throw new InvalidInputException(
          location.child(column),
          "missing: the header has only "
              + InvalidInputException.excerpt(String.join(", ", columns.keySet())));
    }
    return cells[place];
  }

  /** A cell without a {@link CsvText} guard; empty where it is blank or the column is not there. */
  public Optional<String> optional(String column) {
    return has(column)
        ? Optional.of(cell(column)).filter(text -> !TextForm.isBlank(text)).map(CsvText::read)
        : Optional.empty();
  }

  /** A cell without a {@link CsvText} guard, which must be there and not be blank. */
  public String text(String column) {
    String text = cell(column);
    if (TextForm.isBlank(text)) {
      throw new InvalidInputException(location.child(column), "missing: must not be blank");
    }
    return CsvText.read(text);
  }

  /** A finite number that may be absent. */
  public OptionalDouble optionalNumber(String column) {
    Optional<String> text = optional(column);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      String digits = TextForm.strip(text.get());
      double number =
          Double.parseDouble(
              decimalCommas && DECIMAL_COMMA.matcher(digits).matches()
                  ? digits.replace(',', '.')
                  : digits);
      if (Double.isFinite(number)) {
        return OptionalDouble.of(number);
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number that is not finite.
    }
    throw unexpected(column, "a number");
  }

  /** A finite number. */
  public double number(String column) {
    text(column);
    return optionalNumber(column).orElseThrow();
  }

  /** A whole number of 32 bits that may be absent. */
  public OptionalInt optionalInteger(String column) {
    OptionalDouble number = optionalNumber(column);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    int whole = (int) number.getAsDouble();
    if (whole != number.getAsDouble()) {
      throw unexpected(column, "a whole number");
    }
    return OptionalInt.of(whole);
  }

  /** A whole number of 32 bits. */
  public int integer(String column) {
    text(column);
    return optionalInteger(column).orElseThrow();
  }

  /** Yes or no, in any of the words in which spreadsheets and people write that; may be absent. */
  public Optional<Boolean> optionalYes(String column) {
    return optional(column)
        .map(text -> YesNo.of(text).orElseThrow(() -> unexpected(column, "true or false")));
  }

  /** The JSON value in a cell. */
  public JsonInput json(String column) {
    return JsonInput.parse(text(column), location.child(column));
  }

  /** The error that something else was expected in a cell. */
  public InvalidInputException unexpected(String column, String expected) {
    return InvalidInputException.expected(location.child(column), expected, cell(column));
  }

  /** Builds a value; where its constructor refuses, the reason is reported with this row. */
  public <T> T build(Function<CsvRow, T> builder) {
    try {
      return builder.apply(this);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(location, e.getMessage(), e);
    }
  }
}
