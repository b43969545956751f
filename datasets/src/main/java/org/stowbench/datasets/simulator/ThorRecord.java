package org.stowbench.datasets.simulator;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.io.JsonInput;
import org.stowbench.scene.Box3D;

/**
 * A scene as AI2-THOR's controller tells of it: what it calls metadata, an event with that in it,
 * or the objects alone, in a list or by their ids; or a {@link ProcthorHouse}.
 *
 * <p>Unity's axes are x to the right, y up and z to the front, and left-handed. Here x and y lie in
 * the floor and z points up: y and z change places, which makes them right-handed, and a plan is
 * what one sees from above.
 */
final class ThorRecord {

  private static final String OBJECTS = "objects";
  private static final String METADATA = "metadata";
  private static final String ID = "objectId";
  private static final String SCENE = "sceneName";

  /** What a house is called before anybody: it says nothing. */
  private static final Pattern NAMELESS = Pattern.compile("Procedural.*");

  private static final Pattern FLOOR_PLAN = Pattern.compile("FloorPlan([0-9]{1,3})(_.*)?");

  private ThorRecord() {}

  /** Whether a record is a scene, or one of the objects of one. */
  static boolean isOne(JsonInput record) {
    return record.isObject()
        && (record.has(OBJECTS)
            || isObject(record)
            || within(record).isPresent()
            || isById(record));
  }

  /** Whether it is an object, so that a list of them is one scene. */
  static boolean isObject(JsonInput record) {
    return record.isObject() && record.has(ID);
  }

  private static Optional<JsonInput> within(JsonInput record) {
    return record
        .optional(METADATA)
        .filter(metadata -> metadata.isObject() && metadata.has(OBJECTS));
  }

  private static boolean isById(JsonInput record) {
    return record.names().stream()
        .findFirst()
        .flatMap(record::optional)
        .filter(ThorRecord::isObject)
        .isPresent();
  }

  /**
   * Reads a scene.
   *
   * @param name what it is called where it does not say so itself
   */
  static ObjectScene read(JsonInput record, String name, ImportTally tally) {
    if (ProcthorHouse.isOne(record)) {
      return ProcthorHouse.read(record, name, tally);
    }
    JsonInput metadata = within(record).orElse(record);
    if (!metadata.has(OBJECTS) && isById(metadata)) {
      return scene(name, metadata, byId(metadata));
    }
    String said =
        metadata
            .optional(SCENE)
            .map(JsonInput::name)
            .filter(own -> !NAMELESS.matcher(own).matches())
            .orElse(name);
    JsonInput objects = metadata.field(OBJECTS);
    return scene(said, metadata, objects.isObject() ? byId(objects) : objects.elements());
  }

  private static List<JsonInput> byId(JsonInput objects) {
    return objects.names().stream().map(objects::field).toList();
  }

  private static ObjectScene scene(String name, JsonInput at, List<JsonInput> objects) {
    ObjectScene scene = new ObjectScene(name, room(name), at.location());
    objects.forEach(object -> take(object, scene));
    return scene;
  }

  /** AI2-THOR numbers its scenes by the kind of room. */
  static Optional<String> room(String scene) {
    Matcher matcher = FLOOR_PLAN.matcher(scene);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    return number % 100 < 1 || number % 100 > 30
        ? Optional.empty()
        : switch (number / 100) {
          case 0 -> Optional.of("kitchen");
          case 2 -> Optional.of("living room");
          case 3 -> Optional.of("bedroom");
          case 4 -> Optional.of("bathroom");
          default -> Optional.empty();
        };
  }

  /** Takes an object into its scene. */
  static void take(JsonInput object, ObjectScene scene) {
    String id = object.field(ID).name();
    String type = object.field("objectType").name();
    scene.add(
        new SceneObject(
            object.location(),
            id,
            ObjectNames.words(type),
            Optional.empty(),
            Optional.empty(),
            place(object),
            ids(object, "parentReceptacles"),
            is("openable", object) && is("receptacle", object),
            Optional.of(is("pickupable", object)),
            ObjectTypes.SHIPPED.named(type).filter(ObjectTypes.ObjectType::landmark).isPresent()));
    ids(object, "receptacleObjectIds").forEach(child -> scene.lies(child, id));
  }

  private static boolean is(String field, JsonInput object) {
    return object.optional(field).map(JsonInput::bool).orElse(false);
  }

  private static List<String> ids(JsonInput object, String field) {
    return object
        .optional(field)
        .map(list -> list.elements().stream().map(JsonInput::name).toList())
        .orElse(List.of());
  }

  /** The box around it, or its position where there is none. */
  private static Optional<Box3D> place(JsonInput object) {
    Optional<Box3D> box =
        object
            .optional("axisAlignedBoundingBox")
            .flatMap(bounds -> bounds.optional("size").map(size -> box(bounds, size)))
            .filter(Box3D::hasSize);
    return box.or(() -> object.optional("position").map(ThorRecord::at));
  }

  private static Box3D box(JsonInput bounds, JsonInput size) {
    Box3D middle = at(bounds.field("center"));
    return size.build(
        s ->
            new Box3D(
                middle.x(),
                middle.y(),
                middle.z(),
                metres("x", s),
                metres("z", s),
                metres("y", s)));
  }

  /** A position in our axes. */
  static Box3D at(JsonInput position) {
    return position.build(p -> Box3D.at(metres("x", p), metres("z", p), metres("y", p)));
  }

  private static double metres(String axis, JsonInput vector) {
    return vector.field(axis).number();
  }
}
