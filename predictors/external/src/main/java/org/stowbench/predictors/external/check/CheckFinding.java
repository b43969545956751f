package org.stowbench.predictors.external.check;

/**
 * What came of one check.
 *
 * @param check its name
 * @param tried what was tried
 * @param verdict whether the planner did what it owes
 * @param found what it did; quotes the planner, so it is hostile to whoever shows it
 */
public record CheckFinding(String check, String tried, Verdict verdict, String found) {

  /** Whether a planner did what it owes. */
  public enum Verdict {
    /** It did. */
    OK,
    /** It did not. */
    WRONG,
    /** That could not be tried, or does not concern this planner. */
    SKIPPED
  }
}
