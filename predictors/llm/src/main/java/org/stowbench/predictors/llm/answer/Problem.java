package org.stowbench.predictors.llm.answer;

/** Ends the reading of a reply; never leaves this package. */
final class Problem extends RuntimeException {
  Problem(String message) {
    super(message, null, false, false);
  }
}
