package org.stowbench.cli;

/** What the process ends with; others script against it. */
public final class ExitCode {

  /** Done. */
  public static final int OK = 0;

  /** A gate, a reproduction or a check did not hold. */
  public static final int DOES_NOT_HOLD = 1;

  /** Wrong usage or input, or a file that cannot be read or written. */
  public static final int BAD_INPUT = 2;

  /** The run ended with failed predictions. */
  public static final int FAILED_PREDICTIONS = 3;

  /** The import ended, with labels left out that nobody said may be. */
  public static final int LABELS_LEFT_OUT = 3;

  /** A bug in Stowbench: what {@code sysexits.h} calls a software error. */
  public static final int BUG = 70;

  /** Memory or threads ran out; a run that was stopped so can be resumed with more. */
  public static final int OUT_OF_MEMORY = 71;

  private ExitCode() {}
}
