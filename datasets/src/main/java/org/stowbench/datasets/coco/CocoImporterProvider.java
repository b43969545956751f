package org.stowbench.datasets.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;

/** COCO annotations, as labelling tools export them. */
public final class CocoImporterProvider implements ImporterProvider {

  private static final ImportOption QUERIES =
      new ImportOption(
          "queries",
          "FILE.csv",
          "Further queries, with the columns image, item, truth, and maybe household and split."
              + " A truth is an annotation's id, several with spaces between, or not_here.");
  private static final ImportOption ANCHORS =
      new ImportOption(
          "anchors",
          "NAME,...",
          "Categories that are landmarks and not containers. Default: sink, oven, stove,"
              + " refrigerator and their like.");

  /** For {@link java.util.ServiceLoader}. */
  public CocoImporterProvider() {}

  @Override
  public String name() {
    return "coco";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import COCO annotations, as labelling tools export them. Every annotation is a container"
            + " of its category's type, but for anchors (sink, oven, ...) and the countertop. The"
            + " attribute items of a container, such as \"whisk; ladle\", says what is kept in it:"
            + " a query each; what is kept in several containers is right in any of them. The"
            + " attribute name is what people call a container.",
        "The household of an image is its field household, else the first folder of its file name,"
            + " else the image itself.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from("FILE", "The file of annotations.");
  }

  @Override
  public List<ImportOption> options() {
    return List.of(QUERIES, ANCHORS);
  }

  @Override
  public String example() {
    return "--from labels.json --to my-kitchens";
  }

  /** A JSON object with a list of images and one of annotations. */
  @Override
  public boolean recognises(Path from) {
    if (!Files.isRegularFile(from)) {
      return false;
    }
    boolean images = false;
    boolean annotations = false;
    try (InputStream in = InputFile.of(from, FileKind.ANNOTATIONS).open();
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
    Set<String> anchors =
        request
            .option(ANCHORS.name())
            .map(CocoImporterProvider::names)
            .orElse(CocoImporter.USUAL_ANCHORS);
    CocoImporter.Options options =
        new CocoImporter.Options(request.file(QUERIES.name()), request.labels().split(), anchors);
    return CocoImporter.importTo(request.from(), request.labels(), options, request.to());
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(","))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
