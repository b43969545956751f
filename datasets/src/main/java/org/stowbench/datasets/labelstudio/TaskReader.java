package org.stowbench.datasets.labelstudio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.labelling.DrawnLabel;
import org.stowbench.datasets.labelling.LabelFields;
import org.stowbench.datasets.labelling.LabelledPhoto;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;

/**
 * Reads what people said of one photo. Label Studio writes a result a thing said: one that a region
 * is a drawer, another, with the same id, what its text area {@code items} holds.
 */
final class TaskReader {

  /** Where results keep texts that people typed or chose. */
  private static final List<String> SAID = List.of("text", "choices", "taxonomy");

  /** What is said of one region. */
  private static final class Spoken {
    private JsonInput value;
    private Optional<ImageSize> size = Optional.empty();
    private String category = "";
    private final LabelFields fields;

    Spoken(JsonInput value, LabelFields fields) {
      this.value = value;
      this.fields = fields;
    }
  }

  private final LabelledPhoto photo;
  private final ImportTally tally;
  private final Map<String, Spoken> regions = new LinkedHashMap<>();
  private boolean sized;

  TaskReader(LabelledPhoto photo, ImportTally tally) {
    this.photo = photo;
    this.tally = tally;
  }

  /** A task of the whole export: several people may have worked on it. */
  void read(JsonInput task) {
    List<JsonInput> done = new ArrayList<>();
    for (JsonInput annotation : list(task, "annotations")) {
      if (isTrue(annotation, "was_cancelled")) {
        tally.note("photo that somebody skipped", annotation.location());
      } else {
        done.add(annotation);
      }
    }
    Predicate<JsonInput> agreed = annotation -> isTrue(annotation, "ground_truth");
    Optional<JsonInput> taken =
        done.stream().filter(agreed).findFirst().or(() -> done.stream().findFirst());
    for (JsonInput other : done) {
      if (other != taken.get()) {
        for (JsonInput result : list(other, "result")) {
          tally.leaveOut(
              "what another person said of a photo: the ground truth, else the first, is taken",
              result.location());
        }
      }
    }
    if (taken.isPresent()) {
      list(taken.get(), "result").forEach(this::result);
    } else {
      list(task, "drafts")
          .forEach(draft -> tally.leaveOut("draft that nobody submitted", draft.location()));
      list(task, "predictions")
          .forEach(one -> tally.note("prediction of a model: is no label", one.location()));
    }
    finish();
  }

  /** A task of the short export: a field a thing said, with its regions. */
  void readShort(JsonInput task) {
    for (String name : task.names()) {
      Optional<JsonInput> field = task.optional(name);
      if (field.filter(JsonInput::isList).isPresent()) {
        for (JsonInput one : field.get().elements()) {
          if (one.isObject() && RegionShape.isThere(one)) {
            said(name, place(one), Optional.of(one), one, one);
          } else if (one.isText()) {
            whole(name, one);
          }
        }
      } else if (LabelFields.saysItems(name)) {
        field.ifPresent(items -> whole(name, items));
      }
    }
    finish();
  }

  /** Where a region is, for what is said of the same one elsewhere. */
  private static String place(JsonInput value) {
    StringBuilder place = new StringBuilder();
    for (String field : List.of("x", "y", "width", "height", "rotation", "points", "rle")) {
      value.optional(field).ifPresent(v -> place.append(field).append(v.line()).append(' '));
    }
    return place.toString();
  }

  private static List<JsonInput> list(JsonInput json, String field) {
    return json.optional(field)
        .filter(JsonInput::isList)
        .map(JsonInput::elements)
        .orElse(List.of());
  }

  private static boolean isTrue(JsonInput json, String field) {
    return json.optional(field).filter(JsonInput::isTrue).isPresent();
  }

  private void result(JsonInput result) {
    if (result
        .optional("type")
        .filter(type -> type.isText() && type.text().equals("relation"))
        .isPresent()) {
      tally.note("relation between regions: is not read", result.location());
      return;
    }
    Optional<JsonInput> value = result.optional("value").filter(JsonInput::isObject);
    if (value.isEmpty()) {
      tally.leaveOut("result without a value", result.location());
      return;
    }
    String name = result.optional("from_name").map(JsonInput::key).orElse("");
    if (RegionShape.isThere(value.get()) && result.optional("id").isPresent()) {
      said(name, result.field("id").key(), value, result, value.get());
    } else {
      Optional<Spoken> known = result.optional("id").map(JsonInput::key).map(regions::get);
      if (known.isPresent()) {
        fields(known.get(), name, value.get());
      } else {
        texts(value.get()).forEach(text -> whole(name, text));
      }
    }
  }

  /** Something said of a region. */
  private void said(
      String name, String id, Optional<JsonInput> shape, JsonInput result, JsonInput value) {
    Spoken region =
        regions.computeIfAbsent(id, i -> new Spoken(shape.orElse(value), new LabelFields(tally)));
    if (region.size.isEmpty()) {
      region.size = size(result);
    }
    for (String field : value.names()) {
      if (field.endsWith("labels") && region.category.isEmpty()) {
        region.category =
            list(value, field).stream()
                .filter(JsonInput::isText)
                .map(JsonInput::text)
                .findFirst()
                .orElse("");
        region.value = value;
      }
    }
    if (result.optionalNumber("image_rotation").orElse(0) != 0) {
      tally.note(
          "photo that was turned in the tool: its regions are as they lie on the turned one",
          result.location());
    }
    fields(region, name, value);
    result
        .optional("meta")
        .filter(JsonInput::isObject)
        .flatMap(meta -> meta.optional("text"))
        .ifPresent(text -> region.fields.put("meta", text));
  }

  private Optional<ImageSize> size(JsonInput result) {
    if (result.optional("original_width").isEmpty()
        || result.optional("original_height").isEmpty()) {
      return Optional.empty();
    }
    ImageSize size =
        result.build(
            one ->
                new ImageSize(
                    one.field("original_width").integer(), one.field("original_height").integer()));
    if (!sized) {
      sized = true;
      photo.size(size.width(), size.height());
    }
    return Optional.of(size);
  }

  private static void fields(Spoken region, String name, JsonInput value) {
    texts(value).forEach(text -> region.fields.put(name, text));
  }

  /** Typed, or chosen: of a tree the last of the way to what was chosen. */
  private static List<JsonInput> texts(JsonInput value) {
    List<JsonInput> texts = new ArrayList<>();
    for (String field : SAID) {
      Optional<JsonInput> said = value.optional(field);
      if (said.filter(JsonInput::isText).isPresent()) {
        texts.add(said.get());
      }
      for (JsonInput one : list(value, field)) {
        List<JsonInput> way = one.isList() ? one.elements() : List.of(one);
        if (!way.isEmpty()) {
          texts.add(way.get(way.size() - 1));
        }
      }
    }
    return texts;
  }

  /** Something said of the whole photo. */
  private void whole(String name, JsonInput text) {
    LabelFields fields = new LabelFields(tally);
    fields.put(name, text);
    photo.about(fields);
    fields
        .items()
        .forEach(
            item ->
                tally.leaveOut(
                    "item said of a whole photo: say it of a region (perRegion)", text.location()));
  }

  private void finish() {
    tally.read("regions", regions.size());
    regions.forEach(
        (id, region) -> {
          JsonInput value = region.value;
          if (region.size.isEmpty()) {
            throw new InvalidInputException(
                value.location(), "original_width and original_height are missing: must be there");
          }
          Optional<Region> outline =
              value.build(shape -> RegionShape.read(shape, region.size.get()));
          if (outline.isEmpty()) {
            region.fields.leaveOut("region that has no area, or a damaged mask", value.location());
          } else if (region.category.isBlank() && region.fields.items().isEmpty()) {
            region.fields.leaveOut("region without a label", value.location());
          } else {
            photo.add(
                DrawnLabel.of(value.location(), region.category, outline.get(), region.fields)
                    .numbered(id));
          }
        });
  }
}
