package org.stowbench.report;

import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.prediction.Usage;

/**
 * What the predictions of a run consumed at language models.
 *
 * @param predictions how many say what they consumed
 * @param usage all of them together; empty where none says so
 */
public record Consumption(int predictions, Optional<Usage> usage) {

  static final Consumption NONE = new Consumption(0, Optional.empty());

  Consumption plus(Usage more) {
    return new Consumption(
        predictions + 1, Optional.of(usage.map(sum -> sum.plus(more)).orElse(more)));
  }

  /** US dollars for 1,000 predictions; empty where a price is not known, or nothing was counted. */
  public OptionalDouble costOfThousand() {
    OptionalDouble cost = usage.map(Usage::cost).orElse(OptionalDouble.empty());
    return cost.isPresent()
        ? OptionalDouble.of(cost.getAsDouble() / predictions * 1000)
        : OptionalDouble.empty();
  }
}
