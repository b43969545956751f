package org.stowbench.predictors.external.protocol;

import java.util.List;
import org.stowbench.query.Query;
import org.stowbench.search.Opened;
import org.stowbench.search.Search;

/** What Stowbench says to a planner. */
public sealed interface PlannerRequest {

  /** The version of the protocol that is spoken here. */
  int PROTOCOL = 1;

  /** The first message. */
  Hello HELLO = new Hello();

  /** The last message. */
  Bye BYE = new Bye();

  /** Says who is there; wants a {@link PlannerReply.Introduction}. */
  record Hello() implements PlannerRequest {}

  /**
   * Asks where an item is; wants a {@link PlannerReply.Ranked}, or a {@link PlannerReply.Failed}.
   *
   * @param id tells answers apart
   * @param query the item and the scene
   * @param seed for all randomness of the answer, 0 to 2^53 - 1: every language can read it
   */
  record Rank(String id, Query query, long seed) implements PlannerRequest {
    public Rank {
      requireSeed(seed);
    }
  }

  /**
   * Asks what to open next; wants a {@link PlannerReply.Moved}, or a {@link PlannerReply.Failed}.
   *
   * @param id tells answers apart; each step has its own
   * @param query the item and the scene
   * @param seed as in {@link Rank}
   * @param opened what was opened so far
   * @param budget how many containers may still be opened, 1 or more
   */
  record Step(String id, Query query, long seed, List<Opened> opened, int budget)
      implements PlannerRequest {
    public Step {
      requireSeed(seed);
      opened = List.copyOf(opened);
    }
  }

  /**
   * Says how a search ended; wants no answer.
   *
   * @param id of its last step
   * @param opened all that was opened
   * @param end how it ended
   */
  record Ended(String id, List<Opened> opened, Search.End end) implements PlannerRequest {
    public Ended {
      opened = List.copyOf(opened);
    }
  }

  /** Says that nothing more will come; wants no answer. */
  record Bye() implements PlannerRequest {}

  /** The part of a 64-bit seed that fits every language's numbers. */
  static long seed(long seed) {
    return seed >>> 11;
  }

  private static void requireSeed(long seed) {
    if (seed < 0 || seed >= 1L << 53) {
      throw new IllegalArgumentException("seed " + seed + ": must be 0 to 2^53 - 1");
    }
  }
}
