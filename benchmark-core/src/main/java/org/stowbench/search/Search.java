package org.stowbench.search;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.stowbench.prediction.Ranking;

/** Looking for one item in one scene; used by one thread at a time. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Search {

  /** How a search ends. */
  enum End {
    /** The item was in the container opened last. */
    FOUND,
    /** The searcher opens nothing more. */
    GAVE_UP,
    /** No container may be opened any more. */
    OUT_OF_BUDGET
  }

  /**
   * Chooses what to do next.
   *
   * @param opened what was opened so far, in order, and what was in it; never the item. Where this
   *     search is one of several that decide together, not all of it was this one's choice
   * @param budget how many containers may still be opened, 1 or more
   * @return a move; opening a container that was opened already, as another candidate of the same
   *     physical container too, is a fault: {@link org.stowbench.geometry.PhysicalContainers} says
   *     which are
   * @throws SearchFailedException if the searcher cannot go on; any other exception is recorded
   *     likewise
   * @throws org.stowbench.predictor.RunStoppedException if no further search can succeed
   * @throws InterruptedException if the run is being stopped
   */
  Move next(List<Opened> opened, int budget) throws InterruptedException;

  /**
   * The ranking that it follows as long as nothing new is seen; empty where it decides step by
   * step, or failed. For whoever puts several searches together, and asks at each step.
   *
   * @param opened as for {@link #next}
   * @throws org.stowbench.predictor.RunStoppedException if no further search can succeed
   * @throws InterruptedException if the run is being stopped
   */
  default Optional<Ranking> ranking(List<Opened> opened) throws InterruptedException {
    return Optional.empty();
  }

  /**
   * Hears how it ended, unless something failed.
   *
   * @param opened all that was opened
   * @param end how it ended
   */
  default void ended(List<Opened> opened, End end) {}

  /** What there is to say about it; asked for once it is over, also where it failed. */
  default Remarks remarks() {
    return Remarks.NONE;
  }
}
