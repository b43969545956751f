package org.stowbench.datasets.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.stowbench.io.CsvText;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.scene.Region;

/** Reads tables with a header: any order of columns, blank cells for what is unknown. */
public final class CsvTable {

  private CsvTable() {}

  /**
   * A row.
   *
   * @param cells the cells that are not blank, by column
   * @param location file and record, for messages
   */
  public record Row(Map<String, String> cells, InputLocation location) {

    /** What a cell says; empty where it is blank or the column is not there. */
    public Optional<String> optional(String column) {
      return Optional.ofNullable(cells.get(column)).map(CsvText::read);
    }

    /** What a cell says that must not be blank. */
    public String text(String column) {
      return optional(column)
          .orElseThrow(
              () ->
                  new InvalidInputException(location.child(column), "missing: must not be blank"));
    }

    OptionalDouble number(String column) {
      Optional<String> text = optional(column);
      if (text.isEmpty()) {
        return OptionalDouble.empty();
      }
      try {
        double number = Double.parseDouble(text.get().strip());
        if (Double.isFinite(number)) {
          return OptionalDouble.of(number);
        }
      } catch (NumberFormatException e) {
        // Reported below, like a number that is not finite.
      }
      throw InvalidInputException.expected(location.child(column), "a number", text.get());
    }

    OptionalInt integer(String column) {
      OptionalDouble number = number(column);
      if (number.isEmpty()) {
        return OptionalInt.empty();
      }
      int whole = (int) number.getAsDouble();
      if (whole != number.getAsDouble()) {
        throw InvalidInputException.expected(
            location.child(column), "a whole number", text(column));
      }
      return OptionalInt.of(whole);
    }

    /** The outline in the column, or the box in four. */
    Optional<Region> region(String column) {
      Optional<String> outline = optional(column);
      if (outline.isPresent()) {
        InputLocation place = location.child(column);
        return Optional.of(SceneJson.readRegion(JsonInput.parse(outline.get(), place)));
      }
      if (number("left").isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          build(
              () -> {
                Region.Box box =
                    new Region.Box(side("left"), side("top"), side("right"), side("bottom"));
                return Region.box(box.left(), box.top(), box.right(), box.bottom());
              }));
    }

    private double side(String column) {
      return number(column)
          .orElseThrow(
              () -> new InvalidInputException(location.child(column), "missing: a box has four"));
    }

    /** Builds a value; where its constructor refuses, the reason is reported with this row. */
    public <T> T build(Supplier<T> builder) {
      try {
        return builder.get();
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(location, e.getMessage(), e);
      }
    }
  }

  /**
   * Reads a table, one row at a time.
   *
   * @param columns those that it may have
   * @throws InvalidInputException if it is no such table
   */
  public static void read(Path file, Set<String> columns, Consumer<Row> reader) throws IOException {
    InputLocation location = InputLocation.of(file);
    long number = 0;
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    try (Reader text =
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder());
        MappingIterator<String[]> rows = mapper.readerFor(String[].class).readValues(text)) {
      if (!rows.hasNextValue()) {
        throw new InvalidInputException(location, "empty: must have a header of column names");
      }
      List<String> header = header(rows.nextValue(), columns, location);
      while (rows.hasNextValue()) {
        number++;
        row(header, rows.nextValue(), location.record(number)).ifPresent(reader);
      }
    } catch (JsonProcessingException | RuntimeJsonMappingException e) {
      throw new InvalidInputException(
          location.record(number + 1),
          "not CSV: "
              + InvalidInputException.excerpt(e.getMessage().lines().findFirst().orElse("")),
          e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(location.record(number + 1), "not UTF-8 text", e);
    }
  }

  private static List<String> header(String[] cells, Set<String> columns, InputLocation location) {
    List<String> header = new ArrayList<>();
    for (String cell : cells) {
      // A spreadsheet's byte order mark would make the first column unknown.
      String name = cell.replace("\uFEFF", "").strip();
      if (!columns.contains(name) || header.contains(name)) {
        throw InvalidInputException.expected(
            location,
            "each column once, of " + String.join(", ", columns.stream().sorted().toList()),
            name);
      }
      header.add(name);
    }
    return header;
  }

  /** Spreadsheets leave rows of blank cells behind: those are none. */
  private static Optional<Row> row(List<String> header, String[] cells, InputLocation location) {
    if (cells.length != header.size()) {
      throw InvalidInputException.expected(
          location, header.size() + " cells, as the header has", cells.length + " cells");
    }
    Map<String, String> filled = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].isBlank()) {
        filled.put(header.get(i), cells[i]);
      }
    }
    return filled.isEmpty() ? Optional.empty() : Optional.of(new Row(filled, location));
  }
}
