package org.stowbench.ask;

import java.util.Objects;
import org.stowbench.query.Query;

/**
 * One question of a person or a robot.
 *
 * @param query what is asked for, in which scene, and what is known
 * @param within among which containers of the scene; none that it does not have
 * @param top suggestions at most, 1 or more
 * @param reasons whether to ask for reasons too, where the predictor has any; costs some
 *     predictions more
 */
public record Inquiry(Query query, Within within, int top, boolean reasons) {

  public Inquiry {
    Objects.requireNonNull(query, "query");
    int containers = query.scene().containers().size();
    within
        .candidates()
        .filter(id -> id < 0 || id >= containers)
        .findAny()
        .ifPresent(
            id -> {
              throw new IllegalArgumentException(
                  "container %d: scene %s has %d, numbered from 0"
                      .formatted(id, query.scene().id(), containers));
            });
    if (top < 1) {
      throw new IllegalArgumentException("top " + top + ": must be 1 or more");
    }
  }
}
