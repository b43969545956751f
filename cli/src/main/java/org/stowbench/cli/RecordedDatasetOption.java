package org.stowbench.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option of every command over recorded predictions, which say themselves what was asked. */
@Command
final class RecordedDatasetOption {

  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      description =
          "Where the split is, if it is not installed under its id: ID[:SPLIT] or DIR[:SPLIT].")
  private Optional<String> dataset;

  /** Whether it was given. */
  boolean isGiven() {
    return dataset.isPresent();
  }

  /** How to open the split that is recorded under an id. */
  String reference(String recorded) {
    return dataset.orElse(recorded);
  }
}
