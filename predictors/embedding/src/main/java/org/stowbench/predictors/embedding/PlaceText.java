package org.stowbench.predictors.embedding;

import java.util.List;
import org.stowbench.predictors.learned.prior.PlaceKind;

/** Kinds of places in the words of people, for a model of language. */
final class PlaceText {

  private PlaceText() {}

  /** A description of each kind, by its number. */
  static List<String> all() {
    return PlaceKind.names().stream().map(PlaceText::of).toList();
  }

  private static String of(String kind) {
    String[] parts = kind.split("_");
    if (parts.length != 3) {
      return "Not kept in a kitchen cabinet or drawer.";
    }
    String front =
        switch (parts[1]) {
          case "flat" -> parts[0].equals("below") ? "drawer" : "flat wall cabinet";
          case "square" -> parts[0].equals("below") ? "deep drawer or cabinet" : "wall cabinet";
          default -> parts[0].equals("below") ? "base cabinet" : "tall wall cabinet";
        };
    String place =
        switch (parts[2]) {
          case "top" -> "top ";
          case "lower" -> "lower ";
          default -> "";
        };
    String holds =
        parts[0].equals("above")
            ? "dishes, cups, glasses and food"
            : parts[1].equals("flat")
                ? parts[2].equals("lower")
                    ? "towels, wraps and larger utensils"
                    : "cutlery, knives and small utensils"
                : "pots, pans, bowls and cleaning supplies";
    return "Kept in the %s%s %s the kitchen counter, with %s."
        .formatted(place, front, parts[0], holds);
  }
}
