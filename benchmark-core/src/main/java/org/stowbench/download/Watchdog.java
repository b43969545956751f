package org.stowbench.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends the reading of a stream that has gone silent. Java's HTTP client waits for ever in the
 * middle of a body; closing the stream from outside wakes its reader.
 */
final class Watchdog implements AutoCloseable {

  private final InputStream in;
  private final Duration patience;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "download watchdog");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long heard = System.nanoTime();
  private volatile boolean silent;

  Watchdog(InputStream in, Duration patience) {
    this.in = in;
    this.patience = patience;
    long every = Math.max(1, patience.toMillis() / 4);
    clock.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (System.nanoTime() - heard > patience.toNanos()) {
      silent = true;
      try {
        in.close();
      } catch (IOException e) {
        // Closing was only to wake the thread that reads; how it went does not matter.
      }
    }
  }

  /** Reads as {@link InputStream#read(byte[])}, or fails when nothing came for too long. */
  int read(byte[] buffer) throws IOException {
    int read;
    try {
      read = in.read(buffer);
    } catch (IOException e) {
      throw silent ? tooSilent(e) : e;
    }
    if (silent) {
      throw tooSilent(null);
    }
    heard = System.nanoTime();
    return read;
  }

  private IOException tooSilent(IOException cause) {
    return new Download.Told("silent for " + patience.toMillis() + " ms", cause);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
