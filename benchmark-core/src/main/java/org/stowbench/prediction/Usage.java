package org.stowbench.prediction;

import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * What a prediction consumed at a language model.
 *
 * @param inputTokens 0 or more
 * @param outputTokens 0 or more
 * @param cost in US dollars, 0 or more; empty where the price is unknown
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Usage(long inputTokens, long outputTokens, OptionalDouble cost) {

  /** No tokens, at no cost. */
  public static final Usage NONE = new Usage(0, 0, OptionalDouble.of(0));

  public Usage {
    if (inputTokens < 0 || outputTokens < 0) {
      throw new IllegalArgumentException(
          "usage of %d and %d tokens: both must be 0 or more".formatted(inputTokens, outputTokens));
    }
    if (cost.isPresent() && !(cost.getAsDouble() >= 0 && Double.isFinite(cost.getAsDouble()))) {
      throw new IllegalArgumentException("cost " + cost.getAsDouble() + ": must be 0 or more");
    }
  }

  /** Both together; the cost is known only where both are. */
  public Usage plus(Usage other) {
    boolean known = cost.isPresent() && other.cost.isPresent();
    return new Usage(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        known
            ? OptionalDouble.of(cost.getAsDouble() + other.cost.getAsDouble())
            : OptionalDouble.empty());
  }
}
