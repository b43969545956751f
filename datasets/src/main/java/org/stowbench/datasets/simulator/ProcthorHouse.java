package org.stowbench.datasets.simulator;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.simulator.ObjectTypes.ObjectType;
import org.stowbench.io.JsonInput;

/**
 * A house as ProcTHOR writes it: objects within objects, each with the id of its asset. What an
 * asset can do the house does not say; {@link ObjectTypes} does.
 */
final class ProcthorHouse {

  private static final String ROOMS = "rooms";

  private final ObjectScene scene;
  private final Map<String, String> rooms;
  private final ImportTally tally;

  private ProcthorHouse(ObjectScene scene, Map<String, String> rooms, ImportTally tally) {
    this.scene = scene;
    this.rooms = rooms;
    this.tally = tally;
  }

  static boolean isOne(JsonInput record) {
    return record.optional(ROOMS).filter(JsonInput::isList).isPresent();
  }

  static ObjectScene read(JsonInput record, String name, ImportTally tally) {
    ObjectScene scene = new ObjectScene(name, Optional.empty(), record.location());
    ProcthorHouse house = new ProcthorHouse(scene, rooms(record.field(ROOMS)), tally);
    record.field("objects").elements().forEach(object -> house.take(object, List.of()));
    return scene;
  }

  /** What each room is called, by its number; the second bedroom is one. */
  private static Map<String, String> rooms(JsonInput list) {
    List<JsonInput> sorted =
        list.elements().stream()
            .sorted(
                Comparator.comparing((JsonInput room) -> room.field("id").name().length())
                    .thenComparing(room -> room.field("id").name()))
            .toList();
    Map<String, String> rooms = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (JsonInput room : sorted) {
      String kind = ObjectNames.words(room.field("roomType").name());
      int count = counts.merge(kind, 1, Integer::sum);
      String id = room.field("id").name();
      rooms.put(id.substring(id.lastIndexOf('|') + 1), count == 1 ? kind : kind + " " + count);
    }
    return rooms;
  }

  private void take(JsonInput object, List<String> parents) {
    String id = object.field("id").name();
    String asset = object.optional("assetId").map(JsonInput::name).orElse("");
    Optional<ObjectType> type =
        ObjectTypes.SHIPPED
            .named(id.split("[|]", 2)[0])
            .or(() -> ObjectTypes.SHIPPED.ofAsset(asset));
    if (type.isEmpty()) {
      tally.note(
          "object of a type that is not AI2-THOR's: not asked for, and no container",
          object.location());
    }
    scene.add(
        new SceneObject(
            object.location(),
            id,
            type.map(ObjectType::name).map(ObjectNames::words).orElse("thing"),
            Optional.empty(),
            room(id),
            object.optional("position").map(ThorRecord::at),
            parents,
            type.filter(ObjectType::container).isPresent(),
            Optional.of(type.filter(ObjectType::carried).isPresent()),
            type.filter(ObjectType::landmark).isPresent()));
    object
        .optional("children")
        .ifPresent(list -> list.elements().forEach(child -> take(child, List.of(id))));
  }

  /** Its number is the first in an object's id: {@code Fridge|2|1}, {@code Apple|surface|2|3}. */
  private Optional<String> room(String id) {
    return Arrays.stream(id.split("[|]"))
        .filter(part -> part.matches("[0-9]+"))
        .findFirst()
        .map(rooms::get);
  }
}
