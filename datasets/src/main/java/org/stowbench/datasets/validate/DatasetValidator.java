package org.stowbench.datasets.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.stowbench.datasets.format.DatasetDeclaration;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.datasets.format.SplitCounts;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.io.PhotoFiles;

/**
 * Reads a dataset's folder to its end and says everything that is wrong with it, where a reader
 * would stop at the first.
 *
 * <p>A line that does not fit the format is reported once, with the first thing that does not fit
 * in it, and counts for nothing else. Counts and checksums are compared when nothing else is wrong:
 * they would only say the same again.
 */
public final class DatasetValidator {

  private static final Set<ProblemKind> PHOTOS =
      Set.of(
          ProblemKind.OUTSIDE_PHOTO,
          ProblemKind.PHOTO_SIZE,
          ProblemKind.IMAGE_ELSEWHERE,
          ProblemKind.UNUSABLE_PHOTO,
          ProblemKind.SCALED_PHOTO,
          ProblemKind.UNTURNED_PHOTO);

  private final Path folder;
  private final Problems problems = new Problems();
  private final SceneCheck scenes;

  private DatasetValidator(Path folder, Path images) {
    this.folder = folder;
    this.scenes = new SceneCheck(problems, new PhotoCheck(new PhotoFiles(images), problems));
  }

  /** As {@link #validate(Path, Path)}, with photos in the dataset's own folder. */
  public static ValidationReport validate(Path folder) throws IOException {
    return validate(folder, folder);
  }

  /**
   * Validates a folder, whoever made it.
   *
   * @param images where photos lie; only those that are there are compared
   * @throws InvalidInputException if the folder holds no {@code dataset.json}: then it is no
   *     dataset, valid or not
   */
  public static ValidationReport validate(Path folder, Path images) throws IOException {
    if (!DatasetFolder.isDataset(folder)) {
      throw new InvalidInputException(
          InputLocation.of(folder), "no dataset: must be a folder that holds dataset.json");
    }
    return new DatasetValidator(folder, images).run();
  }

  /**
   * Looks at scenes and their photos only, of a dataset that was made just now.
   *
   * @param images where photos lie; only those that are there are compared
   */
  public static ValidationReport validatePhotos(Path folder, Path images) {
    DatasetValidator validator = new DatasetValidator(folder, images);
    validator.read(DatasetFolder.SCENES, validator.scenes::check);
    return validator.problems.report(validator.scenes.lines(), 0).only(PHOTOS);
  }

  private ValidationReport run() throws IOException {
    Optional<DatasetDeclaration> declaration = readDeclaration();
    Optional<DatasetMetadata> sealed = declaration.flatMap(DatasetDeclaration::sealed);
    if (!read(DatasetFolder.SCENES, scenes::check)) {
      scenes.incomplete();
    }
    Optional<Set<String>> splits = sealed.map(metadata -> metadata.splits().keySet());
    QueryCheck queries = new QueryCheck(problems, scenes, splits);
    read(DatasetFolder.QUERIES, queries::check);
    queries.end();
    if (declaration.isPresent() && sealed.isEmpty()) {
      problems.add(
          ProblemKind.NOT_SEALED,
          DatasetFolder.METADATA,
          0,
          "no checksums: nobody would notice a change; datasets validate --seal writes them");
    }
    if (declaration.isPresent() && !problems.hasErrors()) {
      checkCounts(sealed);
    }
    return problems.report(scenes.lines(), queries.lines());
  }

  private Optional<DatasetDeclaration> readDeclaration() {
    try {
      DatasetDeclaration declaration = DatasetDeclaration.read(folder);
      JsonInput json = DatasetFolder.file(folder, DatasetFolder.METADATA).json();
      KnownFields.checkMetadata(json, DatasetFolder.METADATA, problems);
      return Optional.of(declaration);
    } catch (InvalidInputException e) {
      problems.add(ProblemKind.METADATA, DatasetFolder.METADATA, 0, e);
      return Optional.empty();
    }
  }

  /** Whether the file could be read to its end. */
  private boolean read(String file, Consumer<JsonLines.Line> check) {
    try (JsonLines lines = JsonLines.open(DatasetFolder.file(folder, file))) {
      for (var line = lines.nextEnded(); line.isPresent(); line = lines.nextEnded()) {
        check.accept(line.get());
      }
      return true;
    } catch (InvalidInputException e) {
      String line = e.where().map(InputLocation::position).orElse("");
      problems.add(
          ProblemKind.FILE, file, 0, line.isEmpty() ? e.problem() : line + ": " + e.problem());
      return false;
    }
  }

  private void checkCounts(Optional<DatasetMetadata> sealed) throws IOException {
    try {
      DatasetMetadata found = DatasetFolder.measure(folder);
      if (sealed.isPresent()) {
        DatasetMetadata declared = sealed.get();
        compare(
            DatasetFolder.SCENES, "", declared.checksums().scenes(), found.checksums().scenes());
        compare(
            DatasetFolder.QUERIES, "", declared.checksums().queries(), found.checksums().queries());
        compare(
            DatasetFolder.METADATA,
            "field counts: ",
            words(declared.counts()),
            words(found.counts()));
        compare(
            DatasetFolder.METADATA,
            "field splits: ",
            words(declared.splits()),
            words(found.splits()));
      }
    } catch (InvalidInputException e) {
      problems.add(ProblemKind.METADATA, DatasetFolder.METADATA, 0, e);
    }
  }

  private static String words(DatasetMetadata.Counts counts) {
    StringBuilder words =
        new StringBuilder(
            "%d scenes, %d containers, %d queries"
                .formatted(counts.scenes(), counts.containers(), counts.queries()));
    counts.flags().forEach((flag, n) -> words.append(", " + n + " " + Json.name(flag)));
    return words.toString();
  }

  private static String words(Map<String, SplitCounts> splits) {
    return splits.entrySet().stream()
        .map(
            split ->
                "%s with %d queries (%d not here), %d scenes, %d households"
                    .formatted(
                        split.getKey(),
                        split.getValue().queries(),
                        split.getValue().notHere(),
                        split.getValue().scenes(),
                        split.getValue().households()))
        .collect(Collectors.joining("; "));
  }

  private void compare(String file, String where, String declared, String found) {
    if (!declared.equals(found)) {
      problems.add(
          ProblemKind.CHANGED,
          file,
          0,
          "%sexpected %s, as %s says, found %s; datasets validate --seal accepts the change"
              .formatted(where, declared, DatasetFolder.METADATA, found));
    }
  }
}
