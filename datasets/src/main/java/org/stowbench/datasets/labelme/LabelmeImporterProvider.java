package org.stowbench.datasets.labelme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/** Photos that were labelled with labelme. */
public final class LabelmeImporterProvider implements ImporterProvider {

  private static final String IMPORTER = "labelme";

  /** How deep below a folder photos' files are looked for. */
  private static final int DEPTH = 8;

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
    return files(from).stream()
        .anyMatch(
            file ->
                InputFile.of(file, FileKind.ANNOTATIONS)
                    .jsonFields()
                    .containsAll(Set.of(LabelmeFile.SHAPES, LabelmeFile.IMAGE)));
  }

  /** What there is of JSON, in the order of the names. */
  private static List<Path> files(Path from) {
    if (!Files.isDirectory(from)) {
      return List.of(from);
    }
    try (Stream<Path> all = Files.walk(from, DEPTH)) {
      return all.filter(file -> file.toString().endsWith(".json"))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    LabelledPhotos photos = new LabelledPhotos(request);
    List<Path> read = new ArrayList<>();
    for (Path file : files(request.from())) {
      Optional<LabelmeFile> labels = LabelmeFile.read(file, photos.tally());
      if (labels.isPresent()) {
        labels.get().addTo(photos, folder(request.from(), file));
        read.add(file);
      } else {
        photos.tally().note("JSON file that is not labelme's: passed over", InputLocation.of(file));
      }
    }
    if (read.isEmpty()) {
      throw new InvalidInputException(
          InputLocation.of(request.from()),
          "no labelme file: must be, or hold, JSON with %s and %s"
              .formatted(LabelmeFile.SHAPES, LabelmeFile.IMAGE));
    }
    return photos.write(
        IMPORTER, read, "shapes whose description says what is in them, such as \"whisk; ladle\"");
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
