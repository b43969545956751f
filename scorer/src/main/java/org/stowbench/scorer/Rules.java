package org.stowbench.scorer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;

/** A protocol at work: turns an answer into a row of numbers, and says which metrics they make. */
interface Rules {

  /**
   * What a row of numbers does not hold.
   *
   * @param answer the first answer that counts
   * @param rank of the truth
   */
  record Shown(Optional<Answer> answer, OptionalDouble rank) {}

  /**
   * How the rows of a whole set are read.
   *
   * @param correct the column that says whether the first answer is right
   * @param openings the column of openings, where there is one
   * @param crowd how votes agree, where that is known
   * @param threshold the IoU from which an answer is right
   */
  record Reading(
      List<Metric> metrics,
      int correct,
      OptionalInt openings,
      Optional<Metric> crowd,
      double threshold) {}

  /** How many numbers a row has. */
  int width();

  /**
   * Scores one query; may be called from one thread at a time.
   *
   * @param ordinal of the query
   * @param ranking empty where there is no prediction or it failed
   * @param row zeros, to be filled
   */
  Shown score(int ordinal, Optional<Ranking> ranking, double[] row);

  /**
   * Says how to read the rows.
   *
   * @param draws whether a first answer of the set is a free region
   * @param probabilities whether all rankings of the set give probabilities
   */
  Reading reading(boolean draws, boolean probabilities);
}
