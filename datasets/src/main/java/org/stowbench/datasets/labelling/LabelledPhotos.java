package org.stowbench.datasets.labelling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.datasets.importing.Disagreements;
import org.stowbench.datasets.importing.HouseholdRule;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.Sha256;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * Photos with what is drawn into them, on their way to become a dataset:
 *
 * <ul>
 *   <li>A photo becomes a scene, with its name for id.
 *   <li>A label becomes a container of its class's type; an anchor, where its class is a landmark's
 *       or the caller says so; the countertop, where it is called that.
 *   <li>An item of a label is a query each, with this container for truth; in several containers of
 *       a photo, it is right in any of them.
 *   <li>A table with the columns {@code image, item, truth} and maybe {@code household, split} adds
 *       queries.
 *   <li>The household is what {@link HouseholdRule} says.
 * </ul>
 *
 * <p>An importer makes one of these, adds photos and labels, and then asks it to write.
 */
public final class LabelledPhotos {

  /** The options of every importer that uses this. */
  public static final List<ImportOption> OPTIONS =
      List.of(LabelQueries.QUERIES, LabelRules.ANCHORS, HouseholdRule.OPTION);

  private final ImportRequest request;
  private final LabelRules rules;
  private final HouseholdRule households;
  private final ImportTally tally = new ImportTally();
  private final Map<String, LabelledPhoto> photos = new LinkedHashMap<>();
  private final Map<String, LabelledPhoto> otherNames = new HashMap<>();
  private final Map<String, Scene> scenes = new LinkedHashMap<>();
  private final LabelQueries queries;

  /** No photos yet. */
  public LabelledPhotos(ImportRequest request) {
    this.request = request;
    this.rules = LabelRules.of(request);
    this.households = HouseholdRule.of(request);
    this.queries = new LabelQueries(request.labels().split(), households);
  }

  /** Where to count what is left out. */
  public ImportTally tally() {
    return tally;
  }

  /**
   * A photo more.
   *
   * @throws InvalidInputException if there is one of that name
   */
  public LabelledPhoto photo(String fileName, InputLocation where) {
    LabelledPhoto photo = new LabelledPhoto(fileName, where, rules, tally);
    if (photos.putIfAbsent(fileName, photo) != null) {
      throw new InvalidInputException(
          where, "image " + InvalidInputException.excerpt(fileName) + " is there twice");
    }
    return photo;
  }

  /** A photo that is there, by its name. */
  public Optional<LabelledPhoto> find(String fileName) {
    return Optional.ofNullable(photos.get(fileName));
  }

  /** What else a table of queries may call a photo; the first that is called so is meant. */
  public void otherName(String name, LabelledPhoto photo) {
    otherNames.putIfAbsent(name, photo);
  }

  /** Makes scenes of the photos: from now on no label can be added. */
  public void close() {
    long containers = 0;
    long landmarks = 0;
    long items = 0;
    for (LabelledPhoto photo : photos.values()) {
      Scene scene = photo.scene();
      containers += scene.containers().size();
      landmarks += scene.anchors().size() + (scene.countertop().isPresent() ? 1 : 0);
      items += photo.items().size();
      if (scenes.putIfAbsent(scene.id(), scene) != null) {
        throw new InvalidInputException(
            photo.where(),
            "image " + InvalidInputException.excerpt(scene.id()) + " is there twice");
      }
    }
    tally.read("photos", photos.size());
    tally.read("containers", containers);
    tally.read("landmarks", landmarks);
    tally.read("items", items);
  }

  /** The scene of an id, if it is a photo's. */
  public Optional<Scene> scene(String id) {
    return Optional.ofNullable(scenes.get(id));
  }

  /** A query that the files themselves hold. */
  public void query(LabeledQuery query, String split, InputLocation where) {
    queries.add(query, split, where);
  }

  /** Queries of what labels say is kept in them. */
  public void queriesOfItems() {
    photos.values().forEach(photo -> queries.addItems(photo, scenes.get(photo.sceneId())));
  }

  /**
   * Closes, asks what labels say is kept in them, and writes the dataset.
   *
   * @param importer its name
   * @param files what was read
   * @param howItemsAreSaid what there must be in such files, for the error where no item is
   *     anywhere
   */
  public ImportResult write(String importer, List<Path> files, String howItemsAreSaid)
      throws IOException {
    close();
    queriesOfItems();
    return write(Optional.empty(), importer, files, howItemsAreSaid);
  }

  /**
   * As {@link #write(String, List, String)}, once closed.
   *
   * @param given what the files say of the dataset themselves
   */
  public ImportResult write(
      Optional<DatasetDescription> given, String importer, List<Path> files, String howItemsAreSaid)
      throws IOException {
    InputLocation source = InputLocation.of(request.from());
    Optional<Path> table = request.file(LabelQueries.QUERIES.name());
    if (table.isPresent()) {
      Map<String, LabelledPhoto> named = new HashMap<>(otherNames);
      named.putAll(photos);
      queries.addTable(table.get(), named, scenes);
    }
    Map<String, List<LabeledQuery>> splits = queries.splits();
    if (splits.isEmpty()) {
      List<String> lines = new ArrayList<>();
      lines.add(
          source
              + ": no queries: must have "
              + howItemsAreSaid
              + ", or a table of queries beside it");
      lines.addAll(tally.notes());
      throw InvalidInputException.ofLines(lines);
    }
    Disagreements.notes(splits).forEach(tally::remark);
    households.notes().forEach(tally::remark);
    DatasetDescription description =
        given.isPresent()
            ? request.labels().over(given.get(), request.to())
            : description(importer, files, splits);
    try (DatasetWriter writer = DatasetWriter.create(request.to())) {
      writer.all(scenes.values(), splits);
      return ImportResult.of(writer.commit(description), tally);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(source, e.getMessage(), e);
    }
  }

  private DatasetDescription description(
      String importer, List<Path> files, Map<String, List<LabeledQuery>> splits)
      throws IOException {
    ObjectNode source = Json.object().put("importer", importer);
    if (files.size() == 1) {
      source.put("checksum", Sha256.checksum(files.get(0)));
    } else {
      ArrayNode list = source.putArray("files");
      for (Path file : files) {
        list.addObject()
            .put("path", request.from().relativize(file).toString().replace('\\', '/'))
            .put("checksum", Sha256.checksum(file));
      }
    }
    String split = request.labels().split();
    return request
        .labels()
        .description(
            request.to(),
            source,
            splits.containsKey(split) ? split : splits.keySet().iterator().next());
  }
}
