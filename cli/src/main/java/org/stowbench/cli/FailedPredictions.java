package org.stowbench.cli;

import java.util.Optional;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;

/** Counts the predictions that failed, and remembers the first, where no run folder holds them. */
final class FailedPredictions {

  private long asked;
  private long failed;
  private Optional<Prediction> first = Optional.empty();

  void see(Prediction prediction) {
    asked++;
    if (prediction.error().isPresent()) {
      failed++;
      first = first.or(() -> Optional.of(prediction));
    }
  }

  /**
   * What stands under a table that people read: who failed, how often, and the first reason;
   * nothing where none failed.
   */
  Printout underTable(String predictor, OutputFormat format) {
    Printout text = Printout.of(format);
    notice().ifPresent(notice -> text.blank().sentence(predictor + ": " + notice));
    return text;
  }

  /** One line; empty where none failed. */
  Optional<String> notice() {
    return first.map(
        prediction ->
            "%d of %d predictions failed; the first, for query %s: %s"
                .formatted(
                    failed,
                    asked,
                    InvalidInputException.excerpt(prediction.query()),
                    prediction.error().orElseThrow()));
  }
}
