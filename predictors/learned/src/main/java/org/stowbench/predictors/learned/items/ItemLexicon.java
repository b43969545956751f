package org.stowbench.predictors.learned.items;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stowbench.io.CsvTable;
import org.stowbench.io.InputFile;

/**
 * Common household items with their categories, and each category's place on a few axes, such as
 * how flat or how heavy its things are, each from 0 to 1.
 *
 * <p>An item is found by its name; else by the longest name of the table that its words contain,
 * the last of equals, since in English the last word says what a thing is ("red wine glass" is a
 * wine glass). An item that is not found stands in the middle of all axes.
 */
public final class ItemLexicon {

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{Nd}]+");

  /** How a category's name is written: also the name of its column among features. */
  private final Map<String, double[]> categories;

  private final Map<String, String> items;
  private final List<String> axes;
  private final double[] middle;

  private ItemLexicon(
      List<String> axes, Map<String, double[]> categories, Map<String, String> items) {
    this.axes = axes;
    this.categories = categories;
    this.items = items;
    this.middle = new double[axes.size()];
    for (double[] place : categories.values()) {
      for (int axis = 0; axis < middle.length; axis++) {
        middle[axis] += place[axis] / categories.size();
      }
    }
  }

  /** The table that comes with Stowbench. */
  public static ItemLexicon bundled() {
    List<String> axes = new ArrayList<>();
    Map<String, double[]> categories = new LinkedHashMap<>();
    try (CsvTable table = read("categories.csv")) {
      table.columns().stream().skip(1).forEach(axes::add);
      table.forEach(
          row ->
              categories.put(
                  row.text("category"), axes.stream().mapToDouble(row::number).toArray()));
    }
    Map<String, String> items = new LinkedHashMap<>();
    try (CsvTable table = read("items.csv")) {
      table.forEach(
          row -> {
            if (!categories.containsKey(row.text("category"))) {
              throw row.unexpected("category", "a category of categories.csv");
            }
            items.put(normal(row.text("item")), row.text("category"));
          });
    }
    return new ItemLexicon(List.copyOf(axes), categories, Collections.unmodifiableMap(items));
  }

  private static CsvTable read(String resource) {
    return CsvTable.open(InputFile.resource(ItemLexicon.class, resource));
  }

  /** The names of the axes. */
  public List<String> axes() {
    return axes;
  }

  /** The names of the categories, in the table's order. */
  public List<String> categories() {
    return List.copyOf(categories.keySet());
  }

  /** The items, in the table's order, in lower case and the singular. */
  public List<String> items() {
    return List.copyOf(items.keySet());
  }

  /** The category of an item; empty where none of its words is known. */
  public Optional<String> category(String item) {
    String name = normal(item);
    String exact = items.get(name);
    if (exact != null) {
      return Optional.of(exact);
    }
    List<String> words = List.of(name.split(" "));
    for (int length = words.size() - 1; length > 0; length--) {
      for (int from = words.size() - length; from >= 0; from--) {
        String part = String.join(" ", words.subList(from, from + length));
        if (items.containsKey(part)) {
          return Optional.of(items.get(part));
        }
      }
    }
    return Optional.empty();
  }

  /** An item's place on the {@link #axes}, each from 0 to 1. */
  public double[] place(String item) {
    return category(item).map(categories::get).orElse(middle).clone();
  }

  /**
   * How much each of some known items has to say about an item: more the closer they are on the
   * axes, by a Gaussian kernel. An item that is among the known ones speaks for itself.
   *
   * @param item that is asked for
   * @param known items, one or more
   * @return a weight for each known item; together 1
   */
  public double[] kin(String item, List<String> known) {
    double[] weights = new double[known.size()];
    String name = normal(item);
    for (int i = 0; i < weights.length; i++) {
      if (normal(known.get(i)).equals(name)) {
        weights[i] = 1;
        return weights;
      }
    }
    double[] here = place(item);
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      double[] there = place(known.get(i));
      double squares = 0;
      for (int axis = 0; axis < here.length; axis++) {
        squares += (here[axis] - there[axis]) * (here[axis] - there[axis]);
      }
      weights[i] = StrictMath.exp(-squares / KERNEL);
      total += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= total;
    }
    return weights;
  }

  /** Squared distance at which an item's say falls to 1/e; chosen by leaving items out. */
  private static final double KERNEL = 0.6;

  /** Lower case, letters and digits in words of their own, plain plurals as singulars. */
  static String normal(String item) {
    List<String> words = new ArrayList<>();
    for (String word : BETWEEN_WORDS.split(item.toLowerCase(Locale.ROOT))) {
      if (!word.isEmpty()) {
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss");
        words.add(plural ? word.substring(0, word.length() - 1) : word);
      }
    }
    return String.join(" ", words);
  }
}
