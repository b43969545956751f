package org.stowbench.scorer.protocols;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A ranking of everything that can be opened, and what following it costs: the one place that says
 * so, for {@link Protocol#CONSISTENT} and {@link Protocol#SEARCH}.
 *
 * <p>A ranking goes on after its last answer: first with the candidates of all containers that it
 * does not name, liked equally, then with "not here" if it did not say so. So it is a sequence of
 * blocks of equally liked answers. Each answer of a strict ranking is a block, a tied ranking is
 * one block, and what is not named are two more. A container counts in the first block that names
 * it.
 *
 * <p>A robot goes down the blocks and opens containers until it finds the item or comes to "not
 * here". If that is wrong, all containers are charged. Ranks go on below a wrong "not here". Where
 * an item is kept in several containers, the first that comes up is what counts. What comes of a
 * block depends on the blocks above only by how much they rank and open, so all numbers are exact
 * expectations.
 */
final class CompleteRanking {

  private final int above;
  private final TiedOrders block;
  private final double[] ranks;
  private final double openings;
  private final double averagePrecision;

  /**
   * The numbers of a ranking.
   *
   * @param above how many ranks are above the block of the truth
   * @param block the first that holds the truth, or no block does
   * @param averagePrecision empty where there are not several true places
   */
  private CompleteRanking(
      int above, TiedOrders block, double openings, OptionalDouble averagePrecision) {
    this.above = above;
    this.block = block;
    this.ranks = block.ranks();
    this.openings = openings;
    this.averagePrecision = averagePrecision.orElse(reciprocalRank());
  }

  /** Where there is no ranking: nothing is found, whatever is opened. */
  static CompleteRanking none(SearchSpace space) {
    return new CompleteRanking(
        0,
        space.tied(new int[space.components()], false, 0),
        space.openable(),
        OptionalDouble.empty());
  }

  /**
   * Completes a ranking.
   *
   * @param said the places that its answers stand for, in blocks of equally liked ones
   */
  static CompleteRanking of(SearchSpace space, List<int[]> said) {
    int ranked = 0;
    int opened = 0;
    double openings = space.openable();
    boolean ended = false;
    Blocks blocks = new Blocks(space, said);
    while (blocks.hasNext()) {
      TiedOrders block = blocks.next();
      if (!ended && block.ends()) {
        openings = block.openings(opened, space.openable());
        ended = true;
      }
      if (block.truth() > 0) {
        return new CompleteRanking(ranked, block, openings, averagePrecision(space, said));
      }
      ranked += block.groups();
      opened += block.containers().length;
    }
    throw new IllegalStateException("a complete ranking without the truth");
  }

  private static OptionalDouble averagePrecision(SearchSpace space, List<int[]> said) {
    if (!space.hasSeveral()) {
      return OptionalDouble.empty();
    }
    int ranked = 0;
    int found = 0;
    double precisions = 0;
    Blocks blocks = new Blocks(space, said);
    while (blocks.hasNext()) {
      TiedOrders block = blocks.next();
      precisions += block.precisions(ranked, found);
      ranked += block.groups();
      found += block.truths().length;
    }
    return OptionalDouble.of(precisions / found);
  }

  /** The blocks of a complete ranking, each made when it is asked for: most end at the truth. */
  private static final class Blocks {

    private final SearchSpace space;
    private final List<int[]> said;
    private final BitSet named = new BitSet();
    private boolean saidNotHere;
    private int next;

    Blocks(SearchSpace space, List<int[]> said) {
      this.space = space;
      this.said = said;
    }

    boolean hasNext() {
      return next < said.size() + 2;
    }

    TiedOrders next() {
      int block = next++;
      if (block < said.size()) {
        return said(said.get(block));
      }
      if (block == said.size()) {
        int[] unnamed = space.candidates();
        named.stream().forEach(place -> unnamed[place] = 0);
        return space.tied(unnamed, false, 0);
      }
      return space.tied(new int[space.components()], !saidNotHere, 0);
    }

    private TiedOrders said(int[] places) {
      int[] answers = new int[space.components()];
      boolean notHere = false;
      int misses = 0;
      for (int place : places) {
        if (place == SearchSpace.NOT_HERE) {
          notHere = true;
        } else if (place == SearchSpace.NOWHERE) {
          misses++;
        } else if (!named.get(place)) {
          answers[place]++;
        }
      }
      for (int place : places) {
        if (place >= 0) {
          named.set(place);
        }
      }
      saidNotHere |= notHere;
      return space.tied(answers, notHere, misses);
    }
  }

  /** The probability that the truth comes first. */
  double first() {
    return above == 0 ? block.first() : 0;
  }

  /** The probability that the truth is among the first {@code k}, from 1. */
  double within(int k) {
    int deep = k - above;
    if (deep >= ranks.length) {
      return isRanked() ? 1 : 0;
    }
    double sum = 0;
    for (int j = 0; j < deep; j++) {
      sum += ranks[j];
    }
    return sum;
  }

  /** Whether the truth has a rank: always, where there is a ranking. */
  boolean isRanked() {
    return block.truth() > 0;
  }

  /** The expected rank of the truth, from 1; it must have one. */
  double rank() {
    return above + block.rank();
  }

  /** The expectation of 1 over the rank of the truth; 0 where it has none. */
  double reciprocalRank() {
    double sum = 0;
    for (int j = 0; j < ranks.length; j++) {
      sum += ranks[j] / (above + j + 1);
    }
    return sum;
  }

  /**
   * The mean, over the true places, of the precision at the rank of each, in expectation; with one
   * true place 1 over its rank.
   */
  double averagePrecision() {
    return averagePrecision;
  }

  /** How many containers are charged, in expectation. */
  double openings() {
    return openings;
  }
}
