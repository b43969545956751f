package org.stowbench.predictors.llm.spending;

import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.Budget;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictor.Spending;

/** What one model has taken of a budget that others may spend from too. */
public final class Meter {

  private final Budget budget;
  private final Optional<Price> price;
  private Spending.Spent spent;

  /**
   * A meter at zero.
   *
   * @throws InvalidInputException if there is a limit in dollars but no price
   */
  public Meter(Budget budget, Optional<Price> price, String model) {
    if (budget.allowance().dollars().isPresent() && price.isEmpty()) {
      throw new InvalidInputException(
          "--max-cost needs a price, and that of %s is unknown: add it to %s in the home folder, as"
                  .formatted(InvalidInputException.excerpt(model), PriceList.FILE)
              + " MODEL,INPUT,OUTPUT in US dollars a million tokens");
    }
    this.budget = budget;
    this.price = price;
    this.spent = new Spending.Spent(0, 0, new Usage(0, 0, price(0, 0)));
  }

  /** What so many tokens cost in US dollars; empty where the price is unknown. */
  public OptionalDouble price(long input, long output) {
    return price.map(p -> OptionalDouble.of(p.of(input, output))).orElse(OptionalDouble.empty());
  }

  /**
   * Sets aside what a request will probably take.
   *
   * @throws RunStoppedException if that is more than is left
   */
  public Usage reserve(long input, long output) {
    Usage estimate = new Usage(input, output, price(input, output));
    budget.reserve(estimate);
    add(new Spending.Spent(1, 0, Usage.NONE));
    return estimate;
  }

  /** Books a reply, and gives back what was reserved for it. */
  public void settle(Usage estimate, Optional<Usage> usage) {
    // A provider that does not count is taken at the estimate, so that limits hold all the same.
    Usage told = usage.orElse(estimate);
    Usage took =
        told.cost().isPresent()
            ? told
            : new Usage(told.inputTokens(), told.outputTokens(), estimate.cost());
    budget.settle(estimate, took);
    add(new Spending.Spent(0, 1, took));
  }

  /** Gives back what was reserved for a request without a reply. */
  public void release(Usage estimate) {
    budget.release(estimate);
  }

  private synchronized void add(Spending.Spent more) {
    spent = spent.plus(more);
  }

  /** What was spent so far. */
  public synchronized Spending.Spent spent() {
    return spent;
  }
}
