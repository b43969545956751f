package org.stowbench.datasets.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.parquet.ParquetColumn.Kind;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.io.StagedFolder;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Scene;

/**
 * Writes a dataset as tables of Apache Parquet: {@code scenes.parquet}, a row for each scene, and
 * {@code queries-SPLIT.parquet}, a row for each query of a split, with {@code README.md}, the card
 * by which the Hugging Face Hub and its library {@code datasets} know them.
 */
public final class ParquetExporter {

  private static final String SCENES = "scenes.parquet";
  private static final String CARD = "README.md";

  private ParquetExporter() {}

  /**
   * Writes the tables as a folder, whole or not at all; older ones are replaced.
   *
   * @throws org.stowbench.io.InvalidInputException if the folder holds anything else
   */
  public static void export(DatasetFolder dataset, Path folder) throws IOException {
    Set<String> files = new HashSet<>(Set.of(SCENES, CARD));
    dataset.splits().forEach(split -> files.add(queries(split)));
    try (StagedFolder staged =
        StagedFolder.at(
            folder, StagedFolder.Replaceable.holdingOnly(files, "a folder of Parquet tables"))) {
      writeScenes(dataset, staged);
      for (String split : dataset.splits()) {
        writeQueries(dataset, split, staged);
      }
      staged.write(CARD, DatasetCard.of(dataset, SCENES, ParquetExporter::queries));
      staged.commit();
    }
  }

  private static String queries(String split) {
    return "queries-" + split + ".parquet";
  }

  private static void writeScenes(DatasetFolder dataset, StagedFolder folder) throws IOException {
    List<ParquetColumn> columns =
        List.of(
            new ParquetColumn("scene", Kind.TEXT),
            new ParquetColumn("room", Kind.TEXT),
            new ParquetColumn("image", Kind.TEXT),
            new ParquetColumn("width", Kind.INTEGER),
            new ParquetColumn("height", Kind.INTEGER),
            new ParquetColumn("containers", Kind.INTEGER),
            new ParquetColumn("json", Kind.TEXT));
    try (ParquetTable table = new ParquetTable(folder.create(SCENES), columns);
        Stream<Scene> all = dataset.scenes()) {
      for (Scene scene : (Iterable<Scene>) all::iterator) {
        table.row(
            List.of(
                Optional.of(scene.id()),
                scene.room(),
                scene.image(),
                scene.size().map(ImageSize::width),
                scene.size().map(ImageSize::height),
                Optional.of(scene.containers().size()),
                Optional.of(Json.exact(SceneJson.write(scene)))));
      }
    }
  }

  private static void writeQueries(DatasetFolder dataset, String split, StagedFolder folder)
      throws IOException {
    List<ParquetColumn> columns =
        List.of(
            new ParquetColumn("query", Kind.TEXT),
            new ParquetColumn("scene", Kind.TEXT),
            new ParquetColumn("item", Kind.TEXT),
            new ParquetColumn("household", Kind.TEXT),
            new ParquetColumn("containers", Kind.INTEGERS),
            new ParquetColumn("not_here", Kind.TRUTH),
            new ParquetColumn("known", Kind.TEXT));
    try (ParquetTable table = new ParquetTable(folder.create(queries(split)), columns);
        Stream<LabeledQuery> all = dataset.split(split).queries()) {
      for (LabeledQuery labeled : (Iterable<LabeledQuery>) all::iterator) {
        List<KnownPlacement> known = labeled.query().known();
        table.row(
            List.of(
                Optional.of(labeled.query().id()),
                Optional.of(labeled.query().scene().id()),
                Optional.of(labeled.query().item()),
                Optional.of(labeled.household().id()),
                labeled.truth().containers(),
                labeled.truth().isNotHere(),
                known.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Json.exact(QueryJson.write(known)))));
      }
    }
  }
}
