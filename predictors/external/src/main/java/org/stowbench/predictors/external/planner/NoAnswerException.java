package org.stowbench.predictors.external.planner;

/** A planner has no answer to a question; the message says in one line why. */
public final class NoAnswerException extends RuntimeException {

  /** Why there is none. */
  public NoAnswerException(String message) {
    super(message);
  }
}
