package org.stowbench.io;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stowbench.geometry.CandidateFlag;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Distances;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.scene.UnusableRegionException;

/**
 * A scene as JSON. What is unknown is left out. The flags of a container are written for readers in
 * other languages; reading ignores them, since they follow from the regions.
 */
public final class SceneJson {

  private SceneJson() {}

  /** Writes a scene. */
  public static ObjectNode write(Scene scene) {
    ObjectNode json = Json.object();
    json.put("id", scene.id());
    scene.room().ifPresent(room -> json.put("room", room));
    scene.image().ifPresent(image -> json.put("image", image));
    scene.size().ifPresent(size -> json.put("width", size.width()).put("height", size.height()));
    ArrayNode containers = json.putArray("containers");
    List<Set<CandidateFlag>> flags = CandidateFlag.of(scene);
    for (Container container : scene.containers()) {
      containers.add(write(container, flags.get(container.id())));
    }
    if (!scene.anchors().isEmpty()) {
      ArrayNode anchors = json.putArray("anchors");
      for (Anchor anchor : scene.anchors()) {
        ObjectNode object = anchors.addObject();
        object.put("type", anchor.type());
        object.set("region", writeRegion(anchor.region()));
        anchor.confidence().ifPresent(c -> object.put("confidence", c));
      }
    }
    scene.countertop().ifPresent(region -> json.set("countertop", writeRegion(region)));
    scene.distances().ifPresent(distances -> json.set("distances", write(distances)));
    return json;
  }

  private static ObjectNode write(Container container, Set<CandidateFlag> flags) {
    ObjectNode json = Json.object();
    json.put("id", container.id());
    container.name().ifPresent(name -> json.put("name", name));
    container.region().ifPresent(region -> json.set("region", writeRegion(region)));
    container.place().ifPresent(place -> write(place, json));
    container.room().ifPresent(room -> json.put("room", room));
    container.type().ifPresent(type -> json.put("type", type));
    container.confidence().ifPresent(c -> json.put("confidence", c));
    container.side().ifPresent(side -> json.put("side", Json.name(side)));
    container.promptNumber().ifPresent(number -> json.put("prompt_number", number));
    if (!flags.isEmpty()) {
      ArrayNode names = json.putArray("flags");
      flags.forEach(flag -> names.add(Json.name(flag)));
    }
    return json;
  }

  /** Writes where a thing is in the home: {@code position} and, where it is known, {@code size}. */
  public static void write(Box3D place, ObjectNode json) {
    json.set("position", numbers(place.x(), place.y(), place.z()));
    if (place.hasSize()) {
      json.set("size", numbers(place.width(), place.depth(), place.height()));
    }
  }

  private static ArrayNode numbers(double... values) {
    ArrayNode json = Json.list();
    for (double value : values) {
      json.add(Json.number(value));
    }
    return json;
  }

  /** Writes distances as a list of rows, in metres. */
  public static ArrayNode write(Distances distances) {
    ArrayNode json = Json.list();
    for (List<Double> row : distances.metres()) {
      json.add(numbers(row.stream().mapToDouble(d -> d).toArray()));
    }
    return json;
  }

  /** Writes a region as a list of {@code [x, y]}. */
  public static ArrayNode writeRegion(Region region) {
    ArrayNode json = Json.list();
    for (Point p : region.vertices()) {
      json.addArray().add(Json.number(p.x())).add(Json.number(p.y()));
    }
    return json;
  }

  /** Reads a scene. */
  public static Scene read(JsonInput json) {
    List<Container> containers = new ArrayList<>();
    for (JsonInput element : json.field("containers").elements()) {
      containers.add(element.build(SceneJson::readContainer));
    }
    List<Anchor> anchors = new ArrayList<>();
    Optional<JsonInput> listed = json.optional("anchors");
    if (listed.isPresent()) {
      for (JsonInput element : listed.get().elements()) {
        anchors.add(element.build(SceneJson::readAnchor));
      }
    }
    Optional<ImageSize> size =
        json.optional("width").isPresent() || json.optional("height").isPresent()
            ? Optional.of(
                json.build(
                    o -> new ImageSize(o.field("width").integer(), o.field("height").integer())))
            : Optional.empty();
    return json.build(
        o ->
            new Scene(
                o.field("id").name(),
                o.optionalText("room"),
                o.optionalText("image"),
                size,
                containers,
                anchors,
                o.optional("countertop").map(SceneJson::readRegion),
                o.optional("distances").map(SceneJson::readDistances)));
  }

  private static Container readContainer(JsonInput json) {
    return new Container(
        json.field("id").integer(),
        json.optional("name").map(JsonInput::name),
        json.optional("region").map(SceneJson::readRegion),
        readPlace(json),
        json.optional("room").map(JsonInput::name),
        json.optionalText("type"),
        json.optionalNumber("confidence"),
        json.optional("side").map(side -> side.constant(CountertopSide.class)),
        json.optionalInteger("prompt_number"));
  }

  /** Reads where a thing is in the home, as {@link #write(Box3D, ObjectNode)} writes it. */
  public static Optional<Box3D> readPlace(JsonInput container) {
    Optional<JsonInput> size = container.optional("size");
    return size.isPresent() || container.optional("position").isPresent()
        ? Optional.of(readPlace(container.field("position"), size))
        : Optional.empty();
  }

  private static Box3D readPlace(JsonInput position, Optional<JsonInput> size) {
    double[] at = numbers(position, "a position [x, y, z] in metres");
    Box3D place = position.build(o -> Box3D.at(at[0], at[1], at[2]));
    if (size.isEmpty()) {
      return place;
    }
    double[] extent = numbers(size.get(), "a size [width, depth, height] in metres");
    return size.get().build(o -> new Box3D(at[0], at[1], at[2], extent[0], extent[1], extent[2]));
  }

  private static double[] numbers(JsonInput json, String what) {
    List<JsonInput> values = json.isList() ? json.elements() : List.of();
    if (values.size() != 3) {
      throw json.unexpected(what);
    }
    return values.stream().mapToDouble(JsonInput::number).toArray();
  }

  /** Reads distances from a list of rows, in metres. */
  public static Distances readDistances(JsonInput json) {
    List<List<Double>> rows = new ArrayList<>();
    for (JsonInput row : json.elements()) {
      rows.add(row.elements().stream().map(JsonInput::number).toList());
    }
    return json.build(o -> new Distances(rows));
  }

  private static Anchor readAnchor(JsonInput json) {
    return new Anchor(
        json.field("type").text(),
        readRegion(json.field("region")),
        json.optionalNumber("confidence"));
  }

  /** Reads a region from a list of {@code [x, y]}; refuses an empty list. */
  public static Region readRegion(JsonInput json) {
    List<Point> vertices = new ArrayList<>();
    for (JsonInput element : json.elements()) {
      List<JsonInput> pair = element.isList() ? element.elements() : List.of();
      if (pair.size() != 2) {
        throw element.unexpected("a vertex [x, y]");
      }
      vertices.add(new Point(pair.get(0).number(), pair.get(1).number()));
    }
    return json.build(o -> new Region(vertices));
  }

  /**
   * Why input was refused, if that is because nobody can reckon with a region in it: the region's
   * field, and what is wrong; empty if something else is.
   */
  public static Optional<String> unusable(InvalidInputException e) {
    if (!(e.getCause() instanceof UnusableRegionException)) {
      return Optional.empty();
    }
    String field = e.where().map(InputLocation::field).orElse("");
    return Optional.of(field.isEmpty() ? e.problem() : field + ": " + e.problem());
  }
}
