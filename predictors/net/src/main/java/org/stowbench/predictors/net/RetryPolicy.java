package org.stowbench.predictors.net;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * When a request is repeated, and how long to wait before that: twice as long each time, up to a
 * limit, and of that a random part between half and all, so that requests that failed together do
 * not return together. A server that asks for a longer wait is given it.
 *
 * @param first the wait before the first repeat
 * @param longest no wait of ours is longer
 * @param repeats how often a request is repeated
 * @param throttles how often it is repeated because the server said "too many"
 * @param longestAsked a server that asks to wait longer than this is done for today; so is one that
 *     says "too many" until a request would have waited longer than this in all
 */
public record RetryPolicy(
    Duration first, Duration longest, int repeats, int throttles, Duration longestAsked) {

  /**
   * Waits from half a second to a minute, ten where the server asks for it.
   *
   * @param retries 0 for none, whatever the server says
   */
  public static RetryPolicy of(int retries) {
    return new RetryPolicy(
        Duration.ofMillis(500),
        Duration.ofSeconds(60),
        retries,
        retries == 0 ? 0 : Math.max(retries, 30),
        Duration.ofMinutes(10));
  }

  /** One attempt at a request. */
  @FunctionalInterface
  public interface Attempt<T> {

    /**
     * Makes it.
     *
     * @throws PassingFailure if another attempt may succeed; all else that is thrown ends the
     *     repeats
     */
    T make() throws PassingFailure, InterruptedException;
  }

  /**
   * Makes attempts until one succeeds.
   *
   * @param beforeWait hears of each failure that is followed by another attempt, and of the wait
   * @throws PassingFailure the last one, where there were too many, or the server asks to wait for
   *     too long, at once or with all the waits before: {@link #asksTooLong}
   */
  public <T> T repeat(Attempt<T> attempt, BiConsumer<PassingFailure, Duration> beforeWait)
      throws PassingFailure, InterruptedException {
    // Not from the run's seed: equal requests, and equal runs side by side, must not wait alike.
    SplittableRandom random = new SplittableRandom();
    int throttled = 0;
    Duration waited = Duration.ZERO; // because the server said "too many"
    for (int failures = 0; ; failures++) {
      try {
        return attempt.make();
      } catch (PassingFailure failure) {
        throttled += failure.kind() == PassingFailure.Kind.THROTTLED ? 1 : 0;
        if (asksTooLong(failure) || throttled > throttles || failures - throttled >= repeats) {
          throw failure;
        }
        Duration wait = before(failures, failure.asked(), random);
        if (failure.kind() == PassingFailure.Kind.THROTTLED) {
          waited = waited.plus(wait);
          // A single wait that the server may ask for is granted, jitter and all.
          if (throttled > 1 && waited.compareTo(longestAsked) > 0) {
            throw new PassingFailure(failure.kind(), failure.getMessage(), Optional.of(waited));
          }
        }
        beforeWait.accept(failure, wait);
        Thread.sleep(wait.toMillis());
      }
    }
  }

  /** Whether a server asks for a longer wait than anybody's patience. */
  public boolean asksTooLong(PassingFailure failure) {
    return failure.asked().filter(asked -> asked.compareTo(longestAsked) > 0).isPresent();
  }

  /** The wait before a repeat, from 0: never less than our own, however little is asked for. */
  Duration before(int repeat, Optional<Duration> asked, SplittableRandom random) {
    double steps = 1L << Math.min(repeat, 30);
    double most = Math.min(first.toMillis() * steps, longest.toMillis());
    double jitter = random.nextDouble() / 2;
    Duration ours = Duration.ofMillis((long) (most * (0.5 + jitter)));
    Duration theirs = asked.orElse(Duration.ZERO).plusMillis((long) (first.toMillis() * jitter));
    return ours.compareTo(theirs) > 0 ? ours : theirs;
  }
}
