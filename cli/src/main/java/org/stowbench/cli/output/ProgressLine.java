package org.stowbench.cli.output;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.stowbench.io.TextForm;

/**
 * The line on stderr that says how far something is, once it takes longer than two seconds. On a
 * terminal it is drawn over itself and wiped in the end; elsewhere it is a new line every ten
 * seconds, if there is news, and where there is a remark.
 *
 * <p>How far it is may be told from any thread, as often as one likes. One line at a time: two
 * would draw over each other.
 */
public final class ProgressLine implements AutoCloseable {

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration REDRAWN = Duration.ofMillis(200);
  private static final Duration REPEATED = Duration.ofSeconds(10);
  private static final Duration LOOKED = Duration.ofSeconds(1);
  private static final String WIPE = "\r\u001b[K";
  private static final int BAR = 20;

  /** The unit that is shown in millions. */
  private static final String BYTES = "MB";

  private final PrintWriter err;
  private final Terminal terminal;
  private final LongSupplier nanos;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "stowbench-progress");
            thread.setDaemon(true);
            return thread;
          });
  private Stage stage;
  private volatile Supplier<Optional<String>> remark = Optional::empty;
  private boolean remarked;
  private String shown = "";
  private boolean closed;

  /** A line that nothing draws yet. */
  ProgressLine(String what, PrintWriter err, Terminal terminal, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.nanos = nanos;
    this.stage = new Stage(what, "", 0, OptionalLong.empty(), "", 0, nanos.getAsLong());
  }

  /**
   * Begins a line.
   *
   * @param what what is being done, in a few words; nothing in it can steer the terminal
   * @param err where to draw
   * @param terminal what {@code err} can show
   * @param quiet whether to draw nothing
   */
  public static ProgressLine start(String what, PrintWriter err, Terminal terminal, boolean quiet) {
    ProgressLine line =
        new ProgressLine(what, StandardError.drawn(err), terminal, System::nanoTime);
    if (!quiet) {
      Duration every = terminal.columns().isPresent() ? REDRAWN : REPEATED;
      line.timer.scheduleAtFixedRate(
          line::draw, FIRST.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
      line.timer.scheduleAtFixedRate(
          line::drawRemark, FIRST.toMillis(), LOOKED.toMillis(), TimeUnit.MILLISECONDS);
    }
    return line;
  }

  /**
   * Asks for what is to be said behind how far it is, at any time, as long as there is something.
   */
  public void remarks(Supplier<Optional<String>> about) {
    remark = about;
  }

  /** Now something is done that cannot be counted. */
  public void step(String what) {
    at(what, "", 0, OptionalLong.empty(), "");
  }

  /** So many are done; {@code unit} says what is counted, in the plural. */
  public void at(String what, long done, long total, String unit) {
    at(what, unit, done, OptionalLong.of(total), "");
  }

  /** The same with a few words more, such as how many of them failed. */
  public void at(String what, long done, long total, String unit, String more) {
    at(what, unit, done, OptionalLong.of(total), more);
  }

  /** So many bytes are there. */
  public void bytes(String what, long done, OptionalLong total) {
    at(what, BYTES, done, total, "");
  }

  private synchronized void at(
      String what, String unit, long done, OptionalLong total, String more) {
    boolean goesOn = what.equals(stage.what) && unit.equals(stage.unit);
    stage =
        new Stage(
            what,
            unit,
            done,
            total,
            more,
            goesOn ? stage.before : done,
            goesOn ? stage.since : nanos.getAsLong());
  }

  /** Says something that stays, also where no progress is wanted. */
  public synchronized void say(String message) {
    wipe();
    StandardError.say(err, message);
  }

  /** Shows a remark that was not there when this was last asked. */
  void drawRemark() {
    boolean before = remarked;
    remarked = remark.get().isPresent();
    if (remarked && !before) {
      draw();
    }
  }

  /** Shows how far it is. */
  void draw() {
    // Whoever is asked must not hold up those who tell how far it is.
    draw(remark.get().map(words -> "; " + TextForm.LINE.of(words)).orElse(""));
  }

  private synchronized void draw(String more) {
    if (closed) {
      return;
    }
    String line;
    if (terminal.columns().isPresent()) {
      line =
          Table.cut(
              more.isEmpty()
                  ? stage.drawn(nanos.getAsLong(), width())
                  : Table.cut(stage.name(), BAR) + more,
              width());
      err.print(WIPE + line);
      err.flush();
    } else {
      line = stage.plain(nanos.getAsLong()) + more;
      if (!line.equals(shown)) {
        err.println("stowbench: " + line);
      }
    }
    shown = line;
  }

  /** The last column stays free: some terminals go to the next line behind it. */
  private int width() {
    return terminal.columns().orElseThrow() - 1;
  }

  private void wipe() {
    if (terminal.columns().isPresent() && !shown.isEmpty()) {
      err.print(WIPE);
      err.flush();
      shown = "";
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (this) {
      closed = true;
      wipe();
    }
  }

  /** How much of what is done, of which {@code before} was there at the time {@code since}. */
  private record Stage(
      String what,
      String unit,
      long done,
      OptionalLong total,
      String more,
      long before,
      long since) {

    private String plain(long now) {
      return name() + (unit.isEmpty() ? " ..." : ": " + amount(now));
    }

    private String drawn(long now, int width) {
      if (total.isEmpty()) {
        return plain(now);
      }
      int full = (int) Math.min(BAR, BAR * done / Math.max(1, total.getAsLong()));
      String rest = " [%s%s] %s".formatted("=".repeat(full), " ".repeat(BAR - full), amount(now));
      // A name may be long; what it is about are the numbers.
      return Table.cut(name(), Math.max(BAR / 2, width - rest.length())) + rest;
    }

    private String name() {
      return TextForm.LINE.of(what);
    }

    private String amount(long now) {
      double rate = now > since ? (done - before) * 1e9 / (now - since) : 0;
      String amount = unit.equals(BYTES) ? megabytes() : counted(rate);
      return rate > 0 && total.isPresent()
          ? amount + ", " + left((total.getAsLong() - done) / rate)
          : amount;
    }

    private String counted(double rate) {
      return String.format(
          Locale.ROOT,
          "%d of %d %s%s, %.1f/s",
          done,
          total.orElseThrow(),
          unit,
          more.isEmpty() ? "" : ", " + TextForm.LINE.of(more),
          rate);
    }

    private String megabytes() {
      return total.isPresent()
          ? String.format(
              Locale.ROOT,
              "%.1f of %.1f MB (%d %%)",
              done / 1e6,
              total.getAsLong() / 1e6,
              100 * done / Math.max(1, total.getAsLong()))
          : String.format(Locale.ROOT, "%.1f MB", done / 1e6);
    }

    private static String left(double seconds) {
      long minutes = Math.round(seconds / 60);
      if (seconds < 120) {
        return Math.round(seconds) + " s left";
      }
      return minutes < 120 ? minutes + " min left" : Math.round(seconds / 3600) + " h left";
    }
  }
}
