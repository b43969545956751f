package org.stowbench.predictor;

import org.apiguardian.api.API;

/**
 * A predictor that says whether it uses what is known of a household, {@link
 * org.stowbench.query.Query#known()}, so that whoever tells it something hears if that is in vain.
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Knowing {

  /** Whether what is known can change an answer. The same whenever it is asked. */
  boolean usesKnown();

  /**
   * Whether a whole predictor is told in vain: it says so, or all of its parts do. One that says
   * nothing may use what is known.
   */
  static boolean toldInVain(Predictor predictor) {
    return predictor instanceof Knowing knowing
        ? !knowing.usesKnown()
        : !predictor.parts().isEmpty() && predictor.parts().stream().allMatch(Knowing::toldInVain);
  }
}
