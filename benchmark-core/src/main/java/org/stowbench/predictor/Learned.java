package org.stowbench.predictor;

import org.apiguardian.api.API;

/**
 * A predictor that says what it has learned from, nothing included. Who does not say stands as "not
 * declared" in every table.
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Learned {

  /** What shaped its answers; asked before the first question. */
  LearnedFrom learnedFrom();

  /** What a whole predictor has learned from: all that its parts have. */
  static LearnedFrom of(Predictor predictor) {
    if (predictor instanceof Learned learned) {
      return learned.learnedFrom();
    }
    return predictor.parts().stream()
        .map(Learned::of)
        .reduce(LearnedFrom::and)
        .orElse(LearnedFrom.NOT_DECLARED);
  }
}
