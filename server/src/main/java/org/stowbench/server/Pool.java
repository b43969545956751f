package org.stowbench.server;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The threads that predict. So many questions are worked on at once, so many wait, and all others
 * are sent away: a server that is asked too much stays quick for those whom it answers. So that
 * this holds on a slow day too, nobody waits who would likely wait longer than {@link
 * #LONGEST_WAIT} and {@link #QUESTIONS} questions take. A question that takes too long is given up;
 * its thread is interrupted, and counts until it really ends.
 */
final class Pool implements AutoCloseable {

  private static final Duration LONGEST_WAIT = Duration.ofMillis(20);
  private static final int QUESTIONS = 8;

  /** How much of the mean time of a question is the latest one's. */
  private static final double LATEST = 1.0 / 16;

  private final ThreadPoolExecutor threads;
  private final Duration patience;

  /** Nanoseconds that a question takes, those of late above all. */
  private volatile double usual;

  Pool(int jobs, int waiting, Duration patience) {
    this.patience = patience;
    BlockingQueue<Runnable> queue =
        waiting == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(waiting);
    this.threads =
        new ThreadPoolExecutor(
            jobs,
            jobs,
            0,
            TimeUnit.SECONDS,
            queue,
            task -> {
              Thread thread = new Thread(task, "stowbench-predict");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Questions that are worked on or wait. */
  int busy() {
    return threads.getActiveCount() + threads.getQueue().size();
  }

  /**
   * Does something on one of the threads.
   *
   * @throws Refusal 503 if too many others wait, 504 if it takes too long
   * @throws ExecutionException if it throws
   */
  <T> T call(Callable<T> work) throws ExecutionException, InterruptedException {
    Future<T> future;
    try {
      if (likelyWait() > LONGEST_WAIT.toNanos() + QUESTIONS * usual) {
        throw new RejectedExecutionException();
      }
      future = threads.submit(() -> timed(work));
    } catch (RejectedExecutionException e) {
      throw Refusal.of(503, "too many questions at once: ask again soon");
    }
    try {
      return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw Refusal.of(
          504, "the predictor took longer than %.1f s".formatted(patience.toMillis() / 1e3));
    } finally {
      if (!future.isDone()) {
        future.cancel(true);
        threads.purge();
      }
    }
  }

  private double likelyWait() {
    return threads.getQueue().size() * usual / threads.getCorePoolSize();
  }

  private <T> T timed(Callable<T> work) throws Exception {
    long begin = System.nanoTime();
    try {
      return work.call();
    } finally {
      long took = System.nanoTime() - begin;
      synchronized (this) {
        usual += LATEST * (took - usual);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
