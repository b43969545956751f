package org.stowbench.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.extra.ExtraLibraries;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.parquet.ParquetColumn.Kind;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Scene;

/**
 * Writes a dataset as tables of Apache Parquet: {@code scenes.parquet}, a row for each scene, and
 * {@code queries-SPLIT.parquet}, a row for each query of a split, with {@code README.md}, the card
 * by which the Hugging Face Hub and its library {@code datasets} know them.
 */
public final class DatasetTables {

  private static final String SCENES = "scenes.parquet";

  private static final List<ParquetColumn> SCENE_COLUMNS =
      List.of(
          new ParquetColumn("scene", Kind.TEXT),
          new ParquetColumn("room", Kind.TEXT),
          new ParquetColumn("image", Kind.TEXT),
          new ParquetColumn("width", Kind.INTEGER),
          new ParquetColumn("height", Kind.INTEGER),
          new ParquetColumn("containers", Kind.INTEGER),
          new ParquetColumn("json", Kind.TEXT));

  private static final List<ParquetColumn> QUERY_COLUMNS =
      List.of(
          new ParquetColumn("query", Kind.TEXT),
          new ParquetColumn("scene", Kind.TEXT),
          new ParquetColumn("item", Kind.TEXT),
          new ParquetColumn("household", Kind.TEXT),
          new ParquetColumn("containers", Kind.INTEGERS),
          new ParquetColumn("not_here", Kind.TRUTH),
          new ParquetColumn("known", Kind.TEXT));

  private DatasetTables() {}

  /**
   * Writes the tables as a folder, whole or not at all; older ones are replaced.
   *
   * @param libraries where Parquet's library is got from
   * @throws org.stowbench.io.InvalidInputException if the folder holds anything else, or the
   *     library cannot be had
   */
  public static void export(DatasetFolder dataset, Path folder, ExtraLibraries libraries)
      throws IOException {
    Set<String> files = new HashSet<>(Set.of(SCENES));
    dataset.splits().forEach(split -> files.add(queries(split)));
    try (HubFolder hub = HubFolder.at(folder, files, libraries)) {
      writeScenes(dataset, hub);
      for (String split : dataset.splits()) {
        writeQueries(dataset, split, hub);
      }
      hub.finish(card(dataset));
    }
  }

  private static String queries(String split) {
    return "queries-" + split + ".parquet";
  }

  private static void writeScenes(DatasetFolder dataset, HubFolder hub) throws IOException {
    try (ParquetTable table = hub.create(SCENES, SCENE_COLUMNS);
        Stream<Scene> all = dataset.scenes()) {
      for (Scene scene : (Iterable<Scene>) all::iterator) {
        table.row(
            List.of(
                scene.id(),
                scene.room(),
                scene.image(),
                scene.size().map(ImageSize::width),
                scene.size().map(ImageSize::height),
                scene.containers().size(),
                Json.exact(SceneJson.write(scene))));
      }
    }
  }

  private static void writeQueries(DatasetFolder dataset, String split, HubFolder hub)
      throws IOException {
    try (ParquetTable table = hub.create(queries(split), QUERY_COLUMNS);
        Stream<LabeledQuery> all = dataset.split(split).queries()) {
      for (LabeledQuery labeled : (Iterable<LabeledQuery>) all::iterator) {
        List<KnownPlacement> known = labeled.query().known();
        table.row(
            List.of(
                labeled.query().id(),
                labeled.query().scene().id(),
                labeled.query().item(),
                labeled.household().id(),
                labeled.truth().containers(),
                labeled.truth().isNotHere(),
                known.isEmpty() ? Optional.empty() : Json.exact(QueryJson.write(known))));
      }
    }
  }

  private static String card(DatasetFolder dataset) {
    DatasetDescription about = dataset.metadata().description();
    Map<String, String> splits = new LinkedHashMap<>();
    dataset.splits().forEach(split -> splits.put(split, queries(split)));
    return HubCard.of(
        about.name(),
        List.of(about),
        List.of(new HubCard.Config("queries", splits), HubCard.Config.of("scenes", SCENES)),
        """
        Which container of a home holds an item? `queries` has a row for each question: the `item`, its
        `scene`, the `household`, and the truth, which is the numbers of the `containers` that hold it,
        or `not_here`. `known` is JSON: where the household keeps other things. `scenes` has a row for
        each scene, with the whole scene as JSON; containers count from 0 in it.

        Households are to be kept apart: never learn from one and ask about it.

        Written by Stowbench from the dataset `%s`, %s.
        """
            .formatted(about.id(), dataset.metadata().checksums().content()));
  }
}
