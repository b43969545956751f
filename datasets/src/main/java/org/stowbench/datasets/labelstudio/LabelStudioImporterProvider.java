package org.stowbench.datasets.labelstudio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.labelling.LabelFields;
import org.stowbench.datasets.labelling.LabelFiles;
import org.stowbench.datasets.labelling.LabelledPhoto;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;

/** Label Studio's tasks, as it exports "JSON" or "JSON-MIN". */
public final class LabelStudioImporterProvider implements ImporterProvider {

  private static final List<String> ENDINGS = List.of(".json");
  private static final List<String> USUAL =
      List.of("image", "img", "photo", "picture", "url", "images", "photos", "pages", "urls");
  private static final Pattern ADDRESS = Pattern.compile("(?s).*\\.[a-zA-Z]{3,4}(\\?.*)?");

  /** For {@link java.util.ServiceLoader}. */
  public LabelStudioImporterProvider() {}

  @Override
  public String name() {
    return "labelstudio";
  }

  @Override
  public String called() {
    return "a Label Studio file";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import Label Studio's tasks, exported as JSON or JSON-MIN (its COCO and YOLO drop what is"
            + " said of a region). Every rectangle, polygon, ellipse and brush mask is a container of"
            + " its label's type, but for anchors (sink, oven, ...) and the countertop. A text area"
            + " named items, for each region (perRegion=\"true\"), says what is kept in it, such as"
            + " \"whisk; ladle\": a query each; one named name is what people call it.",
        "Of what several people said of a photo, the ground truth is taken, else the first.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from(
        "FILE.json|DIR", "The exported tasks, or a folder of such files, which are one.");
  }

  @Override
  public List<ImportOption> options() {
    return LabelledPhotos.OPTIONS;
  }

  @Override
  public String example() {
    return "--from tasks.json --to my-kitchens";
  }

  /**
   * A list whose first element is a task: it has annotations of its data, or an annotation's id.
   */
  @Override
  public boolean recognises(Path from) {
    return LabelFiles.any(from, ENDINGS, LabelStudioImporterProvider::isExport);
  }

  private static boolean isExport(Path from) {
    if (!Files.isRegularFile(from)) {
      return false;
    }
    Set<String> fields = new HashSet<>();
    try (InputStream in = InputFile.of(from, FileKind.ANNOTATIONS).open();
        JsonParser parser = JsonInput.parser(in)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        first = parser.nextToken();
      }
      if (first != JsonToken.START_OBJECT) {
        return false;
      }
      while (!isTask(fields) && parser.nextToken() == JsonToken.FIELD_NAME) {
        fields.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException | UncheckedIOException | InvalidInputException e) {
      // What begins as a task and is damaged further on is still one.
    }
    return isTask(fields);
  }

  private static boolean isTask(Set<String> fields) {
    return fields.contains("data")
            && (fields.contains("annotations") || fields.contains("predictions"))
        || fields.contains("annotation_id");
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    LabelledPhotos photos = new LabelledPhotos(request);
    LabelFiles files =
        LabelFiles.of(request.from(), ENDINGS, LabelStudioImporterProvider::isExport);
    files.count("Label Studio's", photos.tally());
    List<JsonInput> tasks =
        files.required(request.from(), "Label Studio file (.json)").stream()
            .map(file -> InputFile.of(file, FileKind.ANNOTATIONS).json())
            .flatMap(json -> json.isObject() ? Stream.of(json) : json.elements().stream())
            .toList();
    Map<String, Integer> called = new HashMap<>();
    for (JsonInput task : tasks) {
      addresses(task).forEach(one -> called.merge(TaskPhoto.of(one), 1, Integer::sum));
    }
    photos.tally().read("tasks", tasks.size());
    tasks.forEach(task -> task(task, called, photos));
    return photos.write(
        "labelstudio",
        files.own(),
        "regions with a text area items (perRegion), such as \"whisk; ladle\"");
  }

  private static void task(JsonInput task, Map<String, Integer> called, LabelledPhotos photos) {
    Optional<JsonInput> data = task.optional("data").filter(JsonInput::isObject);
    List<String> addresses = addresses(task);
    for (int page = 0; page < addresses.size(); page++) {
      String name = TaskPhoto.of(addresses.get(page));
      // Two homes' left.jpg, both uploaded, are two photos.
      boolean alone = called.get(name) == 1;
      LabelledPhoto photo = photos.photo(alone ? name : addresses.get(page), task.location());
      photo.record(data.orElse(task));
      ImportTally tally = page == 0 ? photos.tally() : new ImportTally();
      data.ifPresent(
          there -> photo.about(LabelFields.ofPhoto(there, Set.of(), tally), there.location()));
      TaskReader reader = new TaskReader(photo, page, addresses.size(), photos.tally());
      if (data.isPresent()) {
        reader.read(task);
      } else {
        reader.readShort(task);
      }
    }
  }

  /**
   * The addresses of a task's photos: what its usual field holds, one or a list of them, else the
   * one field that may.
   */
  private static List<String> addresses(JsonInput task) {
    JsonInput data = task.optional("data").filter(JsonInput::isObject).orElse(task);
    for (String name : USUAL) {
      Optional<JsonInput> field = data.optional(name);
      if (field.filter(JsonInput::isText).isPresent()) {
        return List.of(field.get().name());
      }
      List<String> several = field.map(LabelStudioImporterProvider::several).orElse(List.of());
      if (!several.isEmpty()) {
        return several;
      }
    }
    return data.names().stream()
        .flatMap(name -> data.optional(name).stream())
        .map(field -> field.isText() ? List.of(field.text()) : several(field))
        .filter(texts -> !texts.isEmpty())
        .filter(texts -> texts.stream().allMatch(text -> ADDRESS.matcher(text).matches()))
        .findFirst()
        .orElseThrow(() -> data.unexpected("a field with the photo's address, such as image"));
  }

  /** The texts of a list that holds nothing else; empty where it is none. */
  private static List<String> several(JsonInput field) {
    return field.isList() && field.elements().stream().allMatch(JsonInput::isText)
        ? field.elements().stream().map(JsonInput::name).toList()
        : List.of();
  }
}
