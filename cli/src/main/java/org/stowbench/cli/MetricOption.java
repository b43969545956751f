package org.stowbench.cli;

import java.util.Optional;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.protocols.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option of every command that goes by one metric of rankings. */
@Command
final class MetricOption {

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      completionCandidates = MetricName.Consistent.class,
      description = "The metric that counts: ${COMPLETION-CANDIDATES}. Default: the first.")
  private Optional<String> name;

  boolean isGiven() {
    return name.isPresent();
  }

  /**
   * The metric, else the one that people look at first.
   *
   * @throws org.stowbench.io.InvalidInputException if there is no such metric
   */
  Metric metric() {
    return MetricName.of(name, Protocol.CONSISTENT);
  }
}
