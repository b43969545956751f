package org.stowbench.run;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.predictor.Spending;

/**
 * How a call of {@link Runner#run} ended.
 *
 * @param manifest the run as {@code run.json} now has it
 * @param asked how many queries this call put to the predictor and recorded, 0 or more; what an
 *     earlier call recorded is not among them
 * @param spent what the predictor spent since it was made; empty where nobody counts
 * @param notices what else the predictor had to say before it was closed, a line each
 */
public record RunOutcome(
    RunManifest manifest, long asked, Optional<Spending.Spent> spent, List<String> notices) {

  public RunOutcome {
    Objects.requireNonNull(manifest, "manifest");
    Objects.requireNonNull(spent, "spent");
    notices = List.copyOf(notices);
    if (asked < 0) {
      throw new IllegalArgumentException("asked " + asked + ": must be 0 or more");
    }
  }
}
