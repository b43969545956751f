package org.stowbench.predictor;

import org.apiguardian.api.API;

/** No further prediction can succeed: the run stops cleanly and can be resumed. */
@API(status = API.Status.STABLE, since = "0.1")
public final class RunStoppedException extends RuntimeException {

  /** Stops a run; the message tells the user in one line why, and what to do. */
  public RunStoppedException(String message) {
    super(message);
  }
}
