package org.stowbench.datasets.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/** The importers that there are. */
public final class Importers {

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
      for (ImporterProvider other : installed()) {
        if (other.recognises(request.from())) {
          throw new InvalidInputException(
              InputLocation.of(request.from()),
              "this looks like %s: datasets import %s".formatted(other.called(), other.name()));
        }
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
}
