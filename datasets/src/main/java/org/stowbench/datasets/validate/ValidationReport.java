package org.stowbench.datasets.validate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a validation found.
 *
 * @param scenes how many lines of scenes were read
 * @param queries how many lines of queries were read
 * @param problems the first of each kind, at most {@link #MOST_SHOWN}, errors before warnings, in
 *     the files' order
 * @param counts how many there are of each kind that was found
 */
public record ValidationReport(
    long scenes, long queries, List<Finding> problems, Map<ProblemKind, Long> counts) {

  /** So many problems of a kind are listed; the others are counted. */
  public static final int MOST_SHOWN = 20;

  public ValidationReport {
    problems = List.copyOf(problems);
    Map<ProblemKind, Long> ordered = new EnumMap<>(ProblemKind.class);
    ordered.putAll(counts);
    counts = Collections.unmodifiableMap(ordered);
  }

  /** How many errors there are. */
  public long errors() {
    return count(ProblemKind.Severity.ERROR);
  }

  /** How many warnings there are. */
  public long warnings() {
    return count(ProblemKind.Severity.WARNING);
  }

  /** How many problems of a kind there are. */
  public long count(ProblemKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  private long count(ProblemKind.Severity severity) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().severity() == severity)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
