package org.stowbench.server;

import org.stowbench.predictor.Explaining;
import org.stowbench.predictor.Predictor;

/**
 * A predictor that clients may name.
 *
 * @param name what they call it, such as {@code ranker}
 * @param summary what it does, in one line
 * @param predictor that answers; whoever made it closes it after the server
 */
public record ServedPredictor(String name, String summary, Predictor predictor) {

  public ServedPredictor {
    if (name.isBlank()) {
      throw new IllegalArgumentException("served predictor without a name");
    }
  }

  boolean explains() {
    return Explaining.of(predictor).isPresent();
  }
}
