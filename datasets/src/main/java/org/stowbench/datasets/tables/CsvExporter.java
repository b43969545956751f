package org.stowbench.datasets.tables;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DescriptionJson;
import org.stowbench.io.CsvWriter;
import org.stowbench.io.Json;
import org.stowbench.io.SceneJson;
import org.stowbench.io.StagedFolder;
import org.stowbench.predictions.AnswerText;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Vote;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.Distances;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * Writes a dataset as plain tables, as {@link CsvImporter} reads them, with its description beside
 * them: the terms of a licence go where the data goes.
 */
public final class CsvExporter {

  private CsvExporter() {}

  /**
   * Writes the tables of a dataset as a folder, whole or not at all; older tables are replaced.
   *
   * @throws org.stowbench.io.InvalidInputException if the folder holds anything else
   */
  public static void export(DatasetFolder dataset, Path folder) throws IOException {
    try (StagedFolder staged =
        StagedFolder.at(
            folder, StagedFolder.Replaceable.holdingOnly(CsvFolder.FILES, "a folder of tables"))) {
      exportScenes(dataset, staged);
      exportQueries(dataset, staged);
      staged.write(
          CsvFolder.ABOUT, Json.pretty(DescriptionJson.write(dataset.metadata().description())));
      staged.commit();
    }
  }

  private static void exportScenes(DatasetFolder dataset, StagedFolder folder) throws IOException {
    try (CsvWriter scenes = table(folder, CsvFolder.SCENES, CsvFolder.SCENE_COLUMNS);
        CsvWriter containers = table(folder, CsvFolder.CONTAINERS, CsvFolder.CONTAINER_COLUMNS);
        CsvWriter distances = table(folder, CsvFolder.DISTANCES, CsvFolder.DISTANCE_COLUMNS);
        CsvWriter anchors = table(folder, CsvFolder.ANCHORS, CsvFolder.ANCHOR_COLUMNS);
        Stream<Scene> all = dataset.scenes()) {
      for (Scene scene : (Iterable<Scene>) all::iterator) {
        scenes.row(row(scene));
        for (Container container : scene.containers()) {
          containers.row(row(scene, container));
        }
        if (scene.distances().isPresent()) {
          write(scene.id(), scene.distances().get(), distances);
        }
        for (Anchor anchor : scene.anchors()) {
          anchors.row(row(scene, anchor));
        }
      }
    }
  }

  private static void exportQueries(DatasetFolder dataset, StagedFolder folder) throws IOException {
    try (CsvWriter queries = table(folder, CsvFolder.QUERIES, CsvFolder.QUERY_COLUMNS);
        CsvWriter known = table(folder, CsvFolder.KNOWN, CsvFolder.KNOWN_COLUMNS);
        CsvWriter votes = table(folder, CsvFolder.VOTES, CsvFolder.VOTE_COLUMNS)) {
      for (String split : dataset.splits()) {
        try (Stream<LabeledQuery> all = dataset.split(split).queries()) {
          for (LabeledQuery labeled : (Iterable<LabeledQuery>) all::iterator) {
            String id = labeled.query().id();
            queries.row(row(labeled, split));
            for (KnownPlacement placement : labeled.query().known()) {
              known.row(List.of(id, placement.item(), AnswerText.write(placement.where())));
            }
            for (Vote vote : labeled.votes().votes()) {
              votes.row(List.of(id, vote.annotator(), AnswerText.write(vote.answer())));
            }
          }
        }
      }
    }
  }

  private static List<?> row(Scene scene) {
    return List.of(
        scene.id(),
        scene.room(),
        scene.image(),
        scene.size().map(size -> size.width()),
        scene.size().map(size -> size.height()),
        scene.countertop().map(CsvExporter::text));
  }

  private static List<?> row(Scene scene, Container container) {
    return List.of(
        scene.id(),
        container.id(),
        container.name(),
        container.region().map(CsvExporter::text),
        container.place().map(Box3D::x),
        container.place().map(Box3D::y),
        container.place().map(Box3D::z),
        container.place().filter(Box3D::hasSize).map(Box3D::width),
        container.place().filter(Box3D::hasSize).map(Box3D::depth),
        container.place().filter(Box3D::hasSize).map(Box3D::height),
        container.room(),
        container.type(),
        container.confidence(),
        container.side().map(Json::name),
        container.promptNumber());
  }

  private static void write(String scene, Distances distances, CsvWriter rows) throws IOException {
    List<List<Double>> metres = distances.metres();
    for (int from = 0; from < metres.size(); from++) {
      for (int to = 0; to < metres.size(); to++) {
        if (from != to) {
          rows.row(List.of(scene, end(from), end(to), metres.get(from).get(to)));
        }
      }
    }
  }

  private static String end(int row) {
    return row == 0 ? CsvFolder.START : Integer.toString(row - 1);
  }

  private static List<?> row(Scene scene, Anchor anchor) {
    return List.of(scene.id(), anchor.type(), text(anchor.region()), anchor.confidence());
  }

  private static List<?> row(LabeledQuery labeled, String split) {
    return List.of(
        labeled.query().id(),
        split,
        labeled.query().scene().id(),
        labeled.query().item(),
        labeled.household().id(),
        AnswerText.write(labeled.truth()));
  }

  private static String text(Region region) {
    return Json.line(SceneJson.writeRegion(region));
  }

  private static CsvWriter table(StagedFolder folder, String name, List<String> columns)
      throws IOException {
    return CsvWriter.exact(
        new OutputStreamWriter(folder.create(name), StandardCharsets.UTF_8), columns);
  }
}
