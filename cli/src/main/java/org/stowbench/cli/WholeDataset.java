package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The parameter of every command that takes a dataset with all its splits. */
@Command
final class WholeDataset {

  @Parameters(
      paramLabel = "DIR|ID",
      description = "A dataset's folder, or the id of an installed one.")
  private String dataset;

  /** Its folder, whether it can be read or not. */
  Path locate() {
    return StowbenchHome.catalogue().locate(dataset);
  }

  /** Where its photos lie, unless somebody says elsewhere. */
  Path images(ImagesOption images) throws IOException {
    return images.folder().isPresent()
        ? images.folder().get()
        : StowbenchHome.catalogue().images(locate());
  }

  /**
   * The dataset.
   *
   * @throws InvalidInputException if it cannot be read, or a split is named
   */
  DatasetFolder open() {
    Catalogue.Found found = StowbenchHome.catalogue().find(dataset);
    if (found.split().isPresent()) {
      throw new InvalidInputException(
          "dataset %s: must be a whole dataset, without a split"
              .formatted(InvalidInputException.excerpt(dataset)));
    }
    return found.folder();
  }
}
