package org.stowbench.predictors.external.check;

import java.util.EnumMap;
import java.util.Map;
import org.stowbench.predictors.external.check.CheckFinding.Verdict;

/** What a planner got wrong besides the question at hand, over all conversations. */
final class Ledger {

  /** What is held against a planner whatever it was asked. */
  enum Rule {
    /** It says nothing but messages. */
    OUTPUT,
    /** It answers what was asked, once. */
    IDS,
    /** What it answers fits the protocol. */
    FIT
  }

  /** More of a kind are only counted. */
  private static final class Faults {
    private String first = "";
    private long count;
  }

  private final Map<Rule, Faults> faults = new EnumMap<>(Rule.class);

  /** Notes a fault. */
  void add(Rule rule, String fault) {
    Faults of = faults.computeIfAbsent(rule, r -> new Faults());
    if (of.count++ == 0) {
      of.first = fault;
    }
  }

  /** Whether a rule was kept, and the first time it was not. */
  CheckOutcome outcome(Rule rule, String kept) {
    Faults of = faults.getOrDefault(rule, new Faults());
    if (of.count == 0) {
      return CheckOutcome.ok(kept);
    }
    String more = of.count == 1 ? "" : " (and %d more)".formatted(of.count - 1);
    return new CheckOutcome(Verdict.WRONG, of.first + more);
  }
}
