package org.stowbench.cli;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.Budget;
import picocli.CommandLine.Option;

/** What single questions may cost, on the command line and over HTTP. */
final class MaxCostOption {

  @Option(
      names = "--max-cost",
      paramLabel = "DOLLARS",
      description =
          "Ask language models nothing more that could take all of them together, in this call,"
              + " over so much. Default: no limit.")
  private Double dollars;

  /** The budget of all predictors of the call. */
  Budget budget() {
    try {
      return new Budget(
          dollars == null
              ? Allowance.UNLIMITED
              : new Allowance(
                  OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.of(dollars), true));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--max-cost: " + e.getMessage());
    }
  }
}
