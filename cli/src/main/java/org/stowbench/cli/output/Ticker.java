package org.stowbench.cli.output;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a long piece of work is: a bar on a terminal, nothing elsewhere. */
public interface Ticker extends AutoCloseable {

  /** So much is done. */
  void at(long done);

  @Override
  void close();

  /**
   * The display that fits.
   *
   * @param name what is going on
   * @param unit what is counted, in the plural
   * @param total how many there will be
   * @param err where to draw
   */
  static Ticker of(String name, String unit, long total, PrintStream err) {
    if (!Boolean.getBoolean("stowbench.terminal")) {
      return new Ticker() {
        @Override
        public void at(long done) {}

        @Override
        public void close() {}
      };
    }
    ProgressBar bar = bar(name, unit, err);
    bar.maxHint(total);
    return new Ticker() {
      @Override
      public void at(long done) {
        bar.stepTo(done);
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  /** The one look of our bars. */
  static ProgressBar bar(String name, String unit, PrintStream err) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setUnit(" " + unit, 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setMaxRenderedLength(100)
        .showSpeed()
        .setConsumer(new ConsoleProgressBarConsumer(err))
        .clearDisplayOnFinish()
        .build();
  }
}
