package org.stowbench.datasets.coco;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.datasets.format.DescriptionJson;
import org.stowbench.datasets.importing.Disagreements;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.Labels;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.QueryJson;
import org.stowbench.io.Sha256;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * Makes a dataset from COCO annotations, as labelling tools export them.
 *
 * <ul>
 *   <li>An image becomes a scene, with its {@code file_name} for id and photo.
 *   <li>An annotation becomes a container of its category's type; an anchor, where the category's
 *       supercategory or the caller says so; the countertop, where the category is called that. The
 *       outline is the one polygon, else the box.
 *   <li>A container's attribute {@code items}, such as {@code whisk; ladle}, says what is kept in
 *       it: a query each, with this container for truth.
 *   <li>A table with the columns {@code image, item, truth} and maybe {@code household, split} adds
 *       queries; a truth is an annotation's id, or {@code not_here}.
 *   <li>The household is the image's {@code household}, else the first folder of its {@code
 *       file_name}, else the image is a household of its own.
 *   <li>Queries under {@code stowbench}, as {@link CocoExporter} writes them, are taken as they
 *       are.
 * </ul>
 */
final class CocoImporter {

  /** Categories that are anchors unless the caller names others; compared without case. */
  static final Set<String> USUAL_ANCHORS =
      Set.of(
          "sink",
          "oven",
          "stove",
          "hob",
          "cooktop",
          "refrigerator",
          "fridge",
          "dishwasher",
          "microwave",
          "hood",
          "kettle",
          "toaster",
          "coffee machine");

  /**
   * How to read the annotations.
   *
   * @param queries a table of further queries
   * @param split the split of queries that name none
   * @param anchors categories that are anchors, in lower case
   */
  record Options(Optional<Path> queries, String split, Set<String> anchors) {

    public Options {
      Objects.requireNonNull(queries, "queries");
      Objects.requireNonNull(split, "split");
      anchors = Set.copyOf(anchors);
    }
  }

  private record Category(String name, String kind) {}

  private final InputLocation location;
  private final JsonInput document;
  private final Options options;
  private final Map<Long, Category> categories = new HashMap<>();
  private final Map<Long, CocoImage> images = new LinkedHashMap<>();
  private final Map<String, CocoImage> imagesByName = new HashMap<>();
  private long boxes;

  private CocoImporter(InputLocation location, JsonInput document, Options options) {
    this.location = location;
    this.document = document;
    this.options = options;
  }

  /**
   * Imports a file of annotations.
   *
   * @param target the dataset's folder; an older dataset there is replaced
   * @throws InvalidInputException if something does not fit, with its place; nothing is written
   *     then
   */
  static ImportResult importTo(Path file, Labels labels, Options options, Path target)
      throws IOException {
    JsonInput document = InputFile.of(file, FileKind.ANNOTATIONS).json();
    return new CocoImporter(document.location(), document, options).run(file, labels, target);
  }

  private ImportResult run(Path file, Labels labels, Path target) throws IOException {
    document.field("categories").elements().forEach(this::category);
    document.field("images").elements().forEach(this::image);
    document.field("annotations").elements().forEach(this::annotation);
    Map<String, Scene> scenes = new LinkedHashMap<>();
    for (CocoImage image : images.values()) {
      Scene scene = image.scene();
      if (scenes.putIfAbsent(scene.id(), scene) != null) {
        throw new InvalidInputException(
            location, "image " + InvalidInputException.excerpt(scene.id()) + " is there twice");
      }
    }
    CocoQueries queries = new CocoQueries(options.split());
    Optional<JsonInput> own = document.optional("stowbench");
    if (own.isPresent()) {
      for (JsonInput query : own.get().field("queries").elements()) {
        queries.add(query, QueryJson.read(query, id -> scene(id, scenes)));
      }
    } else {
      images.values().forEach(image -> queries.addItems(image, scenes.get(image.sceneId())));
    }
    if (options.queries().isPresent()) {
      queries.addTable(options.queries().get(), imagesByName, scenes);
    }
    Map<String, List<LabeledQuery>> splits = queries.splits();
    if (splits.isEmpty()) {
      throw new InvalidInputException(
          location,
          "no queries: must have containers with the attribute items, or a table of queries beside it");
    }
    return write(description(file, own, labels, target, splits), scenes, splits, target);
  }

  private DatasetDescription description(
      Path file,
      Optional<JsonInput> own,
      Labels labels,
      Path target,
      Map<String, List<LabeledQuery>> splits)
      throws IOException {
    if (own.isPresent()) {
      return labels.over(DescriptionJson.read(own.get().field("dataset")));
    }
    String first = splits.keySet().iterator().next();
    return labels.description(
        target,
        Json.object().put("importer", "coco").put("checksum", Sha256.checksum(file)),
        splits.containsKey(options.split()) ? options.split() : first);
  }

  private ImportResult write(
      DatasetDescription description,
      Map<String, Scene> scenes,
      Map<String, List<LabeledQuery>> splits,
      Path target)
      throws IOException {
    List<String> notes = new ArrayList<>(Disagreements.notes(splits));
    if (boxes > 0) {
      notes.add(boxes + " annotations have no single polygon: their box stands for it");
    }
    try (DatasetWriter writer = DatasetWriter.create(target)) {
      writer.all(scenes.values(), splits);
      return ImportResult.of(writer.commit(description), notes);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(location, e.getMessage(), e);
    }
  }

  private static Scene scene(JsonInput id, Map<String, Scene> scenes) {
    Scene scene = scenes.get(id.name());
    if (scene == null) {
      throw id.unexpected("the scene of an image");
    }
    return scene;
  }

  private void category(JsonInput json) {
    String name = json.field("name").name();
    String plain = name.strip().toLowerCase(Locale.ROOT);
    String kind = json.optionalText("supercategory").orElse("");
    if (!Set.of(CocoExporter.ANCHOR, CocoExporter.CONTAINER, CocoExporter.COUNTERTOP)
        .contains(kind)) {
      kind =
          options.anchors().contains(plain)
              ? CocoExporter.ANCHOR
              : plain.equals(CocoExporter.COUNTERTOP)
                  ? CocoExporter.COUNTERTOP
                  : CocoExporter.CONTAINER;
    }
    JsonInput id = json.field("id");
    if (categories.putIfAbsent(id.longInteger(), new Category(name, kind)) != null) {
      throw id.invalid("category " + id.longInteger() + " is there twice");
    }
  }

  private void image(JsonInput json) {
    CocoImage image = CocoImage.read(json);
    JsonInput id = json.field("id");
    if (images.putIfAbsent(id.longInteger(), image) != null) {
      throw id.invalid("image " + id.longInteger() + " is there twice");
    }
    imagesByName.putIfAbsent(image.fileName(), image);
  }

  private void annotation(JsonInput json) {
    CocoImage image = images.get(json.field("image_id").longInteger());
    if (image == null) {
      throw json.field("image_id").unexpected("the id of an image");
    }
    Category category = categories.get(json.field("category_id").longInteger());
    if (category == null) {
      throw json.field("category_id").unexpected("the id of a category");
    }
    CocoAnnotation annotation = json.build(CocoAnnotation::read);
    boxes += annotation.boxed() ? 1 : 0;
    switch (category.kind()) {
      case CocoExporter.ANCHOR -> image.anchor(json, category.name(), annotation);
      case CocoExporter.COUNTERTOP -> image.countertop(annotation);
      default ->
          image.container(
              json,
              Optional.of(category.name()).filter(name -> !name.equals(CocoExporter.CONTAINER)),
              annotation);
    }
  }

  /** The texts of a list with semicolons or commas between them. */
  static Set<String> items(String text) {
    Set<String> items = new LinkedHashSet<>();
    for (String item : text.split("[;,]")) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }
}
