package org.stowbench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.download.DownloadListener;
import org.stowbench.extra.ExtraLibraries;

/** Where data and caches live: {@code STOWBENCH_HOME}, or {@code ~/.stowbench}. */
final class StowbenchHome {

  private StowbenchHome() {}

  static Path path() {
    String named = System.getenv("STOWBENCH_HOME");
    return named == null || named.isBlank()
        ? Path.of(System.getProperty("user.home"), ".stowbench")
        : Path.of(named);
  }

  /** The folder that the image references of a reference's dataset are relative to. */
  static Path images(String reference) {
    try {
      return catalogue().images(catalogue().find(reference).folder().folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Libraries that do not ship; the listener hears how they come. */
  static ExtraLibraries libraries(DownloadListener listener) {
    return ExtraLibraries.of(path(), System.getenv(), listener);
  }

  static Catalogue catalogue() {
    return new Catalogue(path());
  }
}
