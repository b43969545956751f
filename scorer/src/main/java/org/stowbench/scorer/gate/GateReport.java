package org.stowbench.scorer.gate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.comparison.Comparison;

/**
 * What came of a gate.
 *
 * @param scorecard of the run
 * @param baseline what the baseline is called, marked where it is to be doubted; empty where there
 *     is none
 * @param checks in the order asked for
 */
public record GateReport(Scorecard scorecard, Optional<String> baseline, List<Check> checks) {

  /**
   * One thing that was asked for.
   *
   * @param what as it was asked
   * @param holds whether it does
   * @param reason in words, with the figures; fit for a terminal
   * @param comparison with the baseline, where that was asked for and can be made
   */
  public record Check(String what, boolean holds, String reason, Optional<Comparison> comparison) {

    public Check {
      Objects.requireNonNull(what, "what");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(comparison, "comparison");
    }
  }

  public GateReport {
    Objects.requireNonNull(scorecard, "scorecard");
    Objects.requireNonNull(baseline, "baseline");
    checks = List.copyOf(checks);
  }

  /** Whether everything holds. */
  public boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }
}
