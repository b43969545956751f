package org.stowbench.scorer;

import java.util.List;
import java.util.Objects;
import org.stowbench.predictions.ReadReport;

/**
 * A file of predictions, scored.
 *
 * @param runs one for each who answered, in the order of the report's sets
 * @param report what was read and what was left out
 */
public record ScoredFile(List<ScoredRun> runs, ReadReport report) {

  public ScoredFile {
    runs = List.copyOf(runs);
    Objects.requireNonNull(report, "report");
  }
}
