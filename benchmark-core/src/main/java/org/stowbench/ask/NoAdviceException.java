package org.stowbench.ask;

import java.util.Optional;

/** The predictor failed to answer; the message says why, in one line. */
public final class NoAdviceException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * @param fault what the predictor threw; empty where it said itself why it failed
   */
  NoAdviceException(String message, Optional<Throwable> fault) {
    super(message, fault.orElse(null));
  }
}
