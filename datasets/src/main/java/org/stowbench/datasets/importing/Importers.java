package org.stowbench.datasets.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.datasets.validate.DatasetValidator;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/** The importers that there are. */
public final class Importers {

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private Importers() {}

  /** All that are installed, in the order in which they are listed. */
  public static List<ImporterProvider> installed() {
    return ServiceLoader.load(ImporterProvider.class, ImporterProvider.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /**
   * Imports files, unless they are another importer's.
   *
   * @throws InvalidInputException as {@link ImporterProvider#importTo} does, or with the importer
   *     that recognises the files, where this one does not and another does
   */
  public static ImportResult run(ImporterProvider importer, ImportRequest request)
      throws IOException {
    if (!importer.recognises(request.from())) {
      Optional<ImporterProvider> other = recognising(request.from());
      if (other.isPresent()) {
        throw new InvalidInputException(
            InputLocation.of(request.from()),
            "this looks like %s: datasets import %s"
                .formatted(other.get().called(), other.get().name()));
      }
    }
    Optional<DatasetMetadata> before = before(request.to());
    ImportResult result = importer.importTo(request);
    return before
        .filter(old -> !source(old).equals(source(result.metadata())))
        .map(
            old ->
                result.noting(
                    String.format(
                        Locale.ROOT,
                        "replaced the dataset that was there, %s with %,d queries of other files:"
                            + " files become one dataset in one import",
                        old.description().id(),
                        old.counts().queries())))
        .orElse(result);
  }

  /**
   * The importer that knows files for its own; empty where none does.
   *
   * @throws InvalidInputException if nobody can: there are none, or they are packed
   */
  public static Optional<ImporterProvider> recognising(Path from) {
    if (!Files.exists(from)) {
      throw new InvalidInputException(InputLocation.of(from), "there is no such file");
    }
    if (isZip(from)) {
      throw new InvalidInputException(
          InputLocation.of(from), "this is a zip archive: unpack it first");
    }
    return installed().stream().filter(importer -> importer.recognises(from)).findFirst();
  }

  /** Tools hand out their exports so, and no importer reads it. */
  private static boolean isZip(Path from) {
    if (!Files.isRegularFile(from)) {
      return false;
    }
    try (InputStream in = InputFile.of(from, FileKind.RECORDS).open()) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    } catch (IOException | InvalidInputException e) {
      return false;
    }
  }

  private static ObjectNode source(DatasetMetadata metadata) {
    return metadata.description().source();
  }

  /** What will be replaced, where that can be read. */
  private static Optional<DatasetMetadata> before(Path target) {
    try {
      return DatasetFolder.isDataset(target)
          ? Optional.of(DatasetFolder.open(target).metadata())
          : Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /**
   * What is odd in the photos of a dataset that was imported just now, as far as they lie where its
   * files came from; a line each kind, safe to print.
   */
  public static List<String> photoNotes(ImportRequest request) {
    Path from = request.from().toAbsolutePath();
    Path folder = Files.isDirectory(from) ? from : from.getParent();
    return DatasetValidator.validatePhotos(request.to(), folder).lines();
  }
}
