package org.stowbench.predictors.llm.model;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How long to wait before a request is repeated: twice as long each time, up to a limit, and of
 * that a random part between half and all, so that requests that failed together do not return
 * together.
 *
 * @param first the wait before the first repeat
 * @param longest no wait of ours is longer
 * @param repeats how often a request is repeated
 * @param throttles how often it is repeated because the provider said "too many"
 * @param longestAsked a provider that asks to wait longer than this is done for today
 */
record Patience(
    Duration first, Duration longest, int repeats, int throttles, Duration longestAsked) {

  static Patience of(int retries) {
    return new Patience(
        Duration.ofMillis(500),
        Duration.ofSeconds(60),
        retries,
        Math.max(retries, 30),
        Duration.ofMinutes(10));
  }

  /** The wait before a repeat, from 0; at least as long as the provider asks for. */
  Duration before(int repeat, Optional<Duration> asked, SplittableRandom random) {
    double factor =
        Math.min(
            1L << Math.min(repeat, 30),
            longest.toMillis() / (double) Math.max(1, first.toMillis()));
    double millis = first.toMillis() * Math.max(1, factor) * (0.5 + random.nextDouble() / 2);
    Duration ours = Duration.ofMillis((long) millis);
    return asked.filter(wait -> wait.compareTo(ours) > 0).orElse(ours);
  }
}
