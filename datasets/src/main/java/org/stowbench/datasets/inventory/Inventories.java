package org.stowbench.datasets.inventory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/** Homes as a dataset. */
public final class Inventories {

  private Inventories() {}

  /**
   * Writes homes as the dataset that was asked for.
   *
   * @param importer the name of who read them
   * @param files what was read
   * @throws InvalidInputException if nothing is kept anywhere, or two homes are called the same;
   *     nothing is written then
   */
  public static ImportResult write(
      Collection<HomeInventory> homes,
      ImportRequest request,
      String importer,
      List<Path> files,
      ImportTally tally)
      throws IOException {
    InputLocation from = InputLocation.of(request.from());
    Map<String, Scene> scenes = new LinkedHashMap<>();
    List<LabeledQuery> queries = new ArrayList<>();
    for (HomeInventory home : homes) {
      try {
        Scene scene = home.scene();
        if (scenes.putIfAbsent(scene.id(), scene) != null) {
          throw new InvalidInputException(
              from, "two homes called " + InvalidInputException.excerpt(scene.id()));
        }
        queries.addAll(home.queries(scene));
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(from, e.getMessage(), e);
      }
    }
    return write(
        scenes.values(),
        queries,
        request,
        request.labels().description(request.to(), importer, files, request.labels().split()),
        tally);
  }

  /**
   * As {@link #write(Collection, ImportRequest, String, List, ImportTally)}, of homes that are
   * scenes and queries already.
   *
   * @param scenes of ids that differ
   * @param description of the dataset, whose default split all queries are in
   */
  public static ImportResult write(
      Collection<Scene> scenes,
      List<LabeledQuery> queries,
      ImportRequest request,
      DatasetDescription description,
      ImportTally tally)
      throws IOException {
    InputLocation from = InputLocation.of(request.from());
    if (queries.isEmpty()) {
      throw new InvalidInputException(
          from,
          "no item that is kept anywhere: must have at least one"
              + (tally.notes().isEmpty() ? "" : "; " + tally.notes().get(0)));
    }
    try (DatasetWriter writer = DatasetWriter.create(request.to())) {
      writer.all(scenes, Map.of(description.defaultSplit(), queries));
      return ImportResult.of(writer.commit(description), tally);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(from, e.getMessage(), e);
    }
  }
}
