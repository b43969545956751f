package org.stowbench.datasets.shic;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what could not be joined and what was guessed. */
final class Findings {

  private static final int EXAMPLES = 3;

  private final Map<ImportReport.Kind, Long> counts = new EnumMap<>(ImportReport.Kind.class);
  private final Map<ImportReport.Kind, List<String>> examples =
      new EnumMap<>(ImportReport.Kind.class);

  void add(ImportReport.Kind kind, String example) {
    counts.merge(kind, 1L, Long::sum);
    List<String> shown = examples.computeIfAbsent(kind, k -> new ArrayList<>());
    if (shown.size() < EXAMPLES) {
      shown.add(example);
    }
  }

  List<ImportReport.Finding> list() {
    List<ImportReport.Finding> list = new ArrayList<>();
    counts.forEach(
        (kind, count) -> list.add(new ImportReport.Finding(kind, count, examples.get(kind))));
    return List.copyOf(list);
  }
}
