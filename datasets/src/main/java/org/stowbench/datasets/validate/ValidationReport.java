package org.stowbench.datasets.validate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** What it says of some kinds of problem. */
  ValidationReport only(Set<ProblemKind> kinds) {
    Map<ProblemKind, Long> some = new EnumMap<>(ProblemKind.class);
    some.putAll(counts);
    some.keySet().retainAll(kinds);
    return new ValidationReport(
        scenes,
        queries,
        problems.stream().filter(problem -> kinds.contains(problem.kind())).toList(),
        some);
  }

  /** A line for each kind, with how many there are and the first; safe to print. */
  public List<String> lines() {
    Map<ProblemKind, Finding> first = new EnumMap<>(ProblemKind.class);
    problems.forEach(problem -> first.putIfAbsent(problem.kind(), problem));
    return counts.entrySet().stream()
        .map(
            kind ->
                "%d: %s, such as on line %d of %s: %s"
                    .formatted(
                        kind.getValue(),
                        kind.getKey().meaning(),
                        first.get(kind.getKey()).line(),
                        first.get(kind.getKey()).file(),
                        first.get(kind.getKey()).message()))
        .toList();
  }

  private long count(ProblemKind.Severity severity) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().severity() == severity)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
