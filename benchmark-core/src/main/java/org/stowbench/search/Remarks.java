package org.stowbench.search;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Usage;

/**
 * What a searcher has to say about a search besides its moves; the journal keeps it.
 *
 * @param rationale its reasons in words
 * @param usage what it consumed; empty where nothing is counted
 * @param details how its moves came about
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Remarks(
    Optional<String> rationale, Optional<Usage> usage, Optional<Details> details) {

  /** No reasons, no usage and no details. */
  public static final Remarks NONE =
      new Remarks(Optional.empty(), Optional.empty(), Optional.empty());

  public Remarks {
    Objects.requireNonNull(rationale, "rationale");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(details, "details");
  }

  /** What a prediction says besides its ranking. */
  public static Remarks of(Prediction prediction) {
    return new Remarks(prediction.rationale(), prediction.usage(), prediction.details());
  }
}
