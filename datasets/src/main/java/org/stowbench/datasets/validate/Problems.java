package org.stowbench.datasets.validate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonLines;

/** Collects what is found; keeps the first of each kind and counts all. */
final class Problems {

  private final Map<ProblemKind, List<Finding>> first = new EnumMap<>(ProblemKind.class);
  private final Map<ProblemKind, Long> counts = new EnumMap<>(ProblemKind.class);

  void add(ProblemKind kind, String file, long line, String message) {
    counts.merge(kind, 1L, Long::sum);
    List<Finding> kept = first.computeIfAbsent(kind, k -> new ArrayList<>());
    if (kept.size() < ValidationReport.MOST_SHOWN) {
      kept.add(new Finding(kind, file, line, message));
    }
  }

  /** What a reader says of a line. */
  void add(ProblemKind kind, String file, long line, InvalidInputException e) {
    String field = e.where().map(InputLocation::field).orElse("");
    add(kind, file, line, field.isEmpty() ? e.problem() : "field " + field + ": " + e.problem());
  }

  /** Something about a line. */
  void add(ProblemKind kind, String file, JsonLines.Line line, String message) {
    add(kind, file, line.number(), message);
  }

  /** What follows from another problem: the first is shown, and all are counted. */
  void count(ProblemKind kind, String file, JsonLines.Line line, String message) {
    if (counts.containsKey(kind)) {
      counts.merge(kind, 1L, Long::sum);
    } else {
      add(kind, file, line, message);
    }
  }

  boolean hasErrors() {
    return counts.keySet().stream().anyMatch(k -> k.severity() == ProblemKind.Severity.ERROR);
  }

  ValidationReport report(long scenes, long queries) {
    List<Finding> problems = new ArrayList<>();
    first.values().forEach(problems::addAll);
    return new ValidationReport(scenes, queries, problems, counts);
  }
}
