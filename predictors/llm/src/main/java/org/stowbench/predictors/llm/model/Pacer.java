package org.stowbench.predictors.llm.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When the next request may go out. Three rules at once: never more requests in flight than a
 * limit, which falls by half when the provider says "too many" and rises by one for each limit's
 * worth of successes (additive increase, multiplicative decrease, as in TCP); none before the time
 * that the provider asked to wait until; and no more requests and tokens a minute than the user
 * allows, counted by leaky buckets that hold a second's worth.
 */
final class Pacer {

  private static final long WORTH_SAYING = TimeUnit.SECONDS.toNanos(2);

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final int mostAtOnce;
  private final Bucket requests;
  private final Bucket tokens;
  private double limit;
  private int inFlight;
  private long quietUntil = System.nanoTime();
  private long lastHalving = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
  private long throttles;
  private long quietNanos;
  private long quietSinceSuccess;
  private long quietFrom;

  Pacer(int mostAtOnce, OptionalInt requestsPerMinute, OptionalInt tokensPerMinute) {
    this.mostAtOnce = mostAtOnce;
    this.limit = mostAtOnce;
    this.requests = new Bucket(requestsPerMinute);
    this.tokens = new Bucket(tokensPerMinute);
  }

  /** Waits until a request of about this many tokens may go out. */
  void begin(long estimatedTokens) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long now = System.nanoTime();
        long wait =
            Math.max(quietUntil - now, Math.max(requests.waitFrom(now), tokens.waitFrom(now)));
        if (wait <= 0 && inFlight < Math.max(1, (int) limit)) {
          inFlight++;
          requests.take(now, 1);
          tokens.take(now, estimatedTokens);
          return;
        }
        if (wait > 0) {
          changed.awaitNanos(wait);
        } else {
          changed.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The request got its reply. */
  void succeeded() {
    end(
        () -> {
          limit = Math.min(mostAtOnce, limit + 1 / limit);
          quietSinceSuccess = 0;
        });
  }

  /** The request failed for reasons that have nothing to do with the pace. */
  void failed() {
    end(() -> {});
  }

  /** The provider said "too many": everybody waits, and fewer go at once after that. */
  void throttled(Duration wait) {
    end(
        () -> {
          long now = System.nanoTime();
          long until = now + wait.toNanos();
          throttles++;
          quietFrom = now < quietUntil ? quietFrom : now;
          long more = Math.max(0, until - Math.max(quietUntil, now));
          quietNanos += more;
          quietSinceSuccess += more;
          quietUntil = Math.max(quietUntil, until);
          // Of many requests in flight that are all refused at once only the first halves.
          if (now - lastHalving > TimeUnit.SECONDS.toNanos(1)) {
            lastHalving = now;
            limit = Math.max(1, limit / 2);
          }
        });
  }

  /**
   * What waiting there was.
   *
   * @param times how often the provider said "too many"
   * @param held for how long nothing went out because of that
   */
  record Held(long times, Duration held) {}

  /** What waiting there was so far. */
  Held held() {
    lock.lock();
    try {
      return new Held(throttles, Duration.ofNanos(quietNanos));
    } finally {
      lock.unlock();
    }
  }

  /**
   * For how long nothing went out in all since the last success, because the provider said "too
   * many" again after each wait; zero while such a wait is not over, since what else was under way
   * then is no new attempt.
   */
  Duration heldInVain() {
    lock.lock();
    try {
      return System.nanoTime() < quietUntil ? Duration.ZERO : Duration.ofNanos(quietSinceSuccess);
    } finally {
      lock.unlock();
    }
  }

  /** How long nothing will go out yet, where that is for longer than a user should wonder. */
  Optional<Duration> quiet() {
    lock.lock();
    try {
      long now = System.nanoTime();
      return now < quietUntil && quietUntil - quietFrom > WORTH_SAYING
          ? Optional.of(Duration.ofNanos(quietUntil - now))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void end(Runnable change) {
    lock.lock();
    try {
      inFlight--;
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Drains at a steady rate; full means wait. Guarded by the pacer's lock. */
  private static final class Bucket {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final long SLACK = TimeUnit.SECONDS.toNanos(1);

    private final double nanosEach;
    private long emptyAt = System.nanoTime();

    Bucket(OptionalInt perMinute) {
      this.nanosEach = perMinute.isPresent() ? (double) MINUTE / perMinute.getAsInt() : 0;
    }

    long waitFrom(long now) {
      return emptyAt - SLACK - now;
    }

    void take(long now, long amount) {
      emptyAt = Math.max(emptyAt, now) + (long) (amount * nanosEach);
    }
  }
}
