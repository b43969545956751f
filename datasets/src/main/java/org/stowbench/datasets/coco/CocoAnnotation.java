package org.stowbench.datasets.coco;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.labelling.DrawnLabel;
import org.stowbench.datasets.labelling.LabelFields;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Region;

/** An annotation, while it is read: what stands in it, and in the attributes beside it. */
final class CocoAnnotation {

  /** What COCO itself, and detectors, say of an annotation. */
  private static final Set<String> OWN =
      Set.of(
          "id",
          "image_id",
          "category_id",
          "segmentation",
          "bbox",
          "area",
          "iscrowd",
          "score",
          "keypoints",
          "num_keypoints",
          "position",
          "size");

  /** As tools write yes that have texts only. */
  private static final Pattern CROWD = Pattern.compile("(?i)\\s*(1|true|yes)\\s*");

  private static final String SIDE = "side";
  private static final String PROMPT_NUMBER = "prompt_number";
  private static final String VERTICES = "vertices";
  private static final String ROTATION = "rotation";

  private final JsonInput json;
  private final ImportTally tally;
  private final LabelFields fields;
  private Optional<CountertopSide> side = Optional.empty();
  private OptionalInt promptNumber = OptionalInt.empty();
  private OptionalInt vertices = OptionalInt.empty();
  private double degrees;

  private CocoAnnotation(JsonInput json, ImportTally tally) {
    this.json = json;
    this.tally = tally;
    this.fields = new LabelFields(tally);
  }

  /**
   * The label that an annotation is.
   *
   * @param category its class, and what the file says that this is
   * @param numbered whether the ids of the file's annotations tell them apart
   * @return empty where it is left out; that is counted
   */
  static Optional<DrawnLabel> read(
      JsonInput json, CocoCategory category, boolean numbered, ImportTally tally) {
    return new CocoAnnotation(json, tally).read(category, numbered);
  }

  private Optional<DrawnLabel> read(CocoCategory category, boolean numbered) {
    for (String name : json.names()) {
      json.optional(name).filter(value -> !OWN.contains(name)).ifPresent(v -> field(name, v));
    }
    String type =
        category.role().isPresent() || fields.askedForItems()
            ? category.name()
            : fields.category(category.name(), json.location());
    boolean holds = !fields.items().isEmpty();
    if (isCrowd()) {
      if (!holds) {
        tally.leaveOut("crowd (iscrowd): a group of things is no container", json.location());
        return Optional.empty();
      }
      tally.note("crowd (iscrowd) with items: taken as one container", json.location());
    }
    Optional<Region> region =
        CocoShape.read(json, vertices, degrees, category.role().isPresent(), tally);
    if (region.isEmpty()) {
      fields.leaveOut("annotation without an outline or a box", json.location());
      return Optional.empty();
    }
    Container drawn =
        new Container(
            0,
            fields.name(),
            region,
            json.optional("position").flatMap(position -> SceneJson.readPlace(json)),
            fields.room(),
            Optional.of(type)
                .filter(text -> !text.isBlank() && !text.equals(CocoExporter.CONTAINER)),
            json.optionalNumber("score"),
            side,
            promptNumber);
    return Optional.of(
        new DrawnLabel(
            json.location(),
            drawn,
            category.role(),
            json.optional("id").filter(id -> numbered && !id.isBlank()).map(JsonInput::key),
            fields.items()));
  }

  private boolean isCrowd() {
    return json.optional("iscrowd")
        .filter(crowd -> !crowd.isBlank())
        .filter(
            crowd ->
                crowd.isNumber()
                    ? crowd.number() != 0
                    : crowd.isText() ? CROWD.matcher(crowd.text()).matches() : crowd.bool())
        .isPresent();
  }

  /** A field of the annotation itself, or an object or a list of those that it holds. */
  private void field(String name, JsonInput value) {
    if (value.isObject() && !LabelFields.saysItems(name)) {
      for (String inner : value.names()) {
        value.optional(inner).ifPresent(v -> attribute(inner, v));
      }
    } else if (value.isList() && !LabelFields.saysItems(name)) {
      for (JsonInput one : value.elements()) {
        if (one.isObject() && one.optional("name").isPresent() && one.has("value")) {
          one.optional("value").ifPresent(v -> attribute(one.field("name").key(), v));
        } else {
          fields.put(name, one);
        }
      }
    } else {
      fields.put(name, value);
    }
  }

  private void attribute(String name, JsonInput value) {
    switch (name) {
      case SIDE -> {
        side = side(value);
        if (side.isEmpty()) {
          fields.put(name, value);
        }
      }
      case PROMPT_NUMBER -> promptNumber = count(value);
      case VERTICES -> vertices = count(value);
      case ROTATION -> degrees = value.isNumber() ? value.number() : 0;
      default -> fields.put(name, value);
    }
  }

  private static Optional<CountertopSide> side(JsonInput value) {
    return Arrays.stream(CountertopSide.values())
        .filter(one -> value.isText() && Json.name(one).equals(value.text()))
        .findFirst();
  }

  private static OptionalInt count(JsonInput value) {
    return value.isNumber() && value.number() >= 1
        ? OptionalInt.of(value.integer())
        : OptionalInt.empty();
  }
}
