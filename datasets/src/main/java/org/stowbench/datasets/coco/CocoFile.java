package org.stowbench.datasets.coco;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stowbench.datasets.labelling.DrawnLabel;
import org.stowbench.datasets.labelling.LabelFields;
import org.stowbench.datasets.labelling.LabelledPhoto;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;

/** One file of annotations, whose ids are its own. */
final class CocoFile {

  private final JsonInput document;
  private final LabelledPhotos photos;
  private final Map<String, CocoCategory> categories = new HashMap<>();
  private final Map<String, LabelledPhoto> images = new LinkedHashMap<>();
  private final Set<List<String>> named = new HashSet<>();

  private CocoFile(JsonInput document, LabelledPhotos photos) {
    this.document = document;
    this.photos = photos;
  }

  /**
   * Adds what is in a file to photos.
   *
   * @return what {@link CocoExporter} wrote besides annotations, if it wrote the file
   */
  static Optional<JsonInput> read(Path file, LabelledPhotos photos) {
    CocoFile coco = new CocoFile(InputFile.of(file, FileKind.ANNOTATIONS).json(), photos);
    coco.read();
    return coco.document.optional("stowbench");
  }

  private void read() {
    document.field("categories").elements().forEach(this::category);
    document.field("images").elements().forEach(this::image);
    List<JsonInput> annotations = document.field("annotations").elements();
    Set<String> ids =
        annotations.stream()
            .flatMap(annotation -> annotation.optional("id").stream())
            .filter(id -> !id.isBlank())
            .map(JsonInput::key)
            .collect(Collectors.toSet());
    boolean numbered = ids.size() > 1 || annotations.size() == 1;
    photos.tally().read("annotations", annotations.size());
    annotations.forEach(annotation -> annotation(annotation, numbered));
  }

  private void category(JsonInput json) {
    CocoCategory category = CocoCategory.read(json);
    JsonInput id = json.field("id");
    CocoCategory other = categories.putIfAbsent(id.key(), category);
    if (other != null && !other.equals(category)) {
      throw id.invalid("category " + InvalidInputException.excerpt(id.key()) + " is there twice");
    }
  }

  private void image(JsonInput json) {
    String fileName = json.field("file_name").name();
    JsonInput id = json.field("id");
    LabelledPhoto other = images.get(id.key());
    if (other != null && other.fileName().equals(fileName)) {
      photos.tally().note("image that is listed twice: taken once", json.location());
      return;
    }
    if (other != null) {
      throw id.invalid("image " + InvalidInputException.excerpt(id.key()) + " is there twice");
    }
    LabelledPhoto photo = photos.photo(fileName, json.location());
    images.put(id.key(), photo);
    json.optionalText("scene").ifPresent(photo::sceneId);
    photo.about(LabelFields.ofPhoto(json, Set.of(), photos.tally()), json.location());
    photo.record(json);
    json.optional("photo").filter(there -> !there.bool()).ifPresent(no -> photo.withoutPhoto());
    json.optional("distances").map(SceneJson::readDistances).ifPresent(photo::distances);
    if (json.optional("width").isPresent() && json.optional("height").isPresent()) {
      photo.size(pixels(json.field("width")), pixels(json.field("height")));
    }
    // A tool that renames photos says here what they were.
    json.optional("extra")
        .filter(JsonInput::isObject)
        .flatMap(extra -> extra.optional("name"))
        .filter(JsonInput::isText)
        .ifPresent(name -> photos.otherName(name.text(), photo));
  }

  private static double pixels(JsonInput json) {
    if (json.isNumber()) {
      return json.number();
    }
    try {
      return json.isText() ? Double.parseDouble(json.text()) : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private void annotation(JsonInput json, boolean numbered) {
    JsonInput imageId = json.field("image_id");
    LabelledPhoto photo = images.get(imageId.key());
    if (photo == null) {
      throw imageId.unexpected("the id of an image");
    }
    Optional<JsonInput> categoryId = json.optional("category_id");
    CocoCategory category =
        categoryId.isEmpty() ? CocoCategory.NONE : categories.get(categoryId.get().key());
    if (category == null) {
      throw categoryId.get().unexpected("the id of a category");
    }
    Optional<DrawnLabel> label =
        json.build(j -> CocoAnnotation.read(j, category, numbered, photos.tally()));
    if (label.isEmpty()) {
      return;
    }
    label
        .get()
        .id()
        .filter(id -> !named.add(List.of(imageId.key(), id)))
        .ifPresent(
            id -> {
              throw json.invalid(
                  "annotation " + InvalidInputException.excerpt(id) + " is there twice");
            });
    photo.add(label.get());
  }
}
