package org.stowbench.scorer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Region;

/** {@link Protocol#PAPER} at work. */
final class PaperRules implements Rules {

  /** The paper's threshold for methods that pick candidates. */
  static final double PICKING = 1.0;

  /** The paper's threshold for methods that draw. */
  static final double DRAWING = 0.5;

  private final List<LabeledQuery> queries;
  private final OptionalDouble threshold;

  PaperRules(List<LabeledQuery> queries, OptionalDouble threshold) {
    this.queries = queries;
    this.threshold = threshold;
  }

  @Override
  public int width() {
    return Columns.PAPER_WIDTH;
  }

  @Override
  public Reading reading(boolean draws, boolean probabilities) {
    return new Reading(
        Columns.paper(draws),
        draws ? Columns.RIGHT_IF_DRAWN : Columns.RIGHT_IF_PICKED,
        OptionalInt.empty(),
        Optional.empty(),
        threshold.orElse(draws ? DRAWING : PICKING));
  }

  @Override
  public Shown score(int ordinal, Optional<Ranking> ranking, double[] row) {
    LabeledQuery labeled = queries.get(ordinal);
    Optional<Region> truth = region(labeled.truth(), labeled.query());
    List<Answer> firsts = firsts(ranking);
    double share = 1.0 / firsts.size();
    row[Columns.QUERIES] = 1;
    for (Answer answer : firsts) {
      double iou = PaperIou.of(truth, region(answer, labeled.query()));
      row[Columns.IOU] += share * iou;
      row[Columns.RIGHT_IF_PICKED] += iou >= threshold.orElse(PICKING) ? share : 0;
      row[Columns.RIGHT_IF_DRAWN] += iou >= threshold.orElse(DRAWING) ? share : 0;
    }
    return new Shown(ranking.map(Ranking::first), OptionalDouble.empty());
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
      return Optional.of(query.scene().container(in.id()).region());
    }
    return answer instanceof Answer.InRegion in ? Optional.of(in.region()) : Optional.empty();
  }
}
