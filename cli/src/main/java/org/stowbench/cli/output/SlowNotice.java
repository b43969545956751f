package org.stowbench.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says what is going on when something without a progress bar takes longer than two seconds. */
public final class SlowNotice implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(2);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "stowbench-patience");
            thread.setDaemon(true);
            return thread;
          });

  private SlowNotice(String message, PrintStream err) {
    timer.schedule(
        () -> err.println("stowbench: " + message + " ..."),
        SOON.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Waits with this message, until it is closed. */
  public static SlowNotice with(String message, PrintStream err) {
    return new SlowNotice(message, err);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
