package org.stowbench.predictors.llm;

import java.util.Locale;
import java.util.Optional;
import org.stowbench.predictors.llm.answer.FirstTokensReader;
import org.stowbench.predictors.llm.answer.RankingReader;
import org.stowbench.predictors.llm.answer.ReplyReader;
import org.stowbench.predictors.llm.scene.Numbering;

/** What is taken for the answer to a question in words. */
sealed interface AnswerForm {

  /** Reads replies about a scene. */
  ReplyReader reader(Numbering numbering);

  /** Whether a good reply is a number and nothing else. */
  default boolean isNumber() {
    return false;
  }

  /** What the user should know about all answers together. */
  default Optional<String> notice() {
    return Optional.empty();
  }

  /** What the model says. */
  record Said() implements AnswerForm {
    @Override
    public ReplyReader reader(Numbering numbering) {
      return new RankingReader(numbering);
    }
  }

  /** How likely each number was to begin what the model says. */
  final class Likelihoods implements AnswerForm {

    private static final double PERCENT = 100;

    private int replies;
    private double named;
    private double least = 1;

    @Override
    public ReplyReader reader(Numbering numbering) {
      return new FirstTokensReader(numbering, this::add);
    }

    @Override
    public boolean isNumber() {
      return true;
    }

    private synchronized void add(double share) {
      replies++;
      named += share;
      least = Math.min(least, share);
    }

    @Override
    public synchronized Optional<String> notice() {
      return replies == 0
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ROOT,
                  "answer=logprobs: %.1f %% of the probability of the first token fell on no"
                      + " container's number and not on None, %.1f %% at most in one question",
                  PERCENT * (1 - named / replies),
                  PERCENT * (1 - least)));
    }
  }
}
