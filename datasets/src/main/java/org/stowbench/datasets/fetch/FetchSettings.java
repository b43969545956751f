package org.stowbench.datasets.fetch;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How to fetch.
 *
 * @param patience how long the other side may be silent, more than 0
 * @param attempts how often to try again without getting further, at least 1
 * @param pause before the second attempt; doubled for each one after it
 * @param largest the most bytes of an archive, at least 1
 * @param unpack how much the archive may unpack to
 * @param environment where {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} are looked
 *     up
 */
public record FetchSettings(
    Duration patience,
    int attempts,
    Duration pause,
    long largest,
    UnpackLimits unpack,
    Map<String, String> environment) {

  public FetchSettings {
    if (patience.isNegative() || patience.isZero() || attempts < 1 || pause.isNegative()) {
      throw new IllegalArgumentException(
          "patience %s, %d attempts, pause %s: must be positive"
              .formatted(patience, attempts, pause));
    }
    if (largest < 1) {
      throw new IllegalArgumentException("largest archive " + largest + ": must be 1 or more");
    }
    Objects.requireNonNull(unpack, "unpack");
    environment = Map.copyOf(environment);
  }

  /** What suits a slow line and a large repository. */
  public static FetchSettings defaults(Map<String, String> environment) {
    return new FetchSettings(
        Duration.ofSeconds(60),
        5,
        Duration.ofSeconds(1),
        16L << 30,
        UnpackLimits.DEFAULT,
        environment);
  }
}
