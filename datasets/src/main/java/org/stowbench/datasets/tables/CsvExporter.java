package org.stowbench.datasets.tables;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DescriptionJson;
import org.stowbench.io.CsvText;
import org.stowbench.io.Json;
import org.stowbench.io.SceneJson;
import org.stowbench.io.StagedFolder;
import org.stowbench.predictions.AnswerText;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Vote;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * Writes a dataset as plain tables, as {@link CsvImporter} reads them, with its description beside
 * them: the terms of a licence go where the data goes.
 */
public final class CsvExporter {

  private CsvExporter() {}

  /** Puts one row of a table. */
  private interface Rows {
    void put(List<?> cells) throws IOException;
  }

  private interface Content {
    void write(Rows rows) throws IOException;
  }

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
    table(
        folder,
        CsvFolder.SCENES,
        List.of("scene", "room", "image", "width", "height", "countertop"),
        rows -> {
          try (Stream<Scene> scenes = dataset.scenes()) {
            for (Scene scene : (Iterable<Scene>) scenes::iterator) {
              rows.put(row(scene));
            }
          }
        });
    table(
        folder,
        CsvFolder.CONTAINERS,
        List.of("scene", "container", "region", "type", "confidence", "side", "prompt_number"),
        rows -> {
          try (Stream<Scene> scenes = dataset.scenes()) {
            for (Scene scene : (Iterable<Scene>) scenes::iterator) {
              for (Container container : scene.containers()) {
                rows.put(row(scene, container));
              }
            }
          }
        });
    table(
        folder,
        CsvFolder.ANCHORS,
        List.of("scene", "type", "region", "confidence"),
        rows -> {
          try (Stream<Scene> scenes = dataset.scenes()) {
            for (Scene scene : (Iterable<Scene>) scenes::iterator) {
              for (Anchor anchor : scene.anchors()) {
                rows.put(row(scene, anchor));
              }
            }
          }
        });
  }

  private static void exportQueries(DatasetFolder dataset, StagedFolder folder) throws IOException {
    table(
        folder,
        CsvFolder.QUERIES,
        List.of("query", "split", "scene", "item", "household", "truth"),
        rows -> {
          for (String split : dataset.splits()) {
            try (Stream<LabeledQuery> queries = dataset.split(split).queries()) {
              for (LabeledQuery labeled : (Iterable<LabeledQuery>) queries::iterator) {
                rows.put(row(labeled, split));
              }
            }
          }
        });
    table(
        folder,
        CsvFolder.VOTES,
        List.of("query", "annotator", "answer"),
        rows -> {
          for (String split : dataset.splits()) {
            try (Stream<LabeledQuery> queries = dataset.split(split).queries()) {
              for (LabeledQuery labeled : (Iterable<LabeledQuery>) queries::iterator) {
                for (Vote vote : labeled.votes().votes()) {
                  rows.put(
                      List.of(
                          CsvText.write(labeled.query().id()),
                          CsvText.write(vote.annotator()),
                          AnswerText.write(vote.answer())));
                }
              }
            }
          }
        });
  }

  private static List<?> row(Scene scene) {
    return List.of(
        CsvText.write(scene.id()),
        scene.room().map(CsvText::write).orElse(""),
        scene.image().map(CsvText::write).orElse(""),
        scene.size().<Object>map(size -> size.width()).orElse(""),
        scene.size().<Object>map(size -> size.height()).orElse(""),
        scene.countertop().map(CsvExporter::text).orElse(""));
  }

  private static List<?> row(Scene scene, Container container) {
    return List.of(
        CsvText.write(scene.id()),
        container.id(),
        text(container.region()),
        container.type().map(CsvText::write).orElse(""),
        container.confidence().isPresent() ? container.confidence().getAsDouble() : "",
        container.side().map(Json::name).orElse(""),
        container.promptNumber().isPresent() ? container.promptNumber().getAsInt() : "");
  }

  private static List<?> row(Scene scene, Anchor anchor) {
    return List.of(
        CsvText.write(scene.id()),
        CsvText.write(anchor.type()),
        text(anchor.region()),
        anchor.confidence().isPresent() ? anchor.confidence().getAsDouble() : "");
  }

  private static List<?> row(LabeledQuery labeled, String split) {
    return List.of(
        CsvText.write(labeled.query().id()),
        split,
        CsvText.write(labeled.query().scene().id()),
        CsvText.write(labeled.query().item()),
        CsvText.write(labeled.household().id()),
        AnswerText.write(labeled.truth()));
  }

  private static String text(Region region) {
    return Json.line(SceneJson.writeRegion(region));
  }

  private static void table(StagedFolder folder, String name, List<String> columns, Content content)
      throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator('\n');
    columns.forEach(schema::addColumn);
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    // The header also where no row follows.
    try (SequenceWriter rows = mapper.writer(schema.build()).writeValues(folder.create(name))) {
      content.write(cells -> rows.write(cells));
    }
  }
}
