package org.stowbench.scorer.protocols;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.stowbench.geometry.PhysicalScenes;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.protocols.ResolvedRanking.Resolved;

/**
 * {@link Protocol#SEARCH} at work.
 *
 * @param scenes the geometry of the split's scenes
 * @param threshold IoU from which a region stands for a container
 */
record SearchRules(PhysicalScenes scenes, double threshold) implements Rules {

  @Override
  public Rules withThreshold(double iou) {
    return new SearchRules(scenes, iou);
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
    ResolvedRanking resolved = ResolvedRanking.of(space, ranking, threshold);
    List<Resolved> answers = resolved.answers();
    boolean away = space.isNotHere();
    RobotPath walk = new RobotPath(space);
    double bestPath = away ? 0 : walk.toNearestTruth();
    double randomPath = away ? walk.throughTheRest() : walk.untilFound();
    BitSet opened = new BitSet();
    boolean found = false;
    boolean gaveUp = false;
    for (Resolved answer : answers) {
      int place = answer.place();
      if (place == SearchSpace.NOT_HERE) {
        gaveUp = true;
        break;
      }
      if (place != SearchSpace.NOWHERE && !opened.get(place)) {
        opened.set(place);
        walk.open(place);
        if (space.isTrue(place)) {
          found = true;
          break;
        }
      }
    }
    boolean openedAll = !opened.isEmpty() && opened.cardinality() == space.openable();
    boolean success = found || (away && (gaveUp || openedAll));
    Optional<Resolved> first = answers.stream().findFirst();
    double left = resolved.completeAsGiven().openings() - opened.cardinality();
    return new SearchOutcome(
        first.map(answer -> answer.ranked().answer()),
        first.map(resolved::iou).orElse(0.0),
        !away,
        found,
        success,
        away && gaveUp && !openedAll,
        opened.cardinality(),
        walk.length(),
        resolved.complete().openings(),
        walk.length() + walk.random(left),
        bestPath,
        away ? space.openable() : (space.openable() + 1) / (space.truths().length + 1.0),
        randomPath);
  }
}
