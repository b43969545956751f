package org.stowbench.datasets.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.io.InvalidInputException;

/**
 * What somebody who imports files says about the dataset that they become.
 *
 * @param id what people type; empty: the target folder's name, where that is an id, else {@code
 *     mine}
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
    String folder = String.valueOf(target.toAbsolutePath().normalize().getFileName());
    String plain = folder.matches("[a-z0-9][a-z0-9_.-]{0,63}") ? folder : "mine";
    try {
      return new DatasetDescription(
          id.orElse(plain),
          name.orElse(id.orElse(plain)),
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
   * What a file says of itself, but for what these labels say.
   *
   * @throws InvalidInputException if a label cannot be used
   */
  public DatasetDescription over(DatasetDescription given) {
    try {
      return new DatasetDescription(
          id.orElse(given.id()),
          name.orElse(given.name()),
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
