package org.stowbench.datasets.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;

/** Counts what a folder's content holds, and writes that down beside it. */
final class Seal {

  private Seal() {}

  /** What the content is, whatever {@code dataset.json} says of it. */
  static DatasetMetadata count(Path folder, DatasetDescription description) throws IOException {
    ContentIndex index = ContentIndex.undeclared(folder);
    ContentTally tally = new ContentTally();
    try (JsonLines scenes = JsonLines.open(folder.resolve(DatasetFolder.SCENES))) {
      for (var line = scenes.next(); line.isPresent(); line = scenes.next()) {
        tally.scene(SceneJson.write(SceneJson.read(line.get().json())));
      }
    }
    try (JsonLines queries = JsonLines.open(folder.resolve(DatasetFolder.QUERIES));
        SceneReader reader = new SceneReader(folder, index)) {
      for (var line = queries.next(); line.isPresent(); line = queries.next()) {
        var json = line.get().json();
        tally.query(QueryJson.read(json, reader::scene), json.field("split").name());
      }
    }
    try {
      return tally.metadata(description, index.checksums());
    } catch (IllegalArgumentException e) {
      InputLocation file = InputLocation.of(folder.resolve(DatasetFolder.METADATA));
      throw new InvalidInputException(file, e.getMessage(), e);
    }
  }

  /** Writes {@code dataset.json} and {@code croissant.json} for what the folder holds. */
  static DatasetMetadata write(Path folder, DatasetDescription description) throws IOException {
    DatasetMetadata metadata = count(folder, description);
    put(folder.resolve(DatasetFolder.CROISSANT), croissant(folder, metadata));
    put(folder.resolve(DatasetFolder.METADATA), MetadataJson.write(metadata));
    return metadata;
  }

  static ObjectNode croissant(Path folder, DatasetMetadata metadata) throws IOException {
    return CroissantJson.write(
        metadata,
        Files.size(folder.resolve(DatasetFolder.SCENES)),
        Files.size(folder.resolve(DatasetFolder.QUERIES)));
  }

  private static void put(Path file, ObjectNode json) throws IOException {
    byte[] bytes = Json.pretty(json).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(bytes));
  }
}
