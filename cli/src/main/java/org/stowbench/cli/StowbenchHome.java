package org.stowbench.cli;

import java.nio.file.Path;
import org.stowbench.datasets.catalogue.Catalogue;

/** Where data and caches live: {@code STOWBENCH_HOME}, or {@code ~/.stowbench}. */
final class StowbenchHome {

  private StowbenchHome() {}

  static Path path() {
    String named = System.getenv("STOWBENCH_HOME");
    return named == null || named.isBlank()
        ? Path.of(System.getProperty("user.home"), ".stowbench")
        : Path.of(named);
  }

  static Catalogue catalogue() {
    return new Catalogue(path());
  }
}
