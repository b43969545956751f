package org.stowbench.datasets.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.Sha256;

/**
 * What somebody who imports files says about the dataset that they become.
 *
 * @param id what people type; empty: the target folder's name, as an id
 * @param name its title; empty: its id
 * @param licence under which terms it may be used; empty: that none are declared
 * @param citation what to cite; empty: that there is nothing
 * @param split the split of queries that name none
 */
public record Labels(
    Optional<String> id,
    Optional<String> name,
    Optional<String> licence,
    Optional<String> citation,
    String split) {

  private static final int LONGEST_ID = 64;

  /** Nothing is said. */
  public static final Labels NONE =
      new Labels(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "eval");

  public Labels {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(licence, "licence");
    Objects.requireNonNull(citation, "citation");
    Objects.requireNonNull(split, "split");
  }

  /**
   * The description of a dataset that says nothing of itself.
   *
   * @param target its folder
   * @param source from what it was made
   * @throws InvalidInputException if a label cannot be used
   */
  public DatasetDescription description(Path target, ObjectNode source, String defaultSplit) {
    String called = id.orElseGet(() -> folderId(target));
    try {
      return new DatasetDescription(
          called,
          name.orElse(called),
          "",
          licence.orElse("None declared."),
          citation.orElse("None given."),
          source,
          false,
          defaultSplit);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage(), e);
    }
  }

  /**
   * As {@link #description(Path, ObjectNode, String)}, of a dataset that was made from files of one
   * folder: what is kept of them is their names and checksums.
   *
   * @param importer the name of who read them
   * @throws IOException if a file cannot be read
   */
  public DatasetDescription description(
      Path target, String importer, List<Path> files, String defaultSplit) throws IOException {
    ObjectNode source = Json.object().put("importer", importer);
    ObjectNode checksums = source.putObject("files");
    for (Path file : files) {
      checksums.put(file.getFileName().toString(), Sha256.checksum(file));
    }
    return description(target, source, defaultSplit);
  }

  /**
   * The folder's name as an id: {@code My kitchens} is {@code my-kitchens}; {@code mine}, where it
   * has no letter or digit that an id can have.
   */
  private static String folderId(Path target) {
    String folder = String.valueOf(target.toAbsolutePath().normalize().getFileName());
    String id =
        Normalizer.normalize(folder, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9_.-]+", "-")
            .replaceFirst("^[_.-]+", "");
    String plain = id.substring(0, Math.min(LONGEST_ID, id.length())).replaceFirst("[_.-]+$", "");
    return plain.isEmpty() ? "mine" : plain;
  }

  /**
   * What a file says of itself, but for what these labels say. It is called as its folder is: not
   * as what it was exported from, which may still be beside it.
   *
   * @param target the dataset's folder
   * @throws InvalidInputException if a label cannot be used
   */
  public DatasetDescription over(DatasetDescription given, Path target) {
    try {
      String called = id.orElseGet(() -> folderId(target));
      return new DatasetDescription(
          called,
          name.orElse(given.name().equals(given.id()) ? called : given.name()),
          given.description(),
          licence.orElse(given.licence()),
          citation.orElse(given.citation()),
          given.source(),
          given.simulated(),
          given.defaultSplit());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage(), e);
    }
  }
}
