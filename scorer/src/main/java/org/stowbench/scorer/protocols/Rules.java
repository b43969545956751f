package org.stowbench.scorer.protocols;

import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.geometry.PhysicalScenes;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.LabeledQuery;

/**
 * A protocol made ready for a split: turns answers into outcomes, query by query and in any order.
 * For any number of threads.
 */
public sealed interface Rules permits ConsistentRules, SearchRules, PaperRules {

  /** From this IoU a drawn region stands for a container, unless told otherwise. */
  double SAME_REGION = 0.5;

  /** Makes a protocol ready, with its own threshold. */
  static Rules of(Protocol protocol) {
    return switch (protocol) {
      case CONSISTENT -> new ConsistentRules(new PhysicalScenes(), SAME_REGION);
      case SEARCH -> new SearchRules(new PhysicalScenes(), SAME_REGION);
      case PAPER -> new PaperRules(OptionalDouble.empty());
    };
  }

  /**
   * Refuses a query that the protocol says nothing about.
   *
   * @throws org.stowbench.io.InvalidInputException if it is one
   */
  default void require(LabeledQuery labeled) {}

  /** Begins to find out what there is to be measured. */
  Measuring measuring();

  /**
   * The same with another threshold.
   *
   * @param iou above 0, at most 1
   */
  Rules withThreshold(double iou);

  /**
   * The IoU from which an answer is right.
   *
   * @param drawn whether the first answer to any query is a free region
   */
  double threshold(boolean drawn);

  /**
   * Judges one query's answer.
   *
   * @param ranking empty where there is no prediction or it failed
   */
  Outcome judge(LabeledQuery labeled, Optional<Ranking> ranking);
}
