package org.stowbench.datasets.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.stowbench.geometry.CandidateFlag;
import org.stowbench.io.IdTable;
import org.stowbench.query.LabeledQuery;

/** Counts what a dataset holds, for its {@code dataset.json}. */
final class ContentTally {

  private final Map<String, SplitTally> splits = new LinkedHashMap<>();
  private final Map<CandidateFlag, Long> flags = new EnumMap<>(CandidateFlag.class);
  private long scenes;
  private long containers;
  private long queries;

  /** Counts a scene as it is written: to find its flags a second time would be slow. */
  void scene(ObjectNode written) {
    scenes++;
    for (JsonNode container : written.get("containers")) {
      containers++;
      for (JsonNode flag : container.path("flags")) {
        String name = flag.textValue().toUpperCase(Locale.ROOT);
        flags.merge(CandidateFlag.valueOf(name), 1L, Long::sum);
      }
    }
  }

  void query(LabeledQuery labeled, String split) {
    queries++;
    splits.computeIfAbsent(split, name -> new SplitTally()).add(labeled);
  }

  /**
   * What {@code dataset.json} has to say.
   *
   * @throws IllegalArgumentException if the default split has no queries
   */
  DatasetMetadata metadata(DatasetDescription description, DatasetMetadata.Checksums checksums) {
    Map<String, SplitCounts> counts = new LinkedHashMap<>();
    splits.forEach((name, tally) -> counts.put(name, tally.counts()));
    return new DatasetMetadata(
        description,
        counts,
        new DatasetMetadata.Counts(scenes, containers, flags, queries),
        checksums);
  }

  private static final class SplitTally {

    private final IdTable scenes = new IdTable();
    private final IdTable households = new IdTable();
    private long queries;
    private long notHere;

    void add(LabeledQuery labeled) {
      queries++;
      notHere += labeled.truth().isNotHere() ? 1 : 0;
      scenes.add(labeled.query().scene().id());
      households.add(labeled.household().id());
    }

    SplitCounts counts() {
      return new SplitCounts(queries, notHere, scenes.size(), households.size());
    }
  }
}
