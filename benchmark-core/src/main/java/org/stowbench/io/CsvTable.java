package org.stowbench.io;

import com.fasterxml.jackson.core.FormatFeature;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A table in CSV, read a row at a time: a header of column names in any order, then rows with as
 * many cells. Lines without anything and rows of blank cells, which spreadsheets leave behind, are
 * passed over. Records count from 1 behind the header.
 *
 * <p>Spreadsheets of half the world write semicolons, and a comma in numbers: which of comma,
 * semicolon and tab stands between cells, the header says, or a line {@code sep=;} before it. Where
 * it is no comma, a number may have one for its point.
 */
public final class CsvTable implements AutoCloseable {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  /** What may stand between cells; where a header has none of them, it is the first. */
  private static final String SEPARATORS = ",;\t";

  /** A longer header is one of commas. */
  private static final int LONGEST_HEADER = 1 << 16;

  private static final Pattern SAID = Pattern.compile("(?i)sep=[" + SEPARATORS + "]");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"?");

  private final InputLocation file;
  private final char separator;
  private final MappingIterator<String[]> rows;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private long number;

  private CsvTable(InputLocation file, char separator, MappingIterator<String[]> rows) {
    this.file = file;
    this.separator = separator;
    this.rows = rows;
  }

  /**
   * Opens a table and reads its header.
   *
   * @throws InvalidInputException if it cannot be read, has no header, or a column twice
   */
  public static CsvTable open(InputFile file) {
    return open(file, new FormatFeature[0]);
  }

  /** As {@link #open}, of a table in which lines that begin with {@code #} are comments. */
  public static CsvTable openWithComments(InputFile file) {
    return open(file, CsvParser.Feature.ALLOW_COMMENTS);
  }

  private static CsvTable open(InputFile file, FormatFeature... more) {
    CsvTable table = begin(file, more);
    try {
      table.readHeader();
      return table;
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  private static CsvTable begin(InputFile file, FormatFeature... more) {
    Reader text = file.reader();
    try {
      char separator = separator(text);
      return new CsvTable(
          file.location(),
          separator,
          MAPPER
              .readerFor(String[].class)
              .with(CsvSchema.emptySchema().withColumnSeparator(separator))
              .withFeatures(more)
              .readValues(text));
    } catch (IOException e) {
      try (text) {
        throw damaged(file.location(), 1, e);
      } catch (IOException second) {
        throw damaged(file.location(), 1, second);
      }
    }
  }

  /** What stands between the cells; a line that says so is passed over. */
  private static char separator(Reader text) throws IOException {
    text.mark(LONGEST_HEADER);
    StringBuilder line = new StringBuilder();
    boolean quoted = false;
    int next = text.read();
    for (int read = 1; next >= 0 && read < LONGEST_HEADER; read++) {
      quoted ^= next == '"';
      if (quoted || next != '\n' && next != '\r') {
        line.append((char) next);
      } else if (SAID.matcher(line).matches()) {
        return line.charAt(line.length() - 1);
      } else if (TextForm.isBlank(line.toString()) || line.charAt(0) == '#') {
        line.setLength(0);
      } else {
        break;
      }
      next = text.read();
    }
    text.reset();
    return mostFrequent(QUOTED.matcher(line).replaceAll(""));
  }

  private static char mostFrequent(String header) {
    char most = SEPARATORS.charAt(0);
    for (char separator : SEPARATORS.toCharArray()) {
      if (count(header, separator) > count(header, most)) {
        most = separator;
      }
    }
    return most;
  }

  private static long count(String text, char character) {
    return text.chars().filter(c -> c == character).count();
  }

  private void readHeader() {
    String[] header =
        cells()
            .orElseThrow(
                () -> new InvalidInputException(file, "empty: must have a header of column names"));
    for (int i = 0; i < header.length; i++) {
      String name = TextForm.strip(header[i]);
      if (columns.put(name, i) != null) {
        throw twice(name);
      }
    }
  }

  /** The names of the columns, in their order. */
  public Set<String> columns() {
    return Collections.unmodifiableSet(columns.keySet());
  }

  /** The file and its line of column names. */
  public InputLocation header() {
    return file.line(1);
  }

  /**
   * Refuses a table that lacks one of these columns.
   *
   * @return this table
   */
  public CsvTable require(List<String> names) {
    for (String name : names) {
      if (!columns.containsKey(name)) {
        throw new InvalidInputException(
            header().child(name),
            "missing: the columns %s must be there".formatted(String.join(", ", names)));
      }
    }
    return this;
  }

  /**
   * Refuses a table with a column that is none of these, so that a misspelt one is not one left
   * out.
   *
   * @return this table
   */
  public CsvTable allow(Set<String> names) {
    for (String name : columns.keySet()) {
      if (!names.contains(name)) {
        throw InvalidInputException.expected(
            header(),
            "each column once, of " + String.join(", ", names.stream().sorted().toList()),
            name);
      }
    }
    return this;
  }

  /**
   * Calls a column by one of these names where its own differs from that only in case, or in what
   * is neither letter nor digit: people write {@code Items} and {@code Prompt number}.
   *
   * @return this table
   * @throws InvalidInputException if two columns are called the same then
   */
  public CsvTable calling(Collection<String> names) {
    Map<String, String> known = new HashMap<>();
    names.forEach(name -> known.put(plain(name), name));
    Map<String, Integer> called = new LinkedHashMap<>();
    columns.forEach(
        (name, place) -> {
          String one = known.getOrDefault(plain(name), name);
          if (called.put(one, place) != null) {
            throw twice(one);
          }
        });
    columns.clear();
    columns.putAll(called);
    return this;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private InvalidInputException twice(String name) {
    return new InvalidInputException(
        header(), "column %s is there twice".formatted(InvalidInputException.excerpt(name)));
  }

  /**
   * The next row; empty after the last.
   *
   * @throws InvalidInputException if it cannot be read, or has more or fewer cells than the header
   */
  public Optional<CsvRow> next() {
    Optional<CsvRow> row = nextFilled();
    row.ifPresent(this::checkWidth);
    return row;
  }

  private void checkWidth(CsvRow row) {
    if (row.width() != columns.size()) {
      throw InvalidInputException.expected(
          row.location(), columns.size() + " cells, as the header has", row.width() + " cells");
    }
  }

  private Optional<CsvRow> nextFilled() {
    while (true) {
      Optional<String[]> cells = cells();
      if (cells.isEmpty()) {
        return Optional.empty();
      }
      InputLocation location = file.record(++number);
      CsvRow row = new CsvRow(columns, separator != ',', cells.get(), location);
      if (row.isBlank()) {
        continue;
      }
      return Optional.of(row);
    }
  }

  /** Hands all rows that are left to a reader; as {@link #next()}. */
  public void forEach(Consumer<CsvRow> reader) {
    for (Optional<CsvRow> row = next(); row.isPresent(); row = next()) {
      reader.accept(row.get());
    }
  }

  /**
   * As {@link #forEach(Consumer)}, but what a row throws is handed on, and the next one is read.
   */
  public void forEach(Consumer<CsvRow> reader, Consumer<InvalidInputException> mistakes) {
    for (Optional<CsvRow> row = nextFilled(); row.isPresent(); row = nextFilled()) {
      try {
        checkWidth(row.get());
        reader.accept(row.get());
      } catch (InvalidInputException e) {
        mistakes.accept(e);
      }
    }
  }

  /** How many rows there were so far. */
  public long count() {
    return number;
  }

  private Optional<String[]> cells() {
    try {
      return rows.hasNextValue() ? Optional.of(rows.nextValue()) : Optional.empty();
    } catch (IOException e) {
      throw damaged(file, number + 1, e);
    }
  }

  private static InvalidInputException damaged(InputLocation file, long record, IOException e) {
    String why =
        e instanceof JsonProcessingException csv ? ParserWords.of(csv) : FileProblem.why(e);
    String what =
        e instanceof CharacterCodingException
            ? why + ": a spreadsheet is to be saved as CSV UTF-8"
            : "not CSV: " + InvalidInputException.excerpt(why);
    return new InvalidInputException(file.record(record), what, e);
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw damaged(file, number, e);
    }
  }
}
