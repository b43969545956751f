package org.stowbench.predictors.llm.spending;

/**
 * What a model costs.
 *
 * @param input US dollars for a million tokens that are sent, 0 or more
 * @param output US dollars for a million tokens that come back, 0 or more
 */
public record Price(double input, double output) {

  public Price {
    if (!(input >= 0 && output >= 0 && Double.isFinite(input + output))) {
      throw new IllegalArgumentException(
          "price of %s and %s dollars: both must be 0 or more".formatted(input, output));
    }
  }

  /** In US dollars. */
  public double of(long inputTokens, long outputTokens) {
    return (inputTokens * input + outputTokens * output) / 1e6;
  }
}
