package org.stowbench.cli;

import java.io.IOException;
import java.util.Optional;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.query.Dataset;

/**
 * What predictors learn from before they are asked about scenes of no dataset, or of one that has
 * no split to learn from: real kitchens where they are installed, else simulated ones.
 */
final class Learning {

  private Learning() {}

  /**
   * The split to learn from.
   *
   * @param dataset the dataset that the scene is from; empty for a scene of none
   */
  static Dataset from(Catalogue catalogue, Optional<String> dataset) throws IOException {
    Optional<Dataset> own = dataset.flatMap(catalogue::training);
    return own.isPresent() ? own.get() : catalogue.open(catalogue.usualTraining());
  }

  /** What the person who asks should know of it. */
  static String words(Dataset training) {
    return training.info().id() + (training.info().simulated() ? ", simulated households" : "");
  }
}
