package org.stowbench.predictors.external.planner;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stowbench.io.InvalidInputException;

/** Counts what a planner does that it should not, and remembers the first of each kind. */
public final class Faults {

  private static final class Kind {
    private final String first;
    private long times;

    Kind(String first) {
      this.first = first;
    }
  }

  private final Map<Fault, Kind> kinds = new EnumMap<>(Fault.class);

  /**
   * Counts a fault.
   *
   * @param example what exactly; hostile and of any length
   */
  public synchronized void add(Fault fault, String example) {
    kinds.computeIfAbsent(fault, f -> new Kind(oneLine(example))).times++;
  }

  private static String oneLine(String example) {
    return example.length() > 1000 ? InvalidInputException.excerpt(example) : example;
  }

  /** A line for each kind. */
  public synchronized List<String> notices() {
    List<String> notices = new ArrayList<>();
    kinds.forEach(
        (fault, kind) ->
            notices.add(
                "the planner %s; the first: %s".formatted(fault.words(kind.times), kind.first)));
    return notices;
  }
}
