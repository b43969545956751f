package org.stowbench.datasets.coco;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/**
 * An annotation, whatever it becomes.
 *
 * @param id its id in the file
 * @param region its one polygon, else its box
 * @param boxed whether the box had to stand for an outline of several parts, or of pixels
 * @param score how sure the detector is
 * @param name what people call it: the attribute {@code name}, if it is a text
 * @param place where it is in the home
 * @param room the attribute {@code room}, if it is a text
 * @param items what is kept in it
 */
record CocoAnnotation(
    long id,
    Region region,
    boolean boxed,
    OptionalDouble score,
    Optional<CountertopSide> side,
    OptionalInt promptNumber,
    Optional<String> name,
    Optional<Box3D> place,
    Optional<String> room,
    Set<String> items) {

  static CocoAnnotation read(JsonInput json) {
    Optional<JsonInput> attributes = json.optional("attributes");
    Optional<Region> polygon = polygon(json, attributes);
    boolean outlined =
        json.optional("segmentation")
            .filter(s -> !s.isList() || !s.elements().isEmpty())
            .isPresent();
    return new CocoAnnotation(
        json.field("id").longInteger(),
        polygon.orElseGet(() -> box(json.field("bbox"))),
        outlined && polygon.isEmpty(),
        json.optionalNumber("score"),
        attributes
            .flatMap(a -> a.optional("side"))
            .map(side -> side.constant(CountertopSide.class)),
        attributes.map(a -> a.optionalInteger("prompt_number")).orElse(OptionalInt.empty()),
        attributes.flatMap(a -> words(a, "name")),
        json.optional("position").flatMap(position -> SceneJson.readPlace(json)),
        attributes.flatMap(a -> words(a, "room")),
        attributes.flatMap(a -> a.optional("items")).map(CocoAnnotation::items).orElse(Set.of()));
  }

  /** A text that a labelling tool may have left blank, or keep something else under. */
  private static Optional<String> words(JsonInput attributes, String name) {
    return attributes.optional(name).filter(a -> a.isText() && !a.isBlank()).map(JsonInput::text);
  }

  private static Set<String> items(JsonInput json) {
    if (json.isText()) {
      return CocoImporter.items(json.text());
    }
    Set<String> items = new LinkedHashSet<>();
    json.elements().forEach(item -> items.add(item.name().strip()));
    return items;
  }

  /** The outline, if it is a single polygon. */
  private static Optional<Region> polygon(JsonInput json, Optional<JsonInput> attributes) {
    Optional<JsonInput> segmentation = json.optional("segmentation").filter(JsonInput::isList);
    if (segmentation.isEmpty() || segmentation.get().elements().size() != 1) {
      return Optional.empty();
    }
    JsonInput list = segmentation.get().elements().get(0);
    List<JsonInput> numbers = list.elements();
    if (numbers.size() < 6 || numbers.size() % 2 != 0) {
      throw list.unexpected("x and y of three vertices or more");
    }
    List<Point> vertices = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i += 2) {
      vertices.add(new Point(numbers.get(i).number(), numbers.get(i + 1).number()));
    }
    int last = vertices.size() - 1;
    OptionalInt real =
        attributes.map(a -> a.optionalInteger("vertices")).orElse(OptionalInt.empty());
    if (real.isPresent() && real.getAsInt() >= 1 && real.getAsInt() <= last) {
      return Optional.of(new Region(vertices.subList(0, real.getAsInt())));
    }
    return Optional.of(new Region(vertices));
  }

  private static Region box(JsonInput json) {
    List<JsonInput> numbers = json.elements();
    if (numbers.size() != 4) {
      throw json.unexpected("[x, y, width, height]");
    }
    double left = numbers.get(0).number();
    double top = numbers.get(1).number();
    Region.Box box =
        new Region.Box(left, top, left + numbers.get(2).number(), top + numbers.get(3).number());
    return Region.box(box.left(), box.top(), box.right(), box.bottom());
  }
}
