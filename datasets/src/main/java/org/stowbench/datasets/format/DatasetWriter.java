package org.stowbench.datasets.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.io.IdTable;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.io.Sha256;
import org.stowbench.io.StagedFolder;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * Writes a dataset's folder. Nothing is at the target until {@link #commit}: closing a writer that
 * did not commit leaves nothing, and leaves an older dataset at the target as it was.
 *
 * <p>Scenes and queries may come in any mixture, a scene before the queries about it; what is
 * written keeps their order. Memory grows with the number of ids, not with content. For one thread.
 */
public final class DatasetWriter implements Closeable {

  private final StagedFolder staging;
  private final JsonLines scenes;
  private final JsonLines queries;
  private final Map<String, Integer> containersOf = new HashMap<>();
  private final IdTable queryIds = new IdTable();
  private final ContentTally tally = new ContentTally();

  private DatasetWriter(StagedFolder staging) throws IOException {
    this.staging = staging;
    this.scenes = new JsonLines(staging.create(DatasetFolder.SCENES));
    this.queries = new JsonLines(staging.create(DatasetFolder.QUERIES));
  }

  /**
   * Begins a dataset.
   *
   * @param target the folder that it will be; an older dataset there is replaced on commit
   * @throws org.stowbench.io.InvalidInputException if something else is at the target
   */
  public static DatasetWriter create(Path target) throws IOException {
    StagedFolder staging = StagedFolder.at(target, DatasetFolder::checkReplaceable);
    try {
      return new DatasetWriter(staging);
    } catch (IOException | RuntimeException e) {
      staging.close();
      throw e;
    }
  }

  /**
   * Writes a scene.
   *
   * @throws IllegalArgumentException if there is one with its id already
   */
  public void scene(Scene scene) throws IOException {
    if (containersOf.putIfAbsent(scene.id(), scene.containers().size()) != null) {
      throw new IllegalArgumentException("scene " + scene.id() + ": its id must be unique");
    }
    ObjectNode json = SceneJson.write(scene);
    tally.scene(json);
    scenes.write(json);
  }

  /**
   * Writes a query of a split.
   *
   * @throws IllegalArgumentException if there is one with its id already, or its scene was not
   *     written, or was another
   */
  public void query(LabeledQuery labeled, String split) throws IOException {
    DatasetNames.check("split", split);
    String id = labeled.query().id();
    Scene scene = labeled.query().scene();
    Integer written = containersOf.get(scene.id());
    if (written == null || written != scene.containers().size()) {
      throw new IllegalArgumentException(
          "query %s: its scene %s must have been written before it".formatted(id, scene.id()));
    }
    if (!queryIds.addNew(id)) {
      throw new IllegalArgumentException("query " + id + ": its id must be unique");
    }
    tally.query(labeled, split);
    queries.write(QueryJson.write(labeled, split));
  }

  /**
   * Writes scenes, and the queries of each split.
   *
   * @throws IllegalArgumentException as {@link #scene} and {@link #query} do
   */
  public void all(Collection<Scene> all, Map<String, List<LabeledQuery>> splits)
      throws IOException {
    for (Scene scene : all) {
      scene(scene);
    }
    for (Map.Entry<String, List<LabeledQuery>> split : splits.entrySet()) {
      for (LabeledQuery query : split.getValue()) {
        query(query, split.getKey());
      }
    }
  }

  /**
   * Finishes the dataset: it is at the target from here on.
   *
   * @param description what it is; only now, since a maker knows all its sources at the end
   * @return what {@code dataset.json} says
   * @throws IllegalArgumentException if the default split has no queries
   */
  public DatasetMetadata commit(DatasetDescription description) throws IOException {
    DatasetMetadata metadata =
        tally.metadata(
            description, new DatasetMetadata.Checksums(scenes.finish(), queries.finish()));
    staging.write(DatasetFolder.CROISSANT, Json.pretty(Seal.croissant(staging.folder(), metadata)));
    staging.write(DatasetFolder.METADATA, Json.pretty(MetadataJson.write(metadata)));
    staging.commit();
    return metadata;
  }

  @Override
  public void close() throws IOException {
    try (staging;
        scenes;
        queries) {
      // Closes the files, then discards what was not committed.
    }
  }

  /** A file of JSON values, one a line, and its checksum. */
  private static final class JsonLines implements Closeable {

    private final MessageDigest digest = Sha256.digest();
    private final OutputStream out;

    JsonLines(OutputStream out) {
      this.out = out;
    }

    void write(JsonNode json) throws IOException {
      byte[] line = (Json.exact(json) + "\n").getBytes(StandardCharsets.UTF_8);
      digest.update(line);
      out.write(line);
    }

    String finish() throws IOException {
      out.close();
      return Sha256.checksum(digest);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
