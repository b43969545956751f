package org.stowbench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.input.InvalidInputException;

/** Where data and caches live: {@code STOWBENCH_HOME}, or {@code ~/.stowbench}. */
final class StowbenchHome {

  private StowbenchHome() {}

  static Path path() {
    String named = System.getenv("STOWBENCH_HOME");
    return named == null || named.isBlank()
        ? Path.of(System.getProperty("user.home"), ".stowbench")
        : Path.of(named);
  }

  /**
   * The folder that a dataset's image references are relative to: the source that it was imported
   * from, or the dataset's own folder.
   */
  static Optional<Path> images(String reference) {
    String id =
        reference.contains(":") ? reference.substring(0, reference.lastIndexOf(':')) : reference;
    try {
      Path folder = Path.of(id);
      if (Files.isDirectory(folder)) {
        return Optional.of(folder);
      }
      return catalogue().installed(id) ? catalogue().source(id) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidPathException | InvalidInputException e) {
      return Optional.empty();
    }
  }

  static Catalogue catalogue() {
    return new Catalogue(path());
  }
}
