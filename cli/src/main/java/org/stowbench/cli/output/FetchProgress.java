package org.stowbench.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.stowbench.datasets.fetch.FetchListener;

/**
 * One line on stderr about a fetch, once it takes longer than two seconds: kept up to date on a
 * terminal, repeated now and then elsewhere.
 */
public final class FetchProgress implements FetchListener, AutoCloseable {

  private static final Duration FIRST = Duration.ofSeconds(2);

  private final PrintStream err;
  private final boolean terminal;
  private final Duration every;
  private long next = System.nanoTime() + FIRST.toNanos();
  private boolean drawn;

  /** A display on {@code err}; {@code terminal} says whether that is one. */
  public FetchProgress(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
    this.every = terminal ? Duration.ofMillis(200) : Duration.ofSeconds(10);
  }

  @Override
  public void progressed(String step, long done, OptionalLong total) {
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + every.toNanos();
    String line =
        total.isPresent()
            ? String.format(
                Locale.ROOT,
                "%s: %.1f of %.1f MB (%d %%)",
                step,
                done / 1e6,
                total.getAsLong() / 1e6,
                100 * done / Math.max(1, total.getAsLong()))
            : String.format(Locale.ROOT, "%s: %.1f MB", step, done / 1e6);
    if (terminal) {
      err.print("\r\u001b[K" + line);
      err.flush();
      drawn = true;
    } else {
      err.println(line);
    }
  }

  @Override
  public void close() {
    if (drawn) {
      err.print("\r\u001b[K");
      err.flush();
      drawn = false;
    }
  }
}
