package org.stowbench.datasets.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonLines;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;

/** Counts what a folder's content holds, and writes that down beside it. */
final class Seal {

  private Seal() {}

  /** What the content is, whatever {@code dataset.json} says of it. */
  static DatasetMetadata count(Path folder, DatasetDescription description, ContentIndex index)
      throws IOException {
    ContentTally tally = new ContentTally();
    try (JsonLines scenes = JsonLines.open(DatasetFolder.file(folder, DatasetFolder.SCENES))) {
      for (var line = scenes.nextEnded(); line.isPresent(); line = scenes.nextEnded()) {
        tally.scene(SceneJson.write(SceneJson.read(line.get().json())));
      }
    }
    try (JsonLines queries = JsonLines.open(DatasetFolder.file(folder, DatasetFolder.QUERIES));
        SceneReader reader = new SceneReader(folder)) {
      for (var line = queries.nextEnded(); line.isPresent(); line = queries.nextEnded()) {
        var json = line.get().json();
        tally.query(
            QueryJson.read(json, scene -> reader.scene(index.place(scene))),
            json.field("split").name());
      }
    }
    index.requireUnchanged();
    try {
      return tally.metadata(description, index.checksums());
    } catch (IllegalArgumentException e) {
      InputLocation file = InputLocation.of(folder.resolve(DatasetFolder.METADATA));
      throw new InvalidInputException(file, e.getMessage(), e);
    }
  }

  /** Writes {@code dataset.json} and {@code croissant.json} for what the folder holds. */
  static DatasetMetadata write(Path folder, DatasetDescription description) throws IOException {
    DatasetMetadata metadata = count(folder, description, ContentIndex.undeclared(folder));
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
    AtomicFile.write(file, Json.pretty(json));
  }
}
