package org.stowbench.scorer;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.prediction.Ranking;
import org.stowbench.scorer.ResolvedRanking.Resolved;

/** {@link Protocol#SEARCH} at work. */
final class SearchRules implements Rules {

  private final List<SearchSpace> spaces;
  private final double threshold;

  /**
   * Rules for these queries.
   *
   * @param spaces by the query's ordinal
   * @param threshold IoU from which a region stands for a container
   */
  SearchRules(List<SearchSpace> spaces, double threshold) {
    this.spaces = spaces;
    this.threshold = threshold;
  }

  @Override
  public int width() {
    return Columns.SEARCH_WIDTH;
  }

  @Override
  public Reading reading(boolean draws, boolean probabilities) {
    return new Reading(
        Columns.search(),
        Columns.SUCCESS,
        OptionalInt.of(Columns.OPENED),
        Optional.empty(),
        threshold);
  }

  @Override
  public Shown score(int ordinal, Optional<Ranking> ranking, double[] row) {
    SearchSpace space = spaces.get(ordinal);
    boolean inView = space.truth() != SearchSpace.NOT_HERE;
    row[Columns.QUERIES] = 1;
    row[inView ? Columns.IN_VIEW : Columns.NOT_IN_VIEW] = 1;
    references(space, inView, row);
    ResolvedRanking resolved = ResolvedRanking.of(space, ranking, threshold);
    Optional<Resolved> first = resolved.answers().stream().findFirst();
    row[Columns.IOU] = first.map(Resolved::iou).orElse(0.0);
    search(space, resolved.answers(), row);
    return new Shown(
        first.map(answer -> answer.ranked().answer()),
        row[Columns.FOUND] == 1 ? OptionalDouble.of(row[Columns.OPENED]) : OptionalDouble.empty());
  }

  private static void references(SearchSpace space, boolean inView, double[] row) {
    RobotPath start = new RobotPath(space);
    if (inView) {
      row[Columns.BEST_PATH] = start.to(space.truth());
      row[Columns.SEARCH_RANDOM_OPENINGS] = (space.openable() + 1) / 2.0;
      row[Columns.SEARCH_RANDOM_PATH] = start.untilFound();
    } else {
      row[Columns.SEARCH_RANDOM_OPENINGS] = space.openable();
      row[Columns.SEARCH_RANDOM_PATH] = start.throughTheRest();
    }
  }

  private static void search(SearchSpace space, List<Resolved> answers, double[] row) {
    RobotPath walk = new RobotPath(space);
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
        if (place == space.truth()) {
          found = true;
          break;
        }
      }
    }
    boolean openedAll = !opened.isEmpty() && opened.cardinality() == space.openable();
    boolean away = space.truth() == SearchSpace.NOT_HERE;
    boolean success = found || (away && (gaveUp || openedAll));
    row[Columns.SUCCESS] = success ? 1 : 0;
    row[Columns.FOUND] = found ? 1 : 0;
    row[Columns.GAVE_UP_RIGHT] = away && gaveUp && !openedAll ? 1 : 0;
    row[Columns.OPENED] = opened.cardinality();
    row[Columns.PATH] = walk.length();
    row[Columns.CHARGED_OPENINGS] = success ? opened.cardinality() : space.openable();
    row[Columns.CHARGED_PATH] = walk.length() + (success ? 0 : walk.throughTheRest());
    if (found) {
      double best = row[Columns.BEST_PATH];
      double longer = Math.max(best, walk.length());
      row[Columns.SUCCESS_BY_PATH] = longer == 0 ? 1 : best / longer; // it may be at the start
    }
  }
}
