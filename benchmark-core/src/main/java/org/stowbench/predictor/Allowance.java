package org.stowbench.predictor;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * What may be spent at services that cost money, by all predictors of one command together: a run
 * that is resumed starts anew. Whoever reaches a limit throws {@link RunStoppedException}, so that
 * the run stops cleanly and can be resumed.
 *
 * @param requests how many requests, 0 or more; empty for any number. A predictor that may make
 *     none needs no key, and can still tell what it would ask
 * @param tokens how many tokens, sent and received together, 0 or more; empty for any number
 * @param dollars how much in US dollars, 0 or more; empty for any amount
 * @param cache whether answers that were paid for before may be used again
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Allowance(
    OptionalLong requests, OptionalLong tokens, OptionalDouble dollars, boolean cache) {

  /** Any number of requests, with the cache. */
  public static final Allowance UNLIMITED =
      new Allowance(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty(), true);

  public Allowance {
    if (requests.orElse(0) < 0 || tokens.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "allowance of %d requests and %d tokens: both must be 0 or more"
              .formatted(requests.orElse(0), tokens.orElse(0)));
    }
    if (!(dollars.orElse(0) >= 0)) {
      throw new IllegalArgumentException(
          "allowance of " + dollars.getAsDouble() + " dollars: must be 0 or more");
    }
  }
}
