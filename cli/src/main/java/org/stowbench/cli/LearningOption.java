package org.stowbench.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stowbench.ask.Advice;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import picocli.CommandLine.Option;

/**
 * What predictors learn from before they are asked single questions, on the command line and over
 * HTTP alike.
 */
final class LearningOption {

  private static final int DIGITS = 12;

  @Option(
      names = "--learn-from",
      paramLabel = "DATASET",
      description =
          "What predictors that learn learn from, as ID[:SPLIT] or DIR[:SPLIT]. Default: the dev"
              + " split of the dataset that is named; where none is, or it has none, dev of the"
              + " first dataset of real homes that is installed, else the simulated sim:dev.")
  private Optional<String> named;

  /**
   * The split to learn from.
   *
   * @param dataset the dataset that was named for its scenes; empty where none was
   */
  Dataset from(Catalogue catalogue, Optional<String> dataset) throws IOException {
    return named.isPresent()
        ? catalogue.open(named.get())
        : catalogue.trainingForQuestions(dataset);
  }

  /**
   * What a predictor has learned from, in words for the person who asks.
   *
   * @param training what it was given to learn from
   */
  static String words(Predictor predictor, Optional<Dataset> training) {
    LearnedFrom learned = Advice.learnedFrom(predictor);
    String sources =
        learned.sources().stream()
            .map(source -> shortened(source.checksum()))
            .collect(Collectors.joining(", "));
    boolean simulated =
        training
            .map(Dataset::info)
            .filter(DatasetInfo::simulated)
            .filter(info -> learned.sources().stream().anyMatch(s -> s.dataset().equals(info.id())))
            .isPresent();
    return learned.words()
        + (simulated ? ", simulated households" : "")
        + (sources.isEmpty() ? "" : ", " + sources);
  }

  private static String shortened(String checksum) {
    return checksum.substring(0, Math.min(checksum.length(), checksum.indexOf(':') + 1 + DIGITS));
  }
}
