package org.stowbench.label;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.io.Sha256;
import org.stowbench.io.YamlInput;
import org.stowbench.query.ItemName;
import org.stowbench.query.Truth;
import org.stowbench.scene.Container;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/**
 * What a person drew into a photo, and what they said is kept there.
 *
 * @param household whose home the photo is of, where a person said so
 * @param containers in the order in which they are numbered, from 0
 * @param items each once, under any spelling
 */
record PhotoLabels(Optional<String> household, List<Container> containers, List<Placed> items) {

  static final PhotoLabels NONE = new PhotoLabels(Optional.empty(), List.of(), List.of());

  static final int MOST_CONTAINERS = 500;
  static final int MOST_ITEMS = 2000;
  static final int MOST_CORNERS = 200;
  static final int LONGEST_NAME = 200;

  /** An item, and the containers of the photo that hold it, or that none does. */
  record Placed(String item, Truth truth) {}

  PhotoLabels {
    Objects.requireNonNull(household, "household");
    containers = List.copyOf(containers);
    items = List.copyOf(items);
  }

  /** What changes with every change. */
  String version() {
    return Sha256.checksum(Json.exact(write()));
  }

  /** As a page and {@value LabelledHome#LABELS} hold it. */
  ObjectNode write() {
    ObjectNode json = Json.object();
    household.ifPresent(home -> json.put("household", home));
    ArrayNode drawn = json.putArray("containers");
    for (Container container : containers) {
      ObjectNode one = drawn.addObject();
      container.name().ifPresent(name -> one.put("name", name));
      one.set("region", SceneJson.writeRegion(container.outline()));
    }
    ArrayNode placed = json.putArray("items");
    for (Placed item : items) {
      placed.addObject().put("item", item.item()).set("truth", QueryJson.write(item.truth()));
    }
    return json;
  }

  /**
   * Reads what {@link #write} writes. A corner beyond an edge of the photo is moved to it.
   *
   * @throws org.stowbench.io.InvalidInputException if something does not fit
   */
  static PhotoLabels read(JsonInput json, ImageSize photo) {
    List<Container> containers = new ArrayList<>();
    for (JsonInput one : atMost(json.field("containers"), MOST_CONTAINERS, "containers")) {
      YamlInput.refuseOthers(one, List.of("name", "region"));
      containers.add(
          Container.of(
              containers.size(),
              one.optional("name").map(PhotoLabels::name),
              Optional.of(region(one.field("region"), photo))));
    }
    List<Placed> items = new ArrayList<>();
    for (JsonInput one : atMost(json.field("items"), MOST_ITEMS, "items")) {
      YamlInput.refuseOthers(one, List.of("item", "truth"));
      String item = name(one.field("item"));
      for (Placed other : items) {
        if (ItemName.same(item, other.item())) {
          throw one.field("item").invalid("is there already, as " + other.item());
        }
      }
      Truth truth = QueryJson.readTruth(one.field("truth"));
      if (truth.containers().stream().anyMatch(id -> id >= containers.size())) {
        throw one.field("truth").unexpected("containers of this photo, or not_here");
      }
      items.add(new Placed(item, truth));
    }
    return new PhotoLabels(json.optional("household").map(PhotoLabels::name), containers, items);
  }

  private static List<JsonInput> atMost(JsonInput list, int most, String what) {
    List<JsonInput> elements = list.elements();
    if (elements.size() > most) {
      throw list.unexpected("at most %,d %s".formatted(most, what));
    }
    return elements;
  }

  private static String name(JsonInput json) {
    String name = json.name().strip();
    if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw json.unexpected("a name on one line, of at most %d letters".formatted(LONGEST_NAME));
    }
    return name;
  }

  private static Region region(JsonInput json, ImageSize photo) {
    List<Point> corners = SceneJson.readRegion(json).vertices();
    if (corners.size() < 3 || corners.size() > MOST_CORNERS) {
      throw json.invalid("must have from 3 to %d corners".formatted(MOST_CORNERS));
    }
    Region region =
        json.build(
            o ->
                new Region(
                    corners.stream()
                        .map(
                            p ->
                                new Point(
                                    within(p.x(), photo.width()), within(p.y(), photo.height())))
                        .toList()));
    if (region.bounds().width() < 1 || region.bounds().height() < 1) {
      throw json.invalid("must be a pixel wide and high at least, within the photo");
    }
    return region;
  }

  /** Tenths of a pixel are finer than any hand. */
  private static double within(double value, int most) {
    return Math.round(Math.max(0, Math.min(most, value)) * 10) / 10.0;
  }
}
