package org.stowbench.predictors.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once, on threads of its own, and waits for all of them. */
final class Together implements AutoCloseable {

  /** One of several. */
  @FunctionalInterface
  interface Part<T> {
    T of(int index) throws InterruptedException;
  }

  private final ExecutorService threads;

  /**
   * Starts no thread yet.
   *
   * @param most how many parts at once, of all that are asked for, 1 or more
   */
  Together(int most) {
    threads =
        Executors.newFixedThreadPool(
            most,
            task -> {
              Thread thread = new Thread(task, "stowbench-sample");
              thread.setDaemon(true); // a reply that never comes must not keep the process alive
              return thread;
            });
  }

  /**
   * Does parts 0 to {@code count} - 1, and returns what they return in this order. The first that
   * throws ends the others. A single one needs no other thread.
   */
  <T> List<T> all(int count, Part<T> part) throws InterruptedException {
    if (count == 1) {
      return List.of(part.of(0));
    }
    List<Future<T>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int index = i;
      futures.add(threads.submit(() -> part.of(index)));
    }
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      futures.forEach(future -> future.cancel(true));
    }
  }

  private static RuntimeException rethrown(Throwable cause) throws InterruptedException {
    if (cause instanceof InterruptedException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
