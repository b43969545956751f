package org.stowbench.download;

import java.time.Duration;
import java.util.Map;

/**
 * How to download.
 *
 * @param patience how long the other side may be silent, more than 0
 * @param attempts how often to try again without getting further, at least 1
 * @param pause before the second attempt; doubled for each one after it
 * @param largest the most bytes of a file, at least 1
 * @param environment where {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} are looked
 *     up
 */
public record DownloadSettings(
    Duration patience,
    int attempts,
    Duration pause,
    long largest,
    Map<String, String> environment) {

  public DownloadSettings {
    if (patience.isNegative() || patience.isZero() || attempts < 1 || pause.isNegative()) {
      throw new IllegalArgumentException(
          "patience %s, %d attempts, pause %s: must be positive"
              .formatted(patience, attempts, pause));
    }
    if (largest < 1) {
      throw new IllegalArgumentException("largest file " + largest + ": must be 1 or more");
    }
    environment = Map.copyOf(environment);
  }

  /** What suits a slow line and a large file. */
  public static DownloadSettings defaults(Map<String, String> environment) {
    return new DownloadSettings(
        Duration.ofSeconds(60), 5, Duration.ofSeconds(1), 16L << 30, environment);
  }
}
