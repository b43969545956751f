package org.stowbench.predictors.external.protocol;

import java.util.Optional;
import java.util.Set;
import org.stowbench.prediction.Ranking;
import org.stowbench.search.Move;

/** What a planner says. */
public sealed interface PlannerReply {

  /**
   * What a planner can be sent of a scene besides what containers are called and where they are.
   */
  enum Want {
    /** Outlines of containers, the countertop, and anchors. */
    REGIONS,
    /** The landmarks of the scene. */
    ANCHORS,
    /** Area, box, center, physical container and words of each container. */
    DESCRIPTIONS,
    /** The photo, where it is on this machine. */
    PHOTO
  }

  /** How a planner can be asked. */
  enum Mode {
    /** For a ranking of all places. */
    RANK,
    /** For one container to open after the other. */
    SEARCH
  }

  /**
   * Who the planner is: the reply to {@link PlannerRequest.Hello}.
   *
   * @param name what it calls itself, not blank; hostile to whoever shows it
   * @param version its version
   * @param wants what it wants to be sent
   * @param modes how it can be asked, at least one
   */
  record Introduction(String name, Optional<String> version, Set<Want> wants, Set<Mode> modes)
      implements PlannerReply {
    public Introduction {
      if (name.isBlank()) {
        throw new IllegalArgumentException("name must not be blank");
      }
      wants = Set.copyOf(wants);
      modes = Set.copyOf(modes);
      if (modes.isEmpty()) {
        throw new IllegalArgumentException("modes must have rank, search or both");
      }
    }
  }

  /**
   * Where the item may be.
   *
   * @param id of the request
   * @param ranking best first; every container is one of the scene's
   * @param rationale why
   */
  record Ranked(String id, Ranking ranking, Optional<String> rationale) implements PlannerReply {}

  /**
   * What to do next in a search.
   *
   * @param id of the request
   * @param move a container to open is one of the scene's
   * @param rationale why
   */
  record Moved(String id, Move move, Optional<String> rationale) implements PlannerReply {}

  /**
   * The planner has no answer.
   *
   * @param id of the request
   * @param error why
   */
  record Failed(String id, String error) implements PlannerReply {}
}
