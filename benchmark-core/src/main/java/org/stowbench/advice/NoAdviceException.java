package org.stowbench.advice;

/** The predictor failed to answer; the message says why, in one line. */
public final class NoAdviceException extends Exception {

  NoAdviceException(String message) {
    super(message);
  }

  NoAdviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
