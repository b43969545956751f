package org.stowbench.cli;

import org.stowbench.cli.output.ProgressLine;
import org.stowbench.run.Progress;
import org.stowbench.run.RunListener;

/** Shows how a run goes on. */
final class RunProgress implements RunListener {

  private final String what;
  private final ProgressLine line;

  /**
   * Shows it.
   *
   * @param what is run
   * @param line to show it on
   */
  RunProgress(String what, ProgressLine line) {
    this.what = what;
    this.line = line;
  }

  @Override
  public void progressed(Progress now) {
    line.at(what, now.done(), now.queries(), "queries", now.failed() + " failed");
  }

  @Override
  public void warned(String message) {
    line.say(message);
  }
}
