package org.stowbench.predictors.llm;

import java.util.OptionalDouble;
import org.stowbench.query.Query;

/** A predictor that can tell what it would ask, without asking. */
public interface Rehearsing {

  /**
   * What would be asked.
   *
   * @param prompt the messages as text; holds item names, which are hostile input to a terminal
   * @param requests how many requests, repairs and repeats left aside
   * @param inputTokens roughly how many tokens would be sent in all of them
   * @param outputTokens roughly how many would come back
   * @param cost roughly, in US dollars; empty where the price is unknown
   */
  record Rehearsal(
      String prompt, int requests, long inputTokens, long outputTokens, OptionalDouble cost) {}

  /** Says what would be asked for a query. */
  Rehearsal rehearse(Query query);
}
