package org.stowbench.predictor;

import java.util.SplittableRandom;
import org.apiguardian.api.API;

/**
 * What a predictor may know besides the query.
 *
 * @param seed for this query: derived from the run's seed and the query's id, so that it does not
 *     depend on the order or the number of threads
 */
@API(status = API.Status.STABLE, since = "0.1")
public record PredictionContext(long seed) {

  /** The context of a query in a run with this seed. */
  public static PredictionContext of(long runSeed, String queryId) {
    return new PredictionContext(Seeds.derive(runSeed, queryId));
  }

  /** A fresh source of randomness for this query, the same on every JVM. */
  public SplittableRandom random() {
    return new SplittableRandom(seed);
  }
}
