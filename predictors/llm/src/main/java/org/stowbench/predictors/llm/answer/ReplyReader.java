package org.stowbench.predictors.llm.answer;

/** Reads the replies of one form. Never throws on a reply, whatever it holds. */
@FunctionalInterface
public interface ReplyReader {

  /** Reads a reply's text. */
  Reading read(String text);
}
