package org.stowbench.scorer.protocols;

import java.util.List;
import java.util.Optional;
import org.stowbench.prediction.Ranking;

/**
 * {@link Protocol#CONSISTENT} at work.
 *
 * @param spaces by the query's ordinal
 * @param threshold IoU from which a region stands for a container
 */
record ConsistentRules(List<SearchSpace> spaces, double threshold) implements Rules {

  @Override
  public Rules withThreshold(double iou) {
    return new ConsistentRules(spaces, iou);
  }

  @Override
  public double threshold(boolean drawn) {
    return threshold;
  }

  @Override
  public Outcome judge(int ordinal, Optional<Ranking> ranking) {
    SearchSpace space = spaces.get(ordinal);
    return new RankingOutcome(space, ResolvedRanking.of(space, ranking, threshold));
  }
}
