package org.stowbench.predictors.external.check;

import org.stowbench.predictors.external.check.Finding.Verdict;

/** What came of trying something, before it is told under the name of a check. */
record Outcome(Verdict verdict, String found) {

  static Outcome ok(String found) {
    return new Outcome(Verdict.OK, found);
  }

  static Outcome wrong(String found) {
    return new Outcome(Verdict.WRONG, found);
  }

  static Outcome skipped(String why) {
    return new Outcome(Verdict.SKIPPED, why);
  }
}
