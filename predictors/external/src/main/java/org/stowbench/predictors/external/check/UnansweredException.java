package org.stowbench.predictors.external.check;

/** A planner did not answer; the message says what it did instead. */
final class UnansweredException extends Exception {

  private static final long serialVersionUID = 1;

  UnansweredException(String message) {
    super(message, null, false, false);
  }
}
