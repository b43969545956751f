package org.stowbench.datasets.labelstudio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
  private static final List<String> SAID = List.of("text", "choices", "taxonomy", "number");

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
  private final int page;
  private final int pages;
  private final ImportTally tally;
  private final Map<String, Spoken> regions = new LinkedHashMap<>();
  private Optional<String> canvas = Optional.empty();
  private boolean sized;

  /**
   * Nothing read yet.
   *
   * @param page which of its task's photos it is, counted from 0
   * @param pages how many photos the task has, 1 or more
   */
  TaskReader(LabelledPhoto photo, int page, int pages, ImportTally tally) {
    this.photo = photo;
    this.page = page;
    this.pages = pages;
    this.tally = tally;
  }

  /** A task of the whole export: several people may have worked on it. */
  void read(JsonInput task) {
    List<JsonInput> done = new ArrayList<>();
    for (JsonInput annotation : annotations(task)) {
      if (isTrue(annotation, "was_cancelled")) {
        if (page == 0) {
          tally.note("photo that somebody skipped", annotation.location());
        }
      } else {
        done.add(annotation);
      }
    }
    Predicate<JsonInput> agreed = annotation -> isTrue(annotation, "ground_truth");
    Optional<JsonInput> taken =
        done.stream().filter(agreed).findFirst().or(() -> done.stream().findFirst());
    for (JsonInput other : done) {
      if (other != taken.get()) {
        for (JsonInput result : results(other)) {
          tally.leaveOut(
              "what another person said of a photo: the ground truth, else the first, is taken",
              result.location());
        }
      }
    }
    if (taken.isPresent()) {
      List<JsonInput> results = results(taken.get());
      // What is said of a region may stand before it.
      results.stream().filter(TaskReader::hasShape).forEach(this::result);
      results.stream().filter(result -> !hasShape(result)).forEach(this::result);
    } else if (page == 0) {
      list(task, "drafts")
          .forEach(draft -> tally.leaveOut("draft that nobody submitted", draft.location()));
      list(task, "predictions")
          .forEach(one -> tally.note("prediction of a model: is no label", one.location()));
    }
    finish();
  }

  /** What is said of this photo of the task; what is of none stands with the first. */
  private List<JsonInput> results(JsonInput annotation) {
    return list(annotation, "result").stream().filter(this::isOfThisPage).toList();
  }

  private boolean isOfThisPage(JsonInput result) {
    double index = result.optionalNumber("item_index").orElse(0);
    return index == page || page == 0 && !(index >= 0 && index < pages);
  }

  /** By their name now, and the one before version 1. */
  private static List<JsonInput> annotations(JsonInput task) {
    return Stream.of("annotations", "completions")
        .flatMap(name -> task.optional(name).stream())
        .flatMap(said -> said.isObject() ? Stream.of(said) : said.elements().stream())
        .toList();
  }

  /** A task of the short export: a field a thing said, with its regions. */
  void readShort(JsonInput task) {
    for (String name : task.names()) {
      Optional<JsonInput> field = task.optional(name);
      if (field.filter(JsonInput::isList).isPresent()) {
        for (JsonInput one : field.get().elements()) {
          if (one.isObject() ? !isOfThisPage(one) : page > 0) {
            continue;
          }
          if (one.isObject() && RegionShape.isThere(one)) {
            said(name, place(one), Optional.of(one), one, one);
          } else if (one.isText()) {
            whole(name, one);
          } else if (one.isObject() && isLabel(one)) {
            tally.leaveOut("label of something that is no region of a photo", one.location());
          } else if (one.isObject()) {
            texts(one).forEach(text -> whole(name, text));
          }
        }
      } else if (page == 0 && LabelFields.saysItems(name)) {
        field.ifPresent(items -> whole(name, items));
      }
    }
    finish();
  }

  private static boolean hasShape(JsonInput result) {
    return result
        .optional("value")
        .filter(value -> value.isObject() && RegionShape.isThere(value))
        .isPresent();
  }

  private static boolean isLabel(JsonInput value) {
    return value.names().stream().anyMatch(field -> field.endsWith("labels"));
  }

  /** Where a region is, for what is said of the same one elsewhere. */
  private static String place(JsonInput value) {
    StringBuilder place = new StringBuilder();
    for (String field :
        List.of("x", "y", "width", "height", "rotation", "points", "vertices", "rle")) {
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
    Optional<String> id = result.optional("id").filter(one -> !one.isBlank()).map(JsonInput::key);
    Optional<Spoken> known = id.map(regions::get);
    if (isOfAnotherPhoto(result)) {
      tally.leaveOut("label of another photo of its task: a task is one photo", result.location());
    } else if (hasShape(result)) {
      said(name, id.orElseGet(() -> place(value.get())), value, result, value.get());
    } else if (isLabel(value.get())) {
      tally.leaveOut("label of something that is no region of a photo", result.location());
    } else if (texts(value.get()).isEmpty()) {
      tally.note("result that is neither a region nor a text: is not read", result.location());
    } else if (known.isPresent()) {
      fields(known.get(), name, value.get());
    } else {
      texts(value.get()).forEach(text -> whole(name, text));
    }
  }

  /** Whether it is drawn on another canvas, or another page, than the first one. */
  private boolean isOfAnotherPhoto(JsonInput result) {
    Optional<String> on =
        result
            .optional("to_name")
            .filter(name -> !name.isBlank())
            .map(name -> name.key() + " " + result.optionalNumber("item_index").orElse(0));
    canvas = canvas.or(() -> on);
    return on.isPresent() && !on.equals(canvas);
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
          "label of a photo that was turned in the tool: it is kept as it lies on the unturned one",
          result.location());
    }
    fields(region, name, value);
    result
        .optional("meta")
        .filter(JsonInput::isObject)
        .ifPresent(
            meta ->
                meta.names()
                    .forEach(
                        field ->
                            meta.optional(field)
                                .ifPresent(
                                    said ->
                                        region.fields.put(
                                            field.equals("text") ? "meta" : field, said))));
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
      if (said.filter(one -> one.isText() || one.isNumber()).isPresent()) {
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
    photo.about(fields, text.location());
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
