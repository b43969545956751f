package org.stowbench.datasets.via;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.labelling.LabelFiles;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;

/** Photos that were labelled with the VGG Image Annotator. */
public final class ViaImporterProvider implements ImporterProvider {

  private static final String IMPORTER = "via";
  private static final List<String> ENDINGS = List.of(".json", ".csv");

  /** For {@link java.util.ServiceLoader}. */
  public ViaImporterProvider() {}

  @Override
  public String name() {
    return IMPORTER;
  }

  @Override
  public String called() {
    return "a file of the VGG Image Annotator";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import photos labelled with the VGG Image Annotator 2 (VIA): a project, or annotations"
            + " exported as JSON or CSV. Every rectangle, circle, ellipse, polygon and polyline is a"
            + " container of its class, but for anchors (sink, oven, ...) and the countertop. The"
            + " region attribute items, such as \"whisk; ladle\", or choices that are ticked, says"
            + " what is kept in it: a query each.",
        "The class is the region attribute type (or label, class, category, ..., else the only one"
            + " that there is), what people call it is name. The file attribute household says"
            + " whose home a photo shows.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from(
        "FILE|DIR",
        "The project, or the exported file (.json or .csv), or a folder of such, which are one.");
  }

  @Override
  public List<ImportOption> options() {
    return LabelledPhotos.OPTIONS;
  }

  @Override
  public String example() {
    return "--from via_project.json --to my-kitchens";
  }

  /** A project, a JSON object of photos by name and size, or a table of regions. */
  @Override
  public boolean recognises(Path from) {
    return LabelFiles.any(from, ENDINGS, ViaImporterProvider::isVia);
  }

  private static boolean isVia(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    InputFile file = InputFile.of(path, FileKind.ANNOTATIONS);
    try {
      return file.beginsWith('{') ? isJson(file) : isTable(file);
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private static boolean isJson(InputFile file) {
    Set<String> photo = new HashSet<>();
    try (InputStream in = file.open();
        JsonParser parser = JsonInput.parser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT
          || parser.nextToken() != JsonToken.FIELD_NAME) {
        return false;
      }
      if (parser.currentName().startsWith("_via_")) {
        return true;
      }
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          photo.add(parser.currentName());
          parser.nextToken();
          parser.skipChildren();
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // What is damaged further on is still a file of its form.
    }
    return photo.containsAll(Set.of(ViaFile.FILE_NAME, ViaFile.REGIONS));
  }

  private static boolean isTable(InputFile file) {
    try (CsvTable table = CsvTable.open(file)) {
      return table.columns().contains(ViaFile.SHAPE);
    }
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    LabelledPhotos photos = new LabelledPhotos(request);
    LabelFiles files = LabelFiles.of(request.from(), ENDINGS, ViaImporterProvider::isVia);
    files.count("VIA's", photos.tally());
    for (Path file : files.required(request.from(), "file of VIA's (.json or .csv)")) {
      ViaFile.read(file).addTo(photos);
    }
    return photos.write(
        IMPORTER, files.own(), "regions with the attribute items, such as \"whisk; ladle\"");
  }
}
