package org.stowbench.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.stowbench.run.Progress;
import org.stowbench.run.RunListener;

/**
 * Shows on stderr how a run goes: a bar with rate and time left on a terminal, a plain line now and
 * then elsewhere, nothing but warnings when asked to be quiet.
 */
public abstract sealed class RunProgress implements RunListener, AutoCloseable {

  final PrintStream err;

  private RunProgress(PrintStream err) {
    this.err = err;
  }

  /**
   * The display that fits.
   *
   * @param name what is running
   * @param err where to draw
   * @param terminal whether that is a terminal
   * @param quiet whether to show warnings only
   */
  public static RunProgress of(String name, PrintStream err, boolean terminal, boolean quiet) {
    if (quiet) {
      return new Quiet(err);
    }
    return terminal ? new Bar(name, err) : new Lines(name, err);
  }

  @Override
  public void warned(String message) {
    err.println("stowbench: " + message);
  }

  @Override
  public void close() {}

  private static final class Quiet extends RunProgress {
    Quiet(PrintStream err) {
      super(err);
    }
  }

  /** One line when five seconds have passed, and one every ten after that. */
  private static final class Lines extends RunProgress {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final String name;
    private Duration next = FIRST;

    Lines(String name, PrintStream err) {
      super(err);
      this.name = name;
    }

    @Override
    public void progressed(Progress progress) {
      if (progress.elapsed().compareTo(next) >= 0) {
        next = progress.elapsed().plus(EVERY);
        err.println(
            String.format(
                Locale.ROOT,
                "%s: %d of %d queries, %d failed, %.1f/s%s",
                name,
                progress.done(),
                progress.queries(),
                progress.failed(),
                progress.rate(),
                progress.eta().map(eta -> ", " + eta.toSeconds() + " s left").orElse("")));
      }
    }
  }

  private static final class Bar extends RunProgress {

    private final ProgressBar bar;

    Bar(String name, PrintStream err) {
      super(err);
      this.bar = Ticker.bar(name, "queries", err);
    }

    @Override
    public void progressed(Progress progress) {
      bar.maxHint(progress.queries());
      bar.stepTo(progress.done());
      if (progress.failed() > 0) {
        bar.setExtraMessage(progress.failed() + " failed");
      }
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
