package org.stowbench.predictors.llm.answer;

import java.util.Objects;
import java.util.Optional;
import org.stowbench.prediction.Ranking;

/** What came of reading a model's reply. */
public sealed interface Reading {

  /**
   * The reply is an answer.
   *
   * @param ranking what it says
   * @param reasons why, where it says so
   */
  record Understood(Ranking ranking, Optional<String> reasons) implements Reading {
    public Understood {
      Objects.requireNonNull(ranking, "ranking");
      Objects.requireNonNull(reasons, "reasons");
    }
  }

  /**
   * The reply is none.
   *
   * @param problem why, in words for the model and the user; one line
   * @param wayOut what the user can do about it, and the model cannot; one line
   */
  record Unreadable(String problem, Optional<String> wayOut) implements Reading {
    public Unreadable {
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(wayOut, "wayOut");
    }

    /** A reply that only the model can mend. */
    public Unreadable(String problem) {
      this(problem, Optional.empty());
    }
  }
}
