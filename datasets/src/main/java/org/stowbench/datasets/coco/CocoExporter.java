package org.stowbench.datasets.coco;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DescriptionJson;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * Writes a dataset as COCO annotations: what labelling tools and detectors' training read. An image
 * a scene; an annotation a container, an anchor or a countertop, told apart by the category's
 * {@code supercategory}. What COCO has no place for, queries above all, is under {@code stowbench},
 * which other tools skip, so that {@link CocoImporter} gives the same dataset back.
 *
 * <p>An annotation is an outline: a dataset with a container that has no region cannot be COCO.
 *
 * <p>COCO polygons have three vertices or more: a point or a line repeats its last vertex, and the
 * attribute {@code vertices} says how many there really are.
 */
public final class CocoExporter {

  static final String CONTAINER = "container";
  static final String ANCHOR = "anchor";
  static final String COUNTERTOP = "countertop";

  private final ObjectNode document = Json.object();
  private final ArrayNode images = Json.list();
  private final ArrayNode annotations = Json.list();
  private final Map<List<String>, Integer> categories = new LinkedHashMap<>();

  private CocoExporter() {}

  /**
   * Writes a dataset's annotations into one file; an older file is replaced.
   *
   * @throws InvalidInputException if a container has no region; nothing is written then
   */
  public static void export(DatasetFolder dataset, Path file) throws IOException {
    ObjectNode document = new CocoExporter().document(dataset);
    byte[] bytes = (Json.line(document) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file.toAbsolutePath(), out -> out.write(bytes));
  }

  private ObjectNode document(DatasetFolder dataset) {
    DatasetDescription description = dataset.metadata().description();
    document.putObject("info").put("description", description.name());
    document.putArray("licenses").addObject().put("id", 1).put("name", description.licence());
    try (Stream<Scene> scenes = dataset.scenes()) {
      scenes.forEach(scene -> add(scene, InputLocation.of(dataset.folder())));
    }
    document.set("images", images);
    document.set("annotations", annotations);
    ArrayNode listed = document.putArray("categories");
    categories.forEach(
        (names, id) ->
            listed
                .addObject()
                .put("id", id)
                .put("name", names.get(0))
                .put("supercategory", names.get(1)));
    ObjectNode own = document.putObject("stowbench");
    own.set("dataset", DescriptionJson.write(description));
    ArrayNode queries = own.putArray("queries");
    for (String split : dataset.splits()) {
      try (Stream<LabeledQuery> labeled = dataset.split(split).queries()) {
        labeled.forEach(query -> queries.add(QueryJson.write(query, split)));
      }
    }
    return document;
  }

  private void add(Scene scene, InputLocation dataset) {
    int image = images.size() + 1;
    ObjectNode json = images.addObject().put("id", image);
    json.put("file_name", scene.image().orElse(scene.id())).put("license", 1);
    scene.size().ifPresent(size -> json.put("width", size.width()).put("height", size.height()));
    json.put("scene", scene.id());
    scene.room().ifPresent(room -> json.put("room", room));
    if (scene.image().isEmpty()) {
      json.put("photo", false);
    }
    scene.distances().ifPresent(distances -> json.set("distances", SceneJson.write(distances)));
    for (Container container : scene.containers()) {
      Region region =
          container
              .region()
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          dataset,
                          "scene %s: container %d has no region: COCO holds outlines in photos only; tables (csv) hold homes without"
                              .formatted(
                                  InvalidInputException.excerpt(scene.id()), container.id())));
      ObjectNode annotation =
          annotation(image, container.type().orElse(CONTAINER), CONTAINER, region);
      container.place().ifPresent(place -> SceneJson.write(place, annotation));
      container.name().ifPresent(name -> attributes(annotation).put("name", name));
      container.room().ifPresent(room -> attributes(annotation).put("room", room));
      container.confidence().ifPresent(confidence -> annotation.put("score", confidence));
      container.side().ifPresent(side -> attributes(annotation).put("side", Json.name(side)));
      container
          .promptNumber()
          .ifPresent(number -> attributes(annotation).put("prompt_number", number));
    }
    for (Anchor anchor : scene.anchors()) {
      ObjectNode annotation = annotation(image, anchor.type(), ANCHOR, anchor.region());
      anchor.confidence().ifPresent(confidence -> annotation.put("score", confidence));
    }
    scene.countertop().ifPresent(region -> annotation(image, COUNTERTOP, COUNTERTOP, region));
  }

  private static ObjectNode attributes(ObjectNode annotation) {
    return annotation.withObjectProperty("attributes");
  }

  private ObjectNode annotation(int image, String category, String kind, Region region) {
    int id = categories.computeIfAbsent(List.of(category, kind), c -> categories.size() + 1);
    ObjectNode json = annotations.addObject();
    json.put("id", annotations.size()).put("image_id", image).put("category_id", id);
    Region.Box box = region.bounds();
    json.putArray("bbox").add(box.left()).add(box.top()).add(box.width()).add(box.height());
    ArrayNode polygon = Json.list();
    List<Point> vertices = region.vertices();
    for (int i = 0; i < Math.max(3, vertices.size()); i++) {
      Point vertex = vertices.get(Math.min(i, vertices.size() - 1));
      polygon.add(vertex.x()).add(vertex.y());
    }
    json.putArray("segmentation").add(polygon);
    json.put("area", box.width() * box.height()).put("iscrowd", 0);
    if (vertices.size() < 3) {
      attributes(json).put("vertices", vertices.size());
    }
    return json;
  }
}
