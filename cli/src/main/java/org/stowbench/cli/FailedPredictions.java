package org.stowbench.cli;

import java.util.Optional;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Table;
import org.stowbench.cli.output.Terminal;
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
   * What stands under a table that people read: who failed, how often, and the first reason; empty
   * where none failed.
   */
  String underTable(String predictor, OutputFormat format) {
    return notice()
        .map(notice -> predictor + ": " + notice)
        .map(
            line ->
                "\n"
                    + (format == OutputFormat.markdown
                        ? Table.markdownText(line)
                        : Terminal.stdout().wrapped(Table.safe(line)))
                    + "\n")
        .orElse("");
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
