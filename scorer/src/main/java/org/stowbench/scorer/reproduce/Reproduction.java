package org.stowbench.scorer.reproduce;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.scorer.ScoredRun;

/**
 * What came of checking a published result.
 *
 * @param result what was checked
 * @param status whether it holds
 * @param run the predictions, scored; empty where there are none here
 * @param correct how many of the counted queries are right here
 * @param pairs how many pairs were held against published ones
 * @param differences what differs, in words, fit for a terminal; the first few pairs, and how many
 *     more
 */
public record Reproduction(
    PublishedResult result,
    Status status,
    Optional<ScoredRun> run,
    double correct,
    int pairs,
    List<String> differences) {

  /** Whether a result holds. */
  public enum Status {
    /** All that was published is found again. */
    HOLDS,
    /** Something differs. */
    DIFFERS,
    /** Its predictions are not on this machine, so nothing was checked. */
    NO_PREDICTIONS
  }

  /** A result of which nothing could be checked. */
  public static Reproduction withoutPredictions(PublishedResult result) {
    return new Reproduction(result, Status.NO_PREDICTIONS, Optional.empty(), 0, 0, List.of());
  }

  public Reproduction {
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(run, "run");
    differences = List.copyOf(differences);
    if ((status == Status.DIFFERS) == differences.isEmpty()
        || (status == Status.NO_PREDICTIONS) != run.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: status %s does not fit %d differences"
              .formatted(result.id(), status, differences.size()));
    }
  }
}
