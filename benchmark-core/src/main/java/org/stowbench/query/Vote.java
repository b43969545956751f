package org.stowbench.query;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What one person answered to a query.
 *
 * @param annotator who, not blank
 * @param answer a container, or not here
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Vote(String annotator, Answer answer) {

  public Vote {
    if (annotator.isBlank()) {
      throw new IllegalArgumentException("annotator must not be blank");
    }
    Objects.requireNonNull(answer, "answer");
  }
}
