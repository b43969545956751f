package org.stowbench.datasets.via;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.labelling.DrawnLabel;
import org.stowbench.datasets.labelling.LabelFields;
import org.stowbench.datasets.labelling.LabelledPhoto;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.scene.Region;

/** The photos and regions of a file of VIA's, whichever of its three forms it has. */
final class ViaFile {

  static final String PROJECT = "_via_img_metadata";
  static final String REGIONS = "regions";
  static final String FILE_NAME = "filename";
  static final String SHAPE = "region_shape_attributes";
  static final String ATTRIBUTES = "region_attributes";

  private static final String FILE_ATTRIBUTES = "file_attributes";

  /** What people call the attribute that says what a region is, the likeliest first. */
  private static final List<String> CLASSES =
      List.of("type", "label", "class", "category", "kind", "object", "objects", "name");

  private record Shown(InputLocation where, JsonInput shape, JsonInput attributes) {}

  private record Photo(
      String name, InputLocation where, Optional<JsonInput> attributes, List<Shown> regions) {}

  private final List<Photo> photos = new ArrayList<>();

  /** What numbers stand for, where an attribute's choices are numbered. */
  private final Map<String, Map<String, String>> choices = new HashMap<>();

  private ViaFile() {}

  static ViaFile read(Path path) {
    InputFile file = InputFile.of(path, FileKind.ANNOTATIONS);
    ViaFile via = new ViaFile();
    if (file.beginsWith('{')) {
      via.readJson(file.json());
    } else {
      via.readTable(file);
    }
    return via;
  }

  private void readJson(JsonInput document) {
    Optional<JsonInput> project = document.optional(PROJECT);
    if (project.isPresent()) {
      document
          .optional("_via_attributes")
          .flatMap(attributes -> attributes.optional("region"))
          .ifPresent(this::readChoices);
    } else if (document.has("metadata") && document.has("view")) {
      throw new InvalidInputException(
          document.location(), "a project of VIA 3: must be of VIA 2, which is for photos");
    }
    JsonInput images = project.orElse(document);
    for (String key : images.names()) {
      JsonInput image = images.field(key);
      List<Shown> regions = new ArrayList<>();
      image.optional(REGIONS).ifPresent(list -> elements(list).forEach(r -> regions.add(shown(r))));
      photos.add(
          new Photo(
              image.field(FILE_NAME).name(),
              image.location(),
              image.optional(FILE_ATTRIBUTES),
              regions));
    }
  }

  private void readChoices(JsonInput attributes) {
    for (String name : attributes.names()) {
      attributes
          .optional(name)
          .filter(JsonInput::isObject)
          .flatMap(attribute -> attribute.optional("options"))
          .filter(JsonInput::isObject)
          .ifPresent(
              options -> {
                Map<String, String> numbered = new HashMap<>();
                for (Map.Entry<String, JsonNode> option : options.object().properties()) {
                  String says = option.getValue().asText();
                  if (option.getKey().matches("[0-9]{1,9}") && !says.isBlank()) {
                    numbered.put(option.getKey(), says);
                  }
                }
                choices.put(name, numbered);
              });
    }
  }

  /** VIA 1 has an object with numbers for names instead of a list. */
  private static List<JsonInput> elements(JsonInput list) {
    return list.isObject() ? list.names().stream().map(list::field).toList() : list.elements();
  }

  private static Shown shown(JsonInput region) {
    return new Shown(region.location(), region.field("shape_attributes"), region.field(ATTRIBUTES));
  }

  private void readTable(InputFile file) {
    try (CsvTable table = CsvTable.open(file)) {
      String fileName = table.columns().contains(FILE_NAME) ? FILE_NAME : "#" + FILE_NAME;
      table.require(List.of(fileName, SHAPE, ATTRIBUTES));
      Map<List<String>, Photo> byFile = new LinkedHashMap<>();
      table.forEach(
          row -> {
            Photo photo =
                byFile.computeIfAbsent(
                    List.of(row.text(fileName), row.optional("file_size").orElse("")),
                    key -> photo(row, fileName));
            JsonInput shape = row.json(SHAPE);
            if (!shape.isObject() || !shape.names().isEmpty()) {
              photo.regions().add(new Shown(row.location(), shape, row.json(ATTRIBUTES)));
            }
          });
      photos.addAll(byFile.values());
    }
  }

  private static Photo photo(CsvRow row, String fileName) {
    return new Photo(
        row.text(fileName),
        row.location(),
        row.optional(FILE_ATTRIBUTES).map(text -> row.json(FILE_ATTRIBUTES)),
        new ArrayList<>());
  }

  /** Adds all photos and what is drawn into them. */
  void addTo(LabelledPhotos to) {
    Optional<String> type = classAttribute();
    type.ifPresent(
        name ->
            to.tally()
                .remark(
                    "the class of a region is its attribute "
                        + InvalidInputException.excerpt(name)));
    for (Photo photo : photos) {
      LabelledPhoto added = to.photo(photo.name(), photo.where());
      LabelFields about = new LabelFields(to.tally());
      photo.attributes().ifPresent(attributes -> put(attributes, Optional.empty(), about));
      added.about(about, photo.where());
      photo.attributes().filter(JsonInput::isObject).ifPresent(added::record);
      for (int i = 0; i < photo.regions().size(); i++) {
        add(photo.regions().get(i), Integer.toString(i), type, added, to.tally());
      }
    }
  }

  private void add(
      Shown shown, String number, Optional<String> type, LabelledPhoto photo, ImportTally tally) {
    LabelFields fields = new LabelFields(tally);
    put(shown.attributes(), type, fields);
    Optional<Region> region = ViaShape.of(shown.shape(), tally);
    if (region.isEmpty()) {
      fields.leaveOut(
          "region of the shape %s: has no area"
              .formatted(InvalidInputException.excerpt(ViaShape.name(shown.shape()))),
          shown.where());
      return;
    }
    String category =
        type.flatMap(name -> shown.attributes().optional(name).map(value -> chosen(name, value)))
            .orElse("");
    photo.add(
        DrawnLabel.of(shown.where(), fields.category(category, shown.where()), region.get(), fields)
            .numbered(number));
  }

  /** The attribute that says what regions are: the likeliest name, else the only one there is. */
  private Optional<String> classAttribute() {
    Set<String> names = new LinkedHashSet<>();
    photos.forEach(
        photo -> photo.regions().forEach(shown -> names.addAll(shown.attributes().names())));
    for (String likely : CLASSES) {
      Optional<String> found =
          names.stream()
              .filter(name -> name.strip().toLowerCase(Locale.ROOT).equals(likely))
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return names.size() == 1
        ? names.stream().filter(name -> !LabelFields.saysItems(name)).findFirst()
        : Optional.empty();
  }

  /** What was chosen of an attribute: a text, or those of many choices that are true. */
  private String chosen(String name, JsonInput value) {
    return String.join(" ", all(name, value));
  }

  private List<String> all(String name, JsonInput value) {
    Map<String, String> numbered = choices.getOrDefault(name, Map.of());
    if (value.isText()) {
      return List.of(numbered.getOrDefault(value.text(), value.text()));
    }
    if (!value.isObject()) {
      throw value.unexpected("a text, or choices that are true or false");
    }
    return value.object().properties().stream()
        .filter(choice -> choice.getValue().asBoolean())
        .map(choice -> numbered.getOrDefault(choice.getKey(), choice.getKey()))
        .toList();
  }

  private void put(JsonInput attributes, Optional<String> type, LabelFields fields) {
    for (String name : attributes.names()) {
      if (type.filter(name::equals).isEmpty()) {
        attributes
            .optional(name)
            .ifPresent(
                value -> {
                  if (value.isText() || value.isObject()) {
                    all(name, value).forEach(text -> fields.put(name, text, value.location()));
                    if (value.isObject() && !LabelFields.saysItems(name)) {
                      fields.put(name, value);
                    }
                  } else {
                    fields.put(name, value);
                  }
                });
      }
    }
  }
}
