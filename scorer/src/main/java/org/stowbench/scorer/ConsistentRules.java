package org.stowbench.scorer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.prediction.Ranking;
import org.stowbench.scorer.ResolvedRanking.Resolved;

/** {@link Protocol#CONSISTENT} at work. */
final class ConsistentRules implements Rules {

  private final List<SearchSpace> spaces;
  private final double threshold;

  /**
   * Rules for these queries.
   *
   * @param spaces by the query's ordinal
   * @param threshold IoU from which a region stands for a container
   */
  ConsistentRules(List<SearchSpace> spaces, double threshold) {
    this.spaces = spaces;
    this.threshold = threshold;
  }

  @Override
  public int width() {
    return Columns.CONSISTENT_WIDTH;
  }

  @Override
  public Reading reading(boolean draws, boolean probabilities) {
    return new Reading(
        Columns.consistent(probabilities),
        Columns.HIT_1,
        OptionalInt.of(Columns.OPENINGS),
        Optional.of(Columns.crowd()),
        threshold);
  }

  @Override
  public Shown score(int ordinal, Optional<Ranking> ranking, double[] row) {
    SearchSpace space = spaces.get(ordinal);
    ResolvedRanking resolved = ResolvedRanking.of(space, ranking, threshold);
    row[Columns.QUERIES] = 1;
    row[Columns.RANDOM_OPENINGS] = space.randomOpenings();
    row[Columns.NOT_HERE_TRUE] = space.truth() == SearchSpace.NOT_HERE ? 1 : 0;
    row[Columns.VOTED] = space.hasVotes() ? 1 : 0;
    scoreFirst(resolved, space, row);
    OptionalDouble rank = resolved.tied() ? tied(resolved, space, row) : strict(resolved, row);
    Probabilities.score(space, resolved, row);
    return new Shown(
        resolved.answers().stream().findFirst().map(first -> first.ranked().answer()), rank);
  }

  /** Of equally liked answers each may be the first; else the first is. */
  private static void scoreFirst(ResolvedRanking resolved, SearchSpace space, double[] row) {
    List<Resolved> firsts = resolved.firsts();
    double share = 1.0 / firsts.size();
    for (Resolved answer : firsts) {
      boolean right = answer.place() == space.truth();
      row[Columns.HIT_1] += right ? share : 0;
      row[Columns.CROWD] += share * space.votes(answer.place());
      row[Columns.IOU] += share * answer.iou();
      row[Columns.IOU_75] += answer.iou() >= 0.75 ? share : 0;
      row[Columns.IOU_95] += answer.iou() >= 0.95 ? share : 0;
      if (answer.place() == SearchSpace.NOT_HERE) {
        row[Columns.NOT_HERE_ANSWERED] += share;
        row[Columns.NOT_HERE_RIGHT] += right ? share : 0;
      }
    }
  }

  private static OptionalDouble strict(ResolvedRanking resolved, double[] row) {
    row[Columns.OPENINGS] = resolved.openings();
    int rank = resolved.rank();
    if (rank == 0) {
      return OptionalDouble.empty();
    }
    row[Columns.HIT_3] = rank <= 3 ? 1 : 0;
    row[Columns.HIT_5] = rank <= 5 ? 1 : 0;
    row[Columns.RECIPROCAL_RANK] = 1.0 / rank;
    return OptionalDouble.of(rank);
  }

  private static OptionalDouble tied(ResolvedRanking resolved, SearchSpace space, double[] row) {
    TiedOrders orders = resolved.tiedOrders();
    row[Columns.OPENINGS] = orders.openings(space.openable());
    if (orders.truth() == 0) {
      return OptionalDouble.empty();
    }
    double[] ranks = orders.ranks();
    row[Columns.HIT_3] = within(3, ranks);
    row[Columns.HIT_5] = within(5, ranks);
    for (int j = 0; j < ranks.length; j++) {
      row[Columns.RECIPROCAL_RANK] += ranks[j] / (j + 1);
    }
    return OptionalDouble.of(orders.rank());
  }

  private static double within(int k, double[] ranks) {
    if (k >= ranks.length) {
      return 1;
    }
    double sum = 0;
    for (int j = 0; j < k; j++) {
      sum += ranks[j];
    }
    return sum;
  }
}
