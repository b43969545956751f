package org.stowbench.datasets.coco;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Votes;
import org.stowbench.scene.Scene;

/** The queries over annotated images, by split. */
final class CocoQueries {

  private static final String NOT_HERE = "not_here";
  private static final Set<String> COLUMNS = Set.of("image", "item", "truth", "household", "split");

  private final String defaultSplit;
  private final Map<String, List<LabeledQuery>> splits = new LinkedHashMap<>();
  private final Map<String, InputLocation> places = new HashMap<>();

  CocoQueries(String defaultSplit) {
    this.defaultSplit = defaultSplit;
  }

  /** All queries by split; a split without queries has no entry. */
  Map<String, List<LabeledQuery>> splits() {
    return splits;
  }

  /** A query as {@link CocoExporter} writes it. */
  void add(JsonInput json, LabeledQuery labeled) {
    add(labeled, json.field("split").name(), json.location());
  }

  /** The queries that the attributes of an image's containers make. */
  void addItems(CocoImage image, Scene scene) {
    image
        .items()
        .forEach(
            (item, truth) ->
                add(query(scene, item, image.household(), truth), defaultSplit, image.location()));
  }

  /** The queries of a table. */
  void addTable(Path file, Map<String, CocoImage> images, Map<String, Scene> scenes) {
    try (CsvTable table = CsvTable.open(InputFile.of(file, FileKind.RECORDS)).allow(COLUMNS)) {
      table.forEach(
          row -> {
            CocoImage image = images.get(row.text("image"));
            if (image == null) {
              throw InvalidInputException.expected(
                  row.location().child("image"), "the file_name of an image", row.text("image"));
            }
            String household = row.optional("household").orElse(image.household());
            LabeledQuery labeled =
                row.build(
                    r ->
                        query(
                            scenes.get(image.sceneId()),
                            row.text("item"),
                            household,
                            truth(row, image)));
            add(labeled, row.optional("split").orElse(defaultSplit), row.location());
          });
    }
  }

  private static Truth truth(CsvRow row, CocoImage image) {
    String text = row.text("truth").strip();
    if (text.equals(NOT_HERE)) {
      return Truth.NOT_HERE;
    }
    List<Integer> containers =
        Stream.of(text.split(" +")).map(id -> container(id, row, image)).toList();
    if (Set.copyOf(containers).size() < containers.size()) {
      throw InvalidInputException.expected(
          row.location().child("truth"), "each container once", text);
    }
    return new Truth(containers);
  }

  private static int container(String id, CsvRow row, CocoImage image) {
    Optional<Integer> container =
        id.matches("[0-9]{1,18}") ? image.container(Long.parseLong(id)) : Optional.empty();
    return container.orElseThrow(
        () ->
            InvalidInputException.expected(
                row.location().child("truth"),
                "not_here, or the id of a container's annotation in this image, or several with"
                    + " spaces between",
                id));
  }

  private static LabeledQuery query(Scene scene, String item, String household, Truth truth) {
    return new LabeledQuery(
        new Query(scene.id() + "#" + item, scene, item),
        new Household(household),
        truth,
        Votes.NONE);
  }

  private void add(LabeledQuery labeled, String split, InputLocation place) {
    String id = labeled.query().id();
    InputLocation first = places.putIfAbsent(id, place);
    if (first != null) {
      throw new InvalidInputException(
          place,
          "query %s is there already: %s".formatted(InvalidInputException.excerpt(id), first));
    }
    splits.computeIfAbsent(split, s -> new ArrayList<>()).add(labeled);
  }
}
