package org.stowbench.datasets.importing;

import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
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
    return importer.importTo(request);
  }
}
