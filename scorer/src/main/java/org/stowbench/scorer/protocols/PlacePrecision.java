package org.stowbench.scorer.protocols;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Average precision as Housekeep's benchmark takes it: over the places alone, "not here" set aside,
 * and with equal scores sharing a threshold, at which all of them come up at once.
 *
 * <p>Only scores that a ranking gives are such. What it does not name, and what it marks as one
 * draw of many, comes in an order that nobody chose: of that it is the expectation, as everywhere.
 * Each place counts once, however many candidates it has.
 */
final class PlacePrecision {

  private final SearchSpace space;
  private final BitSet named = new BitSet();
  private int ranked;
  private int found;
  private double precisions;

  private PlacePrecision(SearchSpace space) {
    this.space = space;
  }

  /** Of a query whose item is in some place; 0 where there is no ranking, or it is in none. */
  static double of(SearchSpace space, ResolvedRanking ranking) {
    if (space.isNotHere() || ranking.isMissing()) {
      return 0;
    }
    PlacePrecision precision = new PlacePrecision(space);
    boolean tied = ranking.isTied();
    List<ResolvedRanking.Resolved> block = new ArrayList<>();
    for (ResolvedRanking.Resolved answer : ranking.answers()) {
      if (!block.isEmpty() && !tied && !together(block.get(0), answer)) {
        precision.take(block, false);
        block.clear();
      }
      block.add(answer);
    }
    precision.take(block, tied);
    precision.takeRest();
    return precision.precisions / precision.found;
  }

  private static boolean together(ResolvedRanking.Resolved one, ResolvedRanking.Resolved other) {
    OptionalDouble score = one.ranked().score();
    return score.isPresent() && score.equals(other.ranked().score());
  }

  private void take(List<ResolvedRanking.Resolved> answers, boolean inAnyOrder) {
    int places = 0;
    int truths = 0;
    for (ResolvedRanking.Resolved answer : answers) {
      int place = answer.place();
      if (place == SearchSpace.NOWHERE) {
        places++;
      } else if (place >= 0 && !named.get(place)) {
        named.set(place);
        places++;
        truths += space.isTrue(place) ? 1 : 0;
      }
    }
    take(places, truths, inAnyOrder);
  }

  private void takeRest() {
    int places = 0;
    int truths = 0;
    for (int place = 0; place < space.components(); place++) {
      if (space.isOpenable(place) && !named.get(place)) {
        places++;
        truths += space.isTrue(place) ? 1 : 0;
      }
    }
    take(places, truths, true);
  }

  /**
   * Takes places that come next, in any order or all at once. In any order each is as likely at
   * each rank, and if it is a true one, as many of the others are as everywhere.
   */
  private void take(int places, int truths, boolean inAnyOrder) {
    if (truths > 0 && inAnyOrder) {
      double others = places > 1 ? (truths - 1.0) / (places - 1) : 0;
      for (int above = 0; above < places; above++) {
        precisions +=
            (double) truths / places * (found + 1 + above * others) / (ranked + above + 1);
      }
    }
    ranked += places;
    found += truths;
    if (truths > 0 && !inAnyOrder) {
      precisions += truths * (double) found / ranked;
    }
  }
}
