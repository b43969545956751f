package org.stowbench.predictors.external;

import java.time.Duration;
import java.util.List;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorSpec;

/**
 * What every planner is held to.
 *
 * @param timeout how long an answer may take
 * @param longestMessage in bytes
 */
record Limits(Duration timeout, int longestMessage) {

  static final List<PredictorOption> OPTIONS =
      List.of(
          new PredictorOption("timeout", "seconds in which it must answer, 1 to 86400", "60"),
          new PredictorOption(
              "longest-answer", "KiB of one answer, 1 to 65536; longer ones are not read", "1024"));

  static Limits of(PredictorSpec spec) {
    return new Limits(
        Duration.ofSeconds(spec.whole("timeout", 60, 1, 86_400)),
        spec.whole("longest-answer", 1024, 1, 65_536) << 10);
  }
}
