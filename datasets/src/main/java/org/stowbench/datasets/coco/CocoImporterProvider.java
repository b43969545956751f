package org.stowbench.datasets.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.labelling.LabelFiles;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;

/** COCO annotations, as labelling tools export them. */
public final class CocoImporterProvider implements ImporterProvider {

  private static final List<String> ENDINGS = List.of(".json");

  /** For {@link java.util.ServiceLoader}. */
  public CocoImporterProvider() {}

  @Override
  public String name() {
    return "coco";
  }

  @Override
  public String called() {
    return "a COCO file";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import COCO annotations, as CVAT, Roboflow and others export them. Every annotation is a"
            + " container of its category's type, but for anchors (sink, oven, ...) and the"
            + " countertop. The attribute items of a container, such as \"whisk; ladle\", says what"
            + " is kept in it: a query each; what is kept in several containers is right in any of"
            + " them. The attribute name is what people call a container. Where a tool has no"
            + " attributes, the category says it: \"drawer: whisk; ladle\".");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from(
        "FILE|DIR", "The file of annotations, or a folder with such files in it, which are one.");
  }

  @Override
  public List<ImportOption> options() {
    return LabelledPhotos.OPTIONS;
  }

  @Override
  public String example() {
    return "--from labels.json --to my-kitchens";
  }

  /** A JSON object with a list of images and one of annotations, or a folder that holds such. */
  @Override
  public boolean recognises(Path from) {
    return LabelFiles.any(from, ENDINGS, CocoImporterProvider::isCoco);
  }

  private static boolean isCoco(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    boolean images = false;
    boolean annotations = false;
    try (InputStream in = InputFile.of(file, FileKind.ANNOTATIONS).open();
        JsonParser parser = JsonInput.parser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (!(images && annotations) && parser.nextToken() == JsonToken.FIELD_NAME) {
        images |= parser.currentName().equals("images");
        annotations |= parser.currentName().equals("annotations");
        parser.nextToken();
        parser.skipChildren();
      }
      return images && annotations;
    } catch (IOException | UncheckedIOException | InvalidInputException e) {
      // A file that begins as annotations and is damaged further on is still one of annotations.
      return images || annotations;
    }
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    LabelFiles files = LabelFiles.of(request.from(), ENDINGS, CocoImporterProvider::isCoco);
    files.required(request.from(), "COCO file (.json)");
    return CocoImporter.importTo(files, request);
  }
}
