package org.stowbench.scorer.protocols;

import java.util.Optional;
import org.stowbench.geometry.PhysicalScenes;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.LabeledQuery;

/**
 * {@link Protocol#CONSISTENT} at work.
 *
 * @param scenes the geometry of the split's scenes
 * @param threshold IoU from which a region stands for a container
 */
record ConsistentRules(PhysicalScenes scenes, double threshold) implements Rules {

  @Override
  public Rules withThreshold(double iou) {
    return new ConsistentRules(scenes, iou);
  }

  @Override
  public double threshold(boolean drawn) {
    return threshold;
  }

  @Override
  public Measuring measuring() {
    return new Measuring(labeled -> SearchSpace.of(labeled, scenes).hasSeveral());
  }

  @Override
  public Outcome judge(LabeledQuery labeled, Optional<Ranking> ranking) {
    SearchSpace space = SearchSpace.of(labeled, scenes);
    return RankingOutcome.of(space, ResolvedRanking.of(space, ranking, threshold));
  }
}
