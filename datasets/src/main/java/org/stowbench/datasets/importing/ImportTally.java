package org.stowbench.datasets.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * Counts, while files are read, what becomes of what is in them: nothing is dropped without a
 * count. An importer tells it of each thing where it meets it, and gives it to {@link
 * ImportResult#of(org.stowbench.datasets.format.DatasetMetadata, ImportTally)}.
 */
public final class ImportTally {

  private static final int PLACES = 3;
  private static final int MOST_REASONS = 50;
  private static final int LONGEST = 300;

  private static final class Found {
    private long count;
    private final List<InputLocation> places = new ArrayList<>();
  }

  private final Map<String, Long> read = new LinkedHashMap<>();
  private final Map<String, Found> leftOut = new LinkedHashMap<>();
  private final Map<String, Found> noted = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();

  /** Nothing yet. */
  public ImportTally() {}

  /** So many of what the files hold were read, such as {@code photos}. */
  public void read(String what, long count) {
    read.merge(what, count, Long::sum);
  }

  /**
   * Somebody's label, a region or an item, will not be in the dataset. An import that leaves out
   * any exits with 3, unless that was allowed.
   *
   * @param what it, and why, as words that follow a count: {@code polyline: has no area}
   */
  public void leaveOut(String what, InputLocation where) {
    count(leftOut, what, where);
  }

  /**
   * Something was taken otherwise than it stands, or was no label.
   *
   * @param what it, and what was done, as words that follow a count
   */
  public void note(String what, InputLocation where) {
    count(noted, what, where);
  }

  /** Something else for whoever imports, which no one place holds. */
  public void remark(String line) {
    remarks.add(line);
  }

  private static void count(Map<String, Found> counts, String what, InputLocation where) {
    Found found = counts.computeIfAbsent(what, w -> new Found());
    found.count++;
    if (found.places.size() < PLACES) {
      found.places.add(where);
    }
  }

  /** How many labels were left out. */
  public long leftOut() {
    return leftOut.values().stream().mapToLong(found -> found.count).sum();
  }

  /** What was read, in one line; empty where nothing is said of that. Safe to print. */
  List<String> lines() {
    List<String> counts = new ArrayList<>();
    read.forEach((what, count) -> counts.add(String.format(Locale.ROOT, "%,d %s", count, what)));
    return counts.isEmpty() ? List.of() : List.of("Read: " + String.join(", ", counts));
  }

  /** What was left out and what was noted, a line each with the first places. Safe to print. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    describe(leftOut, "left out", notes);
    describe(noted, "noted", notes);
    notes.addAll(remarks);
    return notes;
  }

  private static void describe(Map<String, Found> counts, String did, List<String> notes) {
    counts.entrySet().stream()
        .limit(MOST_REASONS)
        .forEach(
            one ->
                notes.add(
                    InvalidInputException.excerpt(
                        String.format(
                            Locale.ROOT,
                            "%,d %s: %s (%s)",
                            one.getValue().count,
                            did,
                            one.getKey(),
                            places(one.getValue())),
                        LONGEST)));
    if (counts.size() > MOST_REASONS) {
      notes.add(
          String.format(
              Locale.ROOT,
              "... and %,d %s for %,d more reasons",
              counts.values().stream().skip(MOST_REASONS).mapToLong(found -> found.count).sum(),
              did,
              counts.size() - MOST_REASONS));
    }
  }

  /** The file's name once, where all are of one. */
  private static String places(Found found) {
    StringBuilder text = new StringBuilder();
    String source = "";
    for (InputLocation place : found.places) {
      String whole = place.toString();
      String rest = whole.substring(place.source().length());
      boolean same = place.source().equals(source) && rest.startsWith(": ");
      text.append(text.isEmpty() ? "" : "; ").append(same ? rest.substring(2) : whole);
      source = place.source();
    }
    return text.append(found.count > found.places.size() ? "; ..." : "").toString();
  }
}
