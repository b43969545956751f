package org.stowbench.ask;

/** The predictor failed to answer; the message says why, in one line. */
public final class NoAdviceException extends Exception {

  private static final long serialVersionUID = 1;

  NoAdviceException(String message) {
    super(message);
  }

  NoAdviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
