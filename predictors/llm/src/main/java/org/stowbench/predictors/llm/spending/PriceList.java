package org.stowbench.predictors.llm.spending;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;

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
    InputFile file = InputFile.of(home.resolve(FILE), FileKind.SETTINGS);
    return new PriceList(
        file.exists() ? read(file) : Map.of(), read(InputFile.resource(PriceList.class, FILE)));
  }

  private static Map<String, Price> read(InputFile file) {
    Map<String, Price> prices = new HashMap<>();
    try (CsvTable table = CsvTable.open(file)) {
      table.forEach(
          row ->
              prices.put(
                  row.text("model").strip(),
                  new Price(dollars(row, "input"), dollars(row, "output"))));
    }
    return prices;
  }

  private static double dollars(CsvRow row, String column) {
    String text = row.text(column).strip();
    if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
      throw row.unexpected(column, "US dollars a million tokens, such as 2.50");
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
