package org.stowbench.scorer.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.ParserWords;
import org.stowbench.predictions.QueryIndex;

/** The published score of each pair: a CSV {@code image_path,item,user_id,iou,accuracy}. */
final class PublishedPairs {

  /**
   * A pair's published score.
   *
   * @param name of the pair, as the file has it
   * @param ordinal of its query; empty where the dataset has none
   */
  record Pair(String name, OptionalInt ordinal, double iou, double accuracy) {}

  private PublishedPairs() {}

  /** Reads the pairs of a person, or of all rows. */
  static List<Pair> read(Path file, Optional<String> person, QueryIndex index) {
    InputLocation location = InputLocation.of(file);
    List<Pair> pairs = new ArrayList<>();
    long number = 0;
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        MappingIterator<Map<String, String>> rows =
            new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(reader)) {
      while (rows.hasNextValue()) {
        Map<String, String> row = rows.nextValue();
        InputLocation record = location.record(++number);
        String user = cell(row, "user_id", record);
        if (person.isPresent() && !person.get().equals(user)) {
          continue;
        }
        String photo = cell(row, "image_path", record);
        String item = cell(row, "item", record);
        pairs.add(
            new Pair(
                InvalidInputException.excerpt(item + " in " + photo),
                index.find(photo, item),
                number(row, "iou", record),
                number(row, "accuracy", record)));
      }
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          location.record(number + 1), "not CSV: " + ParserWords.of(e), e);
    } catch (IOException e) {
      throw new InvalidInputException(location, "cannot be read as UTF-8 text", e);
    }
    if (pairs.isEmpty()) {
      throw new InvalidInputException(
          location, "no pairs" + person.map(p -> " of user_id " + p).orElse("") + " in it");
    }
    return pairs;
  }

  private static String cell(Map<String, String> row, String column, InputLocation record) {
    String cell = row.get(column);
    if (cell == null) {
      throw new InvalidInputException(record.child(column), "missing: must be there");
    }
    return cell;
  }

  private static double number(Map<String, String> row, String column, InputLocation record) {
    String cell = cell(row, column, record);
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw InvalidInputException.expected(record.child(column), "a number", cell);
    }
  }
}
