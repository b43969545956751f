package org.stowbench.datasets.format;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.stowbench.geometry.CandidateFlag;
import org.stowbench.io.Sha256;

/**
 * What {@code dataset.json} says: the maker's description, and what was counted while writing.
 *
 * @param description what its maker says
 * @param splits what each split holds, in the order in which the splits first occur
 * @param counts what the whole dataset holds
 * @param checksums of its files and its content
 */
public record DatasetMetadata(
    DatasetDescription description,
    Map<String, SplitCounts> splits,
    Counts counts,
    Checksums checksums) {

  public DatasetMetadata {
    Objects.requireNonNull(description, "description");
    splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
    splits.keySet().forEach(split -> DatasetNames.check("split", split));
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(checksums, "checksums");
    if (!splits.containsKey(description.defaultSplit())) {
      throw new IllegalArgumentException(
          "dataset %s: default split %s: must be one of its splits, %s"
              .formatted(description.id(), description.defaultSplit(), splits.keySet()));
    }
    long queries = splits.values().stream().mapToLong(SplitCounts::queries).sum();
    if (queries != counts.queries()) {
      throw new IllegalArgumentException(
          "dataset %s: %d queries in its splits, %d in all: must be equal"
              .formatted(description.id(), queries, counts.queries()));
    }
  }

  /**
   * What a dataset holds; all counts are 0 or more.
   *
   * @param scenes how many scenes, with those that no query asks about
   * @param containers how many candidates in all of them
   * @param flags how many candidates are odd in which way; a flag that none has is left out
   * @param queries how many queries in all splits
   */
  public record Counts(long scenes, long containers, Map<CandidateFlag, Long> flags, long queries) {

    public Counts {
      if (scenes < 0 || containers < 0 || queries < 0) {
        throw new IllegalArgumentException(
            "%d scenes, %d containers, %d queries: must be 0 or more"
                .formatted(scenes, containers, queries));
      }
      // An EnumMap keeps the flags' own order, whatever order they were counted in.
      Map<CandidateFlag, Long> ordered = new EnumMap<>(CandidateFlag.class);
      ordered.putAll(flags);
      flags = Collections.unmodifiableMap(ordered);
    }
  }

  /**
   * The checksums of the two files of content.
   *
   * @param scenes of {@code scenes.jsonl}, such as {@code sha256:...}
   * @param queries of {@code queries.jsonl}
   */
  public record Checksums(String scenes, String queries) {

    public Checksums {
      Objects.requireNonNull(scenes, "scenes");
      Objects.requireNonNull(queries, "queries");
    }

    /**
     * The checksum of the whole content: SHA-256 over the two lines {@code scenes.jsonl CHECKSUM}
     * and {@code queries.jsonl CHECKSUM}. Descriptions do not count: equal content, equal checksum.
     */
    public String content() {
      return Sha256.checksum(
          DatasetFolder.SCENES
              + " "
              + scenes
              + "\n"
              + DatasetFolder.QUERIES
              + " "
              + queries
              + "\n");
    }
  }
}
