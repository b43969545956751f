package org.stowbench.predictor;

import java.util.Objects;
import org.apiguardian.api.API;
import org.stowbench.query.Dataset;

/**
 * What a predictor learns from.
 *
 * @param dataset labelled queries; votes are soft labels where there are any
 * @param seed governs all randomness of the training
 * @param progress is told how far the training is
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Training(Dataset dataset, long seed, Progress progress) {

  /** Hears how far something is; called from one thread at a time. */
  @FunctionalInterface
  public interface Progress {

    /** Ignores what it is told. */
    Progress SILENT = (stage, done, total) -> {};

    /**
     * Says how far it is.
     *
     * @param stage what is being done, in a few words, such as {@code fold 2 of 5}
     * @param done steps done, 0 to {@code total}
     * @param total steps in this stage, 1 or more
     */
    void at(String stage, long done, long total);
  }

  public Training {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(progress, "progress");
  }

  /** Learns without being watched. */
  public static Training of(Dataset dataset, long seed) {
    return new Training(dataset, seed, Progress.SILENT);
  }
}
