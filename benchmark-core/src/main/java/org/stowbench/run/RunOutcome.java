package org.stowbench.run;

import java.util.Objects;

/**
 * How a call of {@link Runner#run} ended.
 *
 * @param manifest the run as {@code run.json} now has it
 * @param asked how many queries this call put to the predictor and recorded, 0 or more; what an
 *     earlier call recorded is not among them
 */
public record RunOutcome(RunManifest manifest, long asked) {

  public RunOutcome {
    Objects.requireNonNull(manifest, "manifest");
    if (asked < 0) {
      throw new IllegalArgumentException("asked " + asked + ": must be 0 or more");
    }
  }
}
