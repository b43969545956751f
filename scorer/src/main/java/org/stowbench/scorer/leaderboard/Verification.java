package org.stowbench.scorer.leaderboard;

import java.util.List;

/**
 * What came of checking a leaderboard.
 *
 * @param checks one for each entry that it lists, in its order, then one for the ranking
 */
public record Verification(List<Check> checks) {

  /**
   * One thing that was checked.
   *
   * @param what an entry's id, or the ranking
   * @param problems why it does not hold, one line each and fit for a terminal; empty if it does
   */
  public record Check(String what, List<String> problems) {

    public Check {
      problems = List.copyOf(problems);
    }

    /** Whether all is well. */
    public boolean holds() {
      return problems.isEmpty();
    }
  }

  public Verification {
    checks = List.copyOf(checks);
  }

  /** Whether everything holds. */
  public boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }
}
