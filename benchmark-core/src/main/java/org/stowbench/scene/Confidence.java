package org.stowbench.scene;

import java.util.OptionalDouble;

/** The rule for a detector's confidence. */
final class Confidence {

  private Confidence() {}

  static void check(OptionalDouble confidence, String of) {
    if (confidence.isPresent()
        && !(confidence.getAsDouble() >= 0 && confidence.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          of + ": confidence " + confidence.getAsDouble() + ": must be between 0 and 1");
    }
  }
}
