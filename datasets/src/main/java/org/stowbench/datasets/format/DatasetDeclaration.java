package org.stowbench.datasets.format;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.io.InvalidInputException;

/**
 * What {@code dataset.json} says by itself, before anybody looked at the content. A dataset that a
 * tool wrote is <em>sealed</em>: its file holds counts and checksums, and content that differs is
 * refused. One that is made by hand may lack them; they are counted when it is opened.
 *
 * @param description what its maker says
 * @param sealed all of the file, where it holds checksums; empty for a dataset made by hand
 */
public record DatasetDeclaration(DatasetDescription description, Optional<DatasetMetadata> sealed) {

  public DatasetDeclaration {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(sealed, "sealed");
  }

  /**
   * Reads a folder's {@code dataset.json}.
   *
   * @throws InvalidInputException if it is missing, does not fit, or is of another format version
   */
  public static DatasetDeclaration read(Path folder) {
    return MetadataJson.read(DatasetFolder.file(folder, DatasetFolder.METADATA).json());
  }
}
