package org.stowbench.run;

import java.util.OptionalInt;

/** How the queries of a run are put to its predictor. */
public sealed interface RunMode {

  /** The mode that asks for one ranking a query. */
  Rank RANK = new Rank();

  /** One ranking a query. */
  record Rank() implements RunMode {
    @Override
    public String toString() {
      return "rank";
    }
  }

  /**
   * A search, step by step: the predictor opens containers and is told what is in them. What it
   * opened, in order, and "not here" if it gave up, is its ranking.
   *
   * @param budget how many containers it may open a query, 1 or more; empty for all
   */
  record Search(OptionalInt budget) implements RunMode {
    public Search {
      if (budget.isPresent() && budget.getAsInt() < 1) {
        throw new IllegalArgumentException("budget " + budget.getAsInt() + ": must be 1 or more");
      }
    }

    @Override
    public String toString() {
      return budget.isPresent() ? "search with a budget of " + budget.getAsInt() : "search";
    }
  }
}
