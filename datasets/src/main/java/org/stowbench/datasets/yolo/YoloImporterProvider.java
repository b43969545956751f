package org.stowbench.datasets.yolo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/** Photos that are labelled in YOLO's form. */
public final class YoloImporterProvider implements ImporterProvider {

  private static final String IMPORTER = "yolo";

  /** The table of what is where, unless another is named. */
  private static final String ITEMS = "items.csv";

  /** For {@link java.util.ServiceLoader}. */
  public YoloImporterProvider() {}

  @Override
  public String name() {
    return IMPORTER;
  }

  @Override
  public String called() {
    return "a YOLO dataset";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import photos with YOLO's labels: boxes, turned boxes or polygons, as Ultralytics,"
            + " Roboflow, CVAT and Label Studio write them. Every label is a container of its class's"
            + " name, but for anchors (sink, oven, ...) and the countertop. The photos must be"
            + " there: the labels are parts of their size.",
        "YOLO has no place for what is kept in a container: a table beside data.yaml, items.csv,"
            + " says it, with the columns image, item, truth (or container), which is the number of"
            + " the label in the photo's file, counted from 0. Photos for training and others make"
            + " one split.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from(
        "DIR|data.yaml", "The folder with data.yaml or classes.txt in it, or that file.");
  }

  @Override
  public List<ImportOption> options() {
    return LabelledPhotos.OPTIONS;
  }

  @Override
  public String example() {
    return "--from yolo --to my-kitchens";
  }

  @Override
  public boolean recognises(Path from) {
    return YoloClasses.find(from).isPresent();
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    Path file =
        YoloClasses.find(request.from())
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        InputLocation.of(request.from()),
                        "no names of classes: must be, or hold, data.yaml or classes.txt"));
    YoloFolder folder = new YoloFolder(YoloClasses.read(file));
    LabelledPhotos photos = new LabelledPhotos(within(folder.root(), request));
    folder.addTo(photos);
    return photos.write(
        IMPORTER,
        folder.read(),
        ITEMS + " beside " + file.getFileName() + ", with the columns image, item, container");
  }

  /** The same of a folder, with the table that lies in it, if no other is named. */
  private static ImportRequest within(Path root, ImportRequest request) {
    Map<String, String> options = new HashMap<>(request.options());
    Path items = root.resolve(ITEMS);
    if (Files.exists(items)) {
      options.putIfAbsent(LabelledPhotos.OPTIONS.get(0).name(), items.toString());
    }
    return new ImportRequest(root, request.to(), request.labels(), options);
  }
}
