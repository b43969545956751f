package org.stowbench.scorer.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the comparison of two predictors rests on, and what it leaves out.
 *
 * @param queries how many are compared
 * @param households how many homes these are of
 * @param ofQueries how many the split has
 * @param ofHouseholds how many homes the split has
 * @param firstOnly queries left out since the second has no prediction for them
 * @param secondOnly queries left out since the first has none
 */
public record Basis(
    int queries, int households, int ofQueries, int ofHouseholds, int firstOnly, int secondOnly) {

  public Basis {
    if (firstOnly < 0 || secondOnly < 0 || queries + firstOnly + secondOnly > ofQueries) {
      throw new IllegalArgumentException(
          "%d queries compared, %d and %d of one alone, of %d: must be at most all"
              .formatted(queries, firstOnly, secondOnly, ofQueries));
    }
  }

  /** How many queries are left out since neither has a prediction for them. */
  public int neither() {
    return ofQueries - queries - firstOnly - secondOnly;
  }

  /** Whether it rests on all queries of the split. */
  public boolean isWhole() {
    return queries == ofQueries;
  }

  /** Such as {@code 60 of 100 queries, 50 of 79 households}. */
  public String amount() {
    return isWhole()
        ? count(queries, "query", "queries") + ", " + count(households, "household", "households")
        : "%s of %s, %s of %s"
            .formatted(
                number(queries),
                count(ofQueries, "query", "queries"),
                number(households),
                count(ofHouseholds, "household", "households"));
  }

  /** The same for two predictors, with who left out what; nothing where all is compared. */
  String words(String first, String second) {
    if (isWhole()) {
      return "";
    }
    List<String> reasons = new ArrayList<>();
    if (firstOnly > 0) {
      reasons.add(
          "%s has no prediction for %s that %s has".formatted(second, number(firstOnly), first));
    }
    if (secondOnly > 0) {
      reasons.add(
          "%s has no prediction for %s that %s has".formatted(first, number(secondOnly), second));
    }
    if (neither() > 0) {
      reasons.add("neither has one for " + number(neither()));
    }
    return " on %s (%s)".formatted(amount(), String.join("; ", reasons));
  }

  /** The same seen from the second's side. */
  Basis reversed() {
    return new Basis(queries, households, ofQueries, ofHouseholds, secondOnly, firstOnly);
  }

  private static String count(int number, String one, String many) {
    return number(number) + " " + (number == 1 ? one : many);
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
