package org.stowbench.cli;

/** What the process ends with; others script against it. */
public final class ExitCode {

  /** Done. */
  public static final int OK = 0;

  /** A gate or a reproduction did not hold. */
  public static final int DOES_NOT_HOLD = 1;

  /** Wrong usage or input. */
  public static final int BAD_INPUT = 2;

  /** The run ended with failed predictions. */
  public static final int FAILED_PREDICTIONS = 3;

  private ExitCode() {}
}
