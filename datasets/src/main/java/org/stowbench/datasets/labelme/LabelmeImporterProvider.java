package org.stowbench.datasets.labelme;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.labelling.LabelFiles;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;

/** Photos that were labelled with labelme. */
public final class LabelmeImporterProvider implements ImporterProvider {

  private static final String IMPORTER = "labelme";

  private static final List<String> ENDINGS = List.of(".json");

  /** For {@link java.util.ServiceLoader}. */
  public LabelmeImporterProvider() {}

  @Override
  public String name() {
    return IMPORTER;
  }

  @Override
  public String called() {
    return "a labelme file";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import labelme's JSON files, one a photo. Every polygon, rectangle, circle, closed line and"
            + " mask is a container of its label's type, but for anchors (sink, oven, ...) and the"
            + " countertop. The description of a shape, such as \"whisk; ladle\", says what is kept"
            + " in it: a query each; a line \"name: top drawer\" in it, what people call it. Shapes of"
            + " one label and one group_id are one.",
        "Names of photos are relative to the folder.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from("DIR|FILE.json", "The folder with the files, or one of them.");
  }

  @Override
  public List<ImportOption> options() {
    return LabelledPhotos.OPTIONS;
  }

  @Override
  public String example() {
    return "--from photos --to my-kitchens";
  }

  @Override
  public boolean recognises(Path from) {
    return LabelFiles.any(from, ENDINGS, LabelmeImporterProvider::isLabelme);
  }

  private static boolean isLabelme(Path file) {
    return InputFile.of(file, FileKind.ANNOTATIONS)
        .jsonFields()
        .containsAll(Set.of(LabelmeFile.SHAPES, LabelmeFile.IMAGE));
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    LabelledPhotos photos = new LabelledPhotos(request);
    LabelFiles files = LabelFiles.of(request.from(), ENDINGS, LabelmeImporterProvider::isLabelme);
    files.count("labelme's", photos.tally());
    for (Path file : files.required(request.from(), "labelme file (.json)")) {
      LabelmeFile.read(file, photos.tally()).addTo(photos, folder(request.from(), file));
    }
    return photos.write(
        IMPORTER,
        files.own(),
        "shapes whose description says what is in them, such as \"whisk; ladle\"");
  }

  /** The names on the way from what is imported to a file's folder. */
  private static List<String> folder(Path from, Path file) {
    if (from.equals(file)) {
      return List.of();
    }
    Path way = from.relativize(file).getParent();
    return way == null
        ? List.of()
        : StreamSupport.stream(way.spliterator(), false).map(Path::toString).toList();
  }
}
