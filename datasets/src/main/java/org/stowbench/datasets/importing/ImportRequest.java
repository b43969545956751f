package org.stowbench.datasets.importing;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.io.InvalidInputException;

/**
 * What to import, and as what.
 *
 * @param from the files
 * @param to the dataset's folder; an older dataset there is replaced
 * @param labels what whoever imports says of the dataset
 * @param options the importer's own options that are given, by name
 */
public record ImportRequest(Path from, Path to, Labels labels, Map<String, String> options) {

  public ImportRequest {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(labels, "labels");
    options = Map.copyOf(options);
  }

  /** Files of which nothing more is said. */
  public static ImportRequest of(Path from, Path to) {
    return new ImportRequest(from, to, Labels.NONE, Map.of());
  }

  /** The value of an option; empty where it is not given. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /**
   * The file that an option names; empty where it is not given.
   *
   * @throws InvalidInputException if no file can have that name
   */
  public Optional<Path> file(String name) {
    try {
      return option(name).map(Path::of);
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          "--%s %s: cannot be the name of a file"
              .formatted(name, InvalidInputException.excerpt(options.get(name))),
          e);
    }
  }
}
