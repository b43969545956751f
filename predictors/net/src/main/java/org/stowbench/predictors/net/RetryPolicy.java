package org.stowbench.predictors.net;

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
public record RetryPolicy(
    Duration first, Duration longest, int repeats, int throttles, Duration longestAsked) {

  /** Waits from half a second to a minute, ten where the provider asks for it. */
  public static RetryPolicy of(int retries) {
    return new RetryPolicy(
        Duration.ofMillis(500),
        Duration.ofSeconds(60),
        retries,
        Math.max(retries, 30),
        Duration.ofMinutes(10));
  }

  /**
   * The wait before a repeat, from 0: what the provider asks for, or else our own; never nothing.
   */
  public Duration before(int repeat, Optional<Duration> asked, SplittableRandom random) {
    double steps = Math.min(1L << Math.min(repeat, 30), longest.toMillis());
    double ours = Math.min(first.toMillis() * steps, longest.toMillis());
    double jitter = random.nextDouble() / 2;
    return asked.isPresent()
        ? asked.get().plusMillis((long) (first.toMillis() * jitter / 4))
        : Duration.ofMillis((long) (ours * (0.5 + jitter)));
  }
}
