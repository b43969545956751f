package org.stowbench.predictors.external.process;

/** A process is gone, and with it the answer that was waited for. */
final class LostException extends Exception {

  private static final long serialVersionUID = 1;

  LostException(String reason) {
    super(reason, null, false, false);
  }
}
