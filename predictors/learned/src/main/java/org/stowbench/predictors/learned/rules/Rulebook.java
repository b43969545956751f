package org.stowbench.predictors.learned.rules;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.io.InputLocation;
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
    try (InputStream in = Rulebook.class.getResourceAsStream("rules.csv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return parse(text, InputLocation.of("rules.csv"), lexicon);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Rules of a user's own.
   *
   * @throws InvalidInputException if the file cannot be used
   */
  static Rulebook read(Path file, ItemLexicon lexicon) {
    try {
      return parse(Files.readString(file), InputLocation.of(file), lexicon);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(InputLocation.of(file), "there is no such file", e);
    } catch (IOException e) {
      throw new InvalidInputException(
          InputLocation.of(file),
          "cannot be read: " + InvalidInputException.excerpt(String.valueOf(e.getMessage())),
          e);
    }
  }

  static Rulebook parse(String text, InputLocation source, ItemLexicon lexicon) {
    List<String> categories = new ArrayList<>(lexicon.categories());
    categories.add(ANY);
    Map<String, double[]> weights = new HashMap<>();
    for (String category : categories) {
      double[] alike = new double[PlaceKind.names().size()];
      java.util.Arrays.fill(alike, 1);
      weights.put(category, alike);
    }
    List<String[]> rows = rows(text, source);
    if (rows.isEmpty() || !List.of(rows.get(0)).equals(HEADER)) {
      throw new InvalidInputException(source, "expected the header " + String.join(",", HEADER));
    }
    for (int i = 1; i < rows.size(); i++) {
      rule(rows.get(i), source.record(i), categories, weights);
    }
    return new Rulebook(weights);
  }

  private static List<String[]> rows(String text, InputLocation source) {
    try (MappingIterator<String[]> rows =
        new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.TRIM_SPACES)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .with(CsvParser.Feature.ALLOW_COMMENTS)
            .readValues(text)) {
      return rows.readAll();
    } catch (IOException | RuntimeJsonMappingException e) {
      throw new InvalidInputException(
          source, "not CSV: " + InvalidInputException.excerpt(String.valueOf(e.getMessage())), e);
    }
  }

  private static void rule(
      String[] row, InputLocation where, List<String> categories, Map<String, double[]> weights) {
    if (row.length != HEADER.size()) {
      throw InvalidInputException.expected(where, "3 values", String.join(",", row));
    }
    if (!categories.contains(row[0])) {
      throw InvalidInputException.expected(
          where.child("category"), "one of " + String.join(", ", categories), row[0]);
    }
    double weight = weight(row[2], where.child("weight"));
    boolean fits = false;
    for (int kind = 0; kind < PlaceKind.names().size(); kind++) {
      if (matches(row[1], PlaceKind.names().get(kind))) {
        fits = true;
        for (String category : categories) {
          if (row[0].equals(ANY) || row[0].equals(category)) {
            weights.get(category)[kind] = weight;
          }
        }
      }
    }
    if (!fits) {
      throw InvalidInputException.expected(
          where.child("place"),
          "a pattern that fits one of " + String.join(", ", PlaceKind.names()),
          row[1]);
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

  private static double weight(String text, InputLocation where) {
    try {
      double weight = Double.parseDouble(text);
      if (weight >= 0 && Double.isFinite(weight)) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // Reported below, as any other text that is no such number.
    }
    throw InvalidInputException.expected(where, "a number of 0 or more", text);
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
