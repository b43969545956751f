package org.stowbench.datasets.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.stowbench.geometry.CandidateFlag;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;

/** {@code dataset.json}. It holds no time and no path: the same content gives the same bytes. */
final class MetadataJson {

  /** The version of the format that is written, and the only one that is read. */
  static final int FORMAT_VERSION = 1;

  private MetadataJson() {}

  static ObjectNode write(DatasetMetadata metadata) {
    ObjectNode json = Json.object();
    json.put("format_version", FORMAT_VERSION);
    json.setAll(DescriptionJson.write(metadata.description()));
    ObjectNode splits = json.putObject("splits");
    metadata.splits().forEach((name, split) -> splits.set(name, Json.object(split)));
    ObjectNode counts = json.putObject("counts");
    counts.put("scenes", metadata.counts().scenes());
    counts.put("containers", metadata.counts().containers());
    ObjectNode flags = counts.putObject("flags");
    metadata.counts().flags().forEach((flag, count) -> flags.put(Json.name(flag), count));
    counts.put("queries", metadata.counts().queries());
    ObjectNode checksums = json.putObject("checksums");
    checksums.put(DatasetFolder.SCENES, metadata.checksums().scenes());
    checksums.put(DatasetFolder.QUERIES, metadata.checksums().queries());
    checksums.put("content", metadata.checksums().content());
    return json;
  }

  static DatasetDeclaration read(JsonInput json) {
    // The version first: nothing else is known to mean the same in another one.
    JsonInput version = json.field("format_version");
    if (version.integer() != FORMAT_VERSION) {
      throw version.unexpected(FORMAT_VERSION + " (what this version of Stowbench reads)");
    }
    DatasetDescription description = DescriptionJson.read(json);
    if (json.optional("checksums").isEmpty()) {
      return new DatasetDeclaration(description, Optional.empty());
    }
    return new DatasetDeclaration(description, Optional.of(readSealed(json, description)));
  }

  private static DatasetMetadata readSealed(JsonInput json, DatasetDescription description) {
    Map<String, SplitCounts> splits = new LinkedHashMap<>();
    JsonInput listed = json.field("splits");
    for (String name : listed.names()) {
      splits.put(name, listed.field(name).build(MetadataJson::readSplit));
    }
    DatasetMetadata.Counts counts = json.field("counts").build(MetadataJson::readCounts);
    DatasetMetadata.Checksums checksums = readChecksums(json.field("checksums"));
    return json.build(o -> new DatasetMetadata(description, splits, counts, checksums));
  }

  private static SplitCounts readSplit(JsonInput json) {
    return new SplitCounts(
        json.field("queries").longInteger(),
        json.field("not_here").longInteger(),
        json.field("scenes").longInteger(),
        json.field("households").longInteger());
  }

  private static DatasetMetadata.Counts readCounts(JsonInput json) {
    Map<CandidateFlag, Long> flags = new EnumMap<>(CandidateFlag.class);
    JsonInput listed = json.field("flags");
    for (CandidateFlag flag : CandidateFlag.values()) {
      Optional<JsonInput> count = listed.optional(Json.name(flag));
      count.ifPresent(c -> flags.put(flag, c.longInteger()));
    }
    return new DatasetMetadata.Counts(
        json.field("scenes").longInteger(),
        json.field("containers").longInteger(),
        flags,
        json.field("queries").longInteger());
  }

  private static DatasetMetadata.Checksums readChecksums(JsonInput json) {
    DatasetMetadata.Checksums checksums =
        new DatasetMetadata.Checksums(
            json.field(DatasetFolder.SCENES).name(), json.field(DatasetFolder.QUERIES).name());
    JsonInput content = json.field("content");
    if (!content.name().equals(checksums.content())) {
      throw content.unexpected(checksums.content() + ", which follows from the files' checksums");
    }
    return checksums;
  }
}
