package org.stowbench.run;

/**
 * Is told how a run goes on. Calls come from several threads but never two at once; each holds up
 * the run, so a listener draws at its own pace. What a listener throws ends the run.
 */
public interface RunListener {

  /** Listens to nothing. */
  RunListener NONE = new RunListener() {};

  /** The run begins, or a prediction was recorded. */
  default void progressed(Progress progress) {}

  /** Something went wrong that harms no prediction; one line for the user. */
  default void warned(String message) {}
}
