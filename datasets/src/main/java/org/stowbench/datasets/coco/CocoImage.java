package org.stowbench.datasets.coco;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.io.InputLocation;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.query.Truth;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** An image with what is annotated in it: a scene while it grows. */
final class CocoImage {

  private final JsonInput json;
  private final String fileName;
  private final String sceneId;
  private final List<Container> containers = new ArrayList<>();
  private final List<Anchor> anchors = new ArrayList<>();
  private final Map<Long, Integer> containerOf = new LinkedHashMap<>();
  private final Map<String, List<Integer>> containersOfItem = new LinkedHashMap<>();
  private Optional<Region> countertop = Optional.empty();

  private CocoImage(JsonInput json, String fileName, String sceneId) {
    this.json = json;
    this.fileName = fileName;
    this.sceneId = sceneId;
  }

  static CocoImage read(JsonInput json) {
    String fileName = json.field("file_name").name();
    return new CocoImage(json, fileName, json.optionalText("scene").orElse(fileName));
  }

  String fileName() {
    return fileName;
  }

  String sceneId() {
    return sceneId;
  }

  InputLocation location() {
    return json.location();
  }

  /** The containers of each item that an annotation's attribute names. */
  Map<String, Truth> items() {
    Map<String, Truth> truths = new LinkedHashMap<>();
    containersOfItem.forEach((item, containers) -> truths.put(item, new Truth(containers)));
    return truths;
  }

  /** The container that an annotation became; empty if it became none. */
  Optional<Integer> container(long annotation) {
    return Optional.ofNullable(containerOf.get(annotation));
  }

  /** Its household: the field, else the first folder of the file's name, else the whole name. */
  String household() {
    int slash = fileName.indexOf('/');
    return json.optionalText("household")
        .filter(household -> !household.isBlank())
        .orElse(slash > 0 ? fileName.substring(0, slash) : fileName);
  }

  void container(JsonInput place, Optional<String> type, CocoAnnotation annotation) {
    int id = containers.size();
    containers.add(
        place.build(
            o ->
                new Container(
                    id,
                    annotation.name(),
                    Optional.of(annotation.region()),
                    annotation.place(),
                    annotation.room(),
                    type,
                    annotation.score(),
                    annotation.side(),
                    annotation.promptNumber())));
    if (containerOf.putIfAbsent(annotation.id(), id) != null) {
      throw place.invalid("annotation " + annotation.id() + " is there twice");
    }
    for (String item : annotation.items()) {
      containersOfItem.computeIfAbsent(item, i -> new ArrayList<>()).add(id);
    }
  }

  void anchor(JsonInput place, String type, CocoAnnotation annotation) {
    anchors.add(place.build(o -> new Anchor(type, annotation.region(), annotation.score())));
  }

  /** Takes a countertop; a scene has one, so the first stays. */
  void countertop(CocoAnnotation annotation) {
    countertop = countertop.or(() -> Optional.of(annotation.region()));
  }

  Scene scene() {
    boolean photo = json.optional("photo").map(JsonInput::bool).orElse(true);
    Optional<ImageSize> size =
        json.optional("width").isPresent() && json.optional("height").isPresent()
            ? Optional.of(
                json.build(
                    o -> new ImageSize(o.field("width").integer(), o.field("height").integer())))
            : Optional.empty();
    return json.build(
        o ->
            new Scene(
                sceneId,
                o.optionalText("room"),
                photo ? Optional.of(fileName) : Optional.empty(),
                size,
                containers,
                anchors,
                countertop,
                o.optional("distances").map(SceneJson::readDistances)));
  }
}
