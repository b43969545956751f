package org.stowbench.predictors.llm;

import org.stowbench.prediction.Usage;
import org.stowbench.query.Query;

/** A predictor that can tell what it would ask, without asking. */
public interface Rehearsing {

  /**
   * What would be asked.
   *
   * @param prompt the messages as text; holds item names, which are hostile input to a terminal
   * @param requests how many requests, repairs and repeats left aside
   * @param usage roughly what all of them would consume
   */
  record Rehearsal(String prompt, int requests, Usage usage) {}

  /** Says what would be asked for a query. */
  Rehearsal rehearse(Query query);
}
