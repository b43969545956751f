package org.stowbench.predictors.llm.spending;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.ParserWords;

/**
 * Prices by model, from CSV files with the columns {@code model} ({@code openai/gpt-4o}; {@code
 * ollama/*} for all of a provider), {@code input} and {@code output} in US dollars a million
 * tokens. The user's file, {@code prices.csv} in the home folder, goes before the one that ships. A
 * model that neither names has no price, which is not the same as being free.
 */
public final class PriceList {

  /** The name of the user's file. */
  public static final String FILE = "prices.csv";

  private final Map<String, Price> own;
  private final Map<String, Price> shipped;

  private PriceList(Map<String, Price> own, Map<String, Price> shipped) {
    this.own = own;
    this.shipped = shipped;
  }

  /**
   * The prices that hold on this machine.
   *
   * @param home where data and caches live
   * @throws InvalidInputException if the user's file is damaged
   */
  public static PriceList of(Path home) {
    Path file = home.resolve(FILE);
    try (InputStream ships = PriceList.class.getResourceAsStream(FILE)) {
      Map<String, Price> own = new HashMap<>();
      if (Files.isRegularFile(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          own = read(in, InputLocation.of(file));
        }
      }
      return new PriceList(own, read(ships, InputLocation.of("shipped " + FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Price> read(InputStream in, InputLocation where) throws IOException {
    Map<String, Price> prices = new HashMap<>();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(in)) {
      for (long number = 1; rows.hasNextValue(); number++) {
        Map<String, String> row = rows.nextValue();
        InputLocation record = where.record(number);
        prices.put(
            cell(row, "model", record),
            new Price(dollars(row, "input", record), dollars(row, "output", record)));
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new InvalidInputException(where, "not CSV: " + ParserWords.of(e), e);
    }
    return prices;
  }

  private static String cell(Map<String, String> row, String column, InputLocation where) {
    String text = row.getOrDefault(column, "").strip();
    if (text.isEmpty()) {
      throw new InvalidInputException(where.child(column), "missing: must be there");
    }
    return text;
  }

  private static double dollars(Map<String, String> row, String column, InputLocation where) {
    String text = cell(row, column, where);
    if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
      throw InvalidInputException.expected(
          where.child(column), "US dollars a million tokens, such as 2.50", text);
    }
    return Double.parseDouble(text);
  }

  /**
   * The price of a model.
   *
   * @param model such as {@code openai/gpt-4o}
   * @param elsewhere whether it is served by another server than the provider's, so that only the
   *     user can know what that costs
   */
  public Optional<Price> of(String model, boolean elsewhere) {
    return in(own, model).or(() -> elsewhere ? Optional.empty() : in(shipped, model));
  }

  private static Optional<Price> in(Map<String, Price> prices, String model) {
    Price exact = prices.get(model);
    return Optional.ofNullable(
        exact != null ? exact : prices.get(model.substring(0, model.indexOf('/') + 1) + "*"));
  }
}
