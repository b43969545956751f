package org.stowbench.predictors.learned.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.learned.items.ItemLexicon;
import org.stowbench.predictors.learned.prior.PlaceKind;

/**
 * Rules read from CSV: a header {@code category,place,weight} and a rule a line. {@code category}
 * is one of {@link ItemLexicon#categories()} or {@code *}; {@code place} is one of {@link
 * PlaceKind#names()}, in which {@code *} stands for any part, such as {@code below_flat_*}; {@code
 * weight} is how much likelier such a place is than another, 0 or more. The last rule that fits
 * wins; where none does, the weight is 1.
 */
final class Rulebook {

  private static final List<String> HEADER = List.of("category", "place", "weight");
  private static final String ANY = "*";

  private final Map<String, double[]> weights;

  private Rulebook(Map<String, double[]> weights) {
    this.weights = weights;
  }

  /** The rules that come with Stowbench. */
  static Rulebook bundled(ItemLexicon lexicon) {
    return read(InputFile.resource(Rulebook.class, "rules.csv"), lexicon);
  }

  /**
   * Rules of a user's own.
   *
   * @throws InvalidInputException if the file cannot be used
   */
  static Rulebook read(Path file, ItemLexicon lexicon) {
    return read(InputFile.of(file, FileKind.SETTINGS), lexicon);
  }

  private static Rulebook read(InputFile file, ItemLexicon lexicon) {
    List<String> categories = new ArrayList<>(lexicon.categories());
    categories.add(ANY);
    Map<String, double[]> weights = new HashMap<>();
    for (String category : categories) {
      double[] alike = new double[PlaceKind.names().size()];
      Arrays.fill(alike, 1);
      weights.put(category, alike);
    }
    try (CsvTable table = CsvTable.openWithComments(file)) {
      if (!List.copyOf(table.columns()).equals(HEADER)) {
        throw new InvalidInputException(
            file.location(), "expected the header " + String.join(",", HEADER));
      }
      table.forEach(row -> rule(row, categories, weights));
    }
    return new Rulebook(weights);
  }

  private static void rule(CsvRow row, List<String> categories, Map<String, double[]> weights) {
    String given = row.text("category").strip();
    if (!categories.contains(given)) {
      throw row.unexpected("category", "one of " + String.join(", ", categories));
    }
    double weight = row.number("weight");
    if (weight < 0) {
      throw row.unexpected("weight", "a number of 0 or more");
    }
    boolean fits = false;
    for (int kind = 0; kind < PlaceKind.names().size(); kind++) {
      if (matches(row.text("place").strip(), PlaceKind.names().get(kind))) {
        fits = true;
        for (String category : categories) {
          if (given.equals(ANY) || given.equals(category)) {
            weights.get(category)[kind] = weight;
          }
        }
      }
    }
    if (!fits) {
      throw row.unexpected(
          "place", "a pattern that fits one of " + String.join(", ", PlaceKind.names()));
    }
  }

  /** Parts are parted by {@code _}; but "not_here" is one. */
  private static boolean matches(String pattern, String kind) {
    if (pattern.equals(kind)) {
      return true;
    }
    String[] wanted = pattern.split("_");
    String[] parts = kind.split("_");
    if (wanted.length != 3 || parts.length != 3) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!wanted[i].equals(ANY) && !wanted[i].equals(parts[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * The weight of each kind of place.
   *
   * @param category of {@link ItemLexicon#categories()}, or {@code *} for an unknown item
   */
  double[] weights(String category) {
    return weights.get(category);
  }

  /** What stands for an unknown category. */
  static String any() {
    return ANY;
  }
}
