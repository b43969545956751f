package org.stowbench.predictor;

/** No further prediction can succeed: the run stops cleanly and can be resumed. */
public final class RunStoppedException extends RuntimeException {

  /** Stops a run; the message tells the user in one line why, and what to do. */
  public RunStoppedException(String message) {
    super(message);
  }
}
