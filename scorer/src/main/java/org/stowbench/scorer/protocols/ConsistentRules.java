package org.stowbench.scorer.protocols;

import java.util.List;
import java.util.Optional;
import org.stowbench.prediction.Ranking;

/**
 * {@link Protocol#CONSISTENT} at work.
 *
 * @param spaces by the query's ordinal
 * @param measurable what there is to be measured in their queries
 * @param threshold IoU from which a region stands for a container
 */
record ConsistentRules(List<SearchSpace> spaces, Measurable measurable, double threshold)
    implements Rules {

  @Override
  public Rules withThreshold(double iou) {
    return new ConsistentRules(spaces, measurable, iou);
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
