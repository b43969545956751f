package org.stowbench.predictors.llm.answer;

/** Ends the reading of a reply; never leaves this package. */
final class UnreadableReply extends RuntimeException {
  UnreadableReply(String message) {
    super(message, null, false, false);
  }
}
