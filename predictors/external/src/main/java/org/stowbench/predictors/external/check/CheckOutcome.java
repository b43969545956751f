package org.stowbench.predictors.external.check;

import org.stowbench.predictors.external.check.CheckFinding.Verdict;

/** What came of trying something, before it is told under the name of a check. */
record CheckOutcome(Verdict verdict, String found) {

  static CheckOutcome ok(String found) {
    return new CheckOutcome(Verdict.OK, found);
  }

  static CheckOutcome wrong(String found) {
    return new CheckOutcome(Verdict.WRONG, found);
  }

  static CheckOutcome skipped(String why) {
    return new CheckOutcome(Verdict.SKIPPED, why);
  }
}
