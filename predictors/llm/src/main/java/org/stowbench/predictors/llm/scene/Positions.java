package org.stowbench.predictors.llm.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;

/**
 * Where containers that are otherwise described alike lie among each other, in words, no two the
 * same: in rows from the top, each from the left. Containers that a dataset gives the very same
 * bounds are counted, since nothing else tells them apart; and so are all where not each is in the
 * photo.
 */
final class Positions {

  private static final Comparator<Container> FROM_THE_TOP =
      Comparator.<Container>comparingDouble(c -> box(c).center().y())
          .thenComparingDouble(c -> box(c).center().x())
          .thenComparingInt(Container::id);

  private static final Comparator<Container> FROM_THE_LEFT =
      Comparator.<Container>comparingDouble(c -> box(c).center().x())
          .thenComparingDouble(c -> box(c).center().y())
          .thenComparingDouble(c -> box(c).left())
          .thenComparingDouble(c -> box(c).top())
          .thenComparingInt(Container::id);

  private Positions() {}

  /** The words by the container's id, for two or more that are alike, in the scene's order. */
  static Map<Integer, String> of(List<Container> alike) {
    return alike.stream().allMatch(container -> container.region().isPresent())
        ? inThePhoto(alike)
        : inTheList(alike);
  }

  private static Map<Integer, String> inTheList(List<Container> alike) {
    Map<Integer, String> words = new HashMap<>();
    for (Container container : alike) {
      words.put(
          container.id(),
          "the %s of %d alike in this list".formatted(ordinal(words.size() + 1), alike.size()));
    }
    return words;
  }

  private static Map<Integer, String> inThePhoto(List<Container> alike) {
    List<List<List<Container>>> rows = rows(alike).stream().map(Positions::places).toList();
    boolean column = rows.stream().allMatch(places -> places.size() == 1);
    Map<Integer, String> words = new HashMap<>();
    for (int r = 0; r < rows.size(); r++) {
      List<List<Container>> places = rows.get(r);
      String row = rows.size() == 1 ? "" : " in row %d of %d".formatted(r + 1, rows.size());
      for (int p = 0; p < places.size(); p++) {
        String place =
            column
                ? rows.size() == 1 ? "" : among(r, rows.size(), "top")
                : places.size() == 1 ? "the only one" + row : among(p, places.size(), "left") + row;
        name(places.get(p), place, words);
      }
    }
    return words;
  }

  private static String among(int index, int count, String side) {
    return "the " + ordinal(index + 1) + " of " + count + " alike from the " + side;
  }

  private static void name(List<Container> same, String place, Map<Integer, String> words) {
    for (int i = 0; i < same.size(); i++) {
      String counted =
          same.size() == 1 ? "" : "number %d of %d in the same place".formatted(i + 1, same.size());
      words.put(
          same.get(i).id(), place + (place.isEmpty() || counted.isEmpty() ? "" : ", ") + counted);
    }
  }

  /** A row is what has its middle at the height of its highest member. */
  private static List<List<Container>> rows(List<Container> alike) {
    List<List<Container>> rows = new ArrayList<>();
    double bottom = Double.NEGATIVE_INFINITY;
    for (Container container : alike.stream().sorted(FROM_THE_TOP).toList()) {
      if (rows.isEmpty() || box(container).center().y() > bottom) {
        rows.add(new ArrayList<>());
        bottom = box(container).bottom();
      }
      rows.get(rows.size() - 1).add(container);
    }
    return rows;
  }

  /** A row from left to right, what has the very same bounds together. */
  private static List<List<Container>> places(List<Container> row) {
    List<List<Container>> places = new ArrayList<>();
    Region.Box last = null;
    for (Container container : row.stream().sorted(FROM_THE_LEFT).toList()) {
      if (!box(container).equals(last)) {
        places.add(new ArrayList<>());
        last = box(container);
      }
      places.get(places.size() - 1).add(container);
    }
    return places;
  }

  private static Region.Box box(Container container) {
    return container.outline().bounds();
  }

  private static String ordinal(int number) {
    boolean teen = number / 10 % 10 == 1;
    return number
        + switch (teen ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
