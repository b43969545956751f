package org.stowbench.datasets.importing;

import java.util.Objects;

/**
 * An option of an importer, for the help and for reading the command line.
 *
 * @param name as users write it behind {@code --}: lower-case letters, digits and {@code -}
 * @param label what its value is, such as {@code FILE} or {@code NAME,...}
 * @param description what it says, with its default
 */
public record ImportOption(String name, String label, String description) {

  public ImportOption {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "option name '" + name + "': must be lower-case letters, digits and -");
    }
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(description, "description");
  }

  /** {@code --from}, which every importer has. */
  public static ImportOption from(String label, String description) {
    return new ImportOption("from", label, description);
  }
}
