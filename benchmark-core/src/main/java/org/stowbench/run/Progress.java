package org.stowbench.run;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param queries how many it has in all, 0 or more
 * @param kept how many were answered before this call and are not asked again, 0 or more
 * @param answered how many this call got an answer to, 0 or more
 * @param failed how many failed in this call, 0 or more
 * @param elapsed since this call began asking
 */
public record Progress(long queries, long kept, long answered, long failed, Duration elapsed) {

  public Progress {
    if (queries < 0 || kept < 0 || answered < 0 || failed < 0) {
      throw new IllegalArgumentException(
          "progress of %d queries, %d kept, %d answered, %d failed: all must be 0 or more"
              .formatted(queries, kept, answered, failed));
    }
    Objects.requireNonNull(elapsed, "elapsed");
  }

  /** How many queries have a prediction: kept, answered or failed. */
  public long done() {
    return kept + answered + failed;
  }

  /** How many queries have none yet. */
  public long remaining() {
    return Math.max(0, queries - done());
  }

  /** Predictions a second in this call; 0 before the first. */
  public double rate() {
    long nanos = elapsed.toNanos();
    return nanos <= 0 ? 0 : (answered + failed) * 1e9 / nanos;
  }

  /** How long the rest takes at this rate; empty before the first prediction. */
  public Optional<Duration> eta() {
    double rate = rate();
    return rate > 0
        ? Optional.of(Duration.ofMillis(Math.round(remaining() / rate * 1000)))
        : Optional.empty();
  }
}
