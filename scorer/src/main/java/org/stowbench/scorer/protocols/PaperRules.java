package org.stowbench.scorer.protocols;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Region;
import org.stowbench.scorer.misses.Miss;
import org.stowbench.scorer.misses.MissRules;

/**
 * {@link Protocol#PAPER} at work.
 *
 * @param threshold from which an answer is right, if it is not the method's own
 */
record PaperRules(OptionalDouble threshold) implements Rules {

  /** The paper's threshold for methods that pick candidates. */
  private static final double PICKING = 1.0;

  /** The paper's threshold for methods that draw. */
  private static final double DRAWING = 0.5;

  /** Refuses what the paper's rules say nothing about. */
  @Override
  public void require(LabeledQuery labeled) {
    if (!labeled.query().scene().isDrawn()) {
      throw new InvalidInputException(
          "--protocol paper: query %s: scene %s has a container without a region: must be drawn, since the paper compares regions"
              .formatted(
                  InvalidInputException.excerpt(labeled.query().id()),
                  InvalidInputException.excerpt(labeled.query().scene().id())));
    }
    if (labeled.truth().containers().size() > 1) {
      throw new InvalidInputException(
          "--protocol paper: query %s: the item is in %s: must be in one, since the paper compares with one region"
              .formatted(InvalidInputException.excerpt(labeled.query().id()), labeled.truth()));
    }
  }

  @Override
  public Measuring measuring() {
    return new Measuring(labeled -> false);
  }

  @Override
  public Rules withThreshold(double iou) {
    return new PaperRules(OptionalDouble.of(iou));
  }

  @Override
  public double threshold(boolean drawn) {
    return threshold.orElse(drawn ? DRAWING : PICKING);
  }

  @Override
  public Outcome judge(LabeledQuery labeled, Optional<Ranking> ranking) {
    Optional<Region> truth = region(labeled.truth().first(), labeled.query());
    List<Answer> firsts = firsts(ranking);
    double share = 1.0 / firsts.size();
    double mean = 0;
    double picked = 0;
    double drawn = 0;
    MissRules rules = new MissRules(labeled);
    Map<Miss, Double> misses = new EnumMap<>(Miss.class);
    Map<Miss, Double> missesIfDrawn = new EnumMap<>(Miss.class);
    for (Answer answer : firsts) {
      double iou = PaperIou.of(truth, region(answer, labeled.query()));
      mean += share * iou;
      picked += iou >= threshold(false) ? share : 0;
      drawn += iou >= threshold(true) ? share : 0;
      Optional<Answer> said = ranking.map(any -> answer);
      if (iou < threshold(false)) {
        misses.merge(rules.of(said), 1.0, Double::sum);
      }
      if (iou < threshold(true)) {
        missesIfDrawn.merge(rules.of(said), 1.0, Double::sum);
      }
    }
    misses.replaceAll((kind, answers) -> answers / firsts.size());
    missesIfDrawn.replaceAll((kind, answers) -> answers / firsts.size());
    return new PaperOutcome(
        ranking.map(Ranking::first), mean, picked, drawn, misses, missesIfDrawn);
  }

  /** The answers that may come first; no prediction is the empty answer. */
  private static List<Answer> firsts(Optional<Ranking> ranking) {
    if (ranking.isEmpty()) {
      return List.of(Answer.NOT_HERE);
    }
    return ranking.get().order() == Ranking.Order.TIED
        ? ranking.get().answers().stream().map(RankedAnswer::answer).toList()
        : List.of(ranking.get().first());
  }

  private static Optional<Region> region(Answer answer, Query query) {
    if (answer instanceof Answer.InContainer in) {
      return query.scene().container(in.id()).region();
    }
    return answer instanceof Answer.InRegion in ? Optional.of(in.region()) : Optional.empty();
  }
}
