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

  /** Until a reply was counted. No text of scenes has twice the tokens that are estimated. */
  private static final double FIRST_INPUT_FACTOR = 2;

  private final Budget budget;
  private final Optional<Price> price;
  private Spending.Spent spent;
  private OptionalDouble inputFactor = OptionalDouble.empty(); // counted, of what was estimated
  private long longestReply;

  /**
   * A meter at zero.
   *
   * @param elsewhere whether it is served at an address of the user's own
   * @throws InvalidInputException if there is a limit in dollars but no price
   */
  public Meter(Budget budget, Optional<Price> price, String model, boolean elsewhere) {
    if (budget.allowance().dollars().isPresent() && price.isEmpty()) {
      throw new InvalidInputException(
          "--max-cost needs a price, and that of %s is unknown%s: add it to %s in the home folder, as"
                  .formatted(
                      InvalidInputException.excerpt(model),
                      elsewhere ? " at an address of your own (base-url=)" : "",
                      PriceList.FILE)
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
   * What is set aside for a request.
   *
   * @param most what it may take
   * @param usual what it probably takes; its input is an estimate
   * @param replies how many replies it asks for, 1 or more
   */
  public record Reservation(Usage most, Usage usual, int replies) {}

  /**
   * Sets aside what a request may take: the limit of its output, or more where replies were longer
   * than theirs, and its estimated input by how far the estimates were below what was counted.
   *
   * @param input estimated tokens
   * @param output the limit of tokens of a reply
   * @param usualOutput what a reply usually takes
   * @param replies how many are asked for, 1 or more
   * @throws RunStoppedException if that is more than can be left
   */
  public Reservation reserve(long input, long output, long usualOutput, int replies)
      throws InterruptedException {
    Usage most;
    synchronized (this) {
      long mostInput = (long) Math.ceil(input * inputFactor.orElse(FIRST_INPUT_FACTOR));
      long mostOutput = replies * Math.max(output, longestReply);
      most = new Usage(mostInput, mostOutput, price(mostInput, mostOutput));
    }
    budget.reserve(most);
    add(new Spending.Spent(1, 0, Usage.NONE));
    long usual = replies * usualOutput;
    return new Reservation(most, new Usage(input, usual, price(input, usual)), replies);
  }

  /** Books a reply, and gives back what was reserved for it. */
  public void settle(Reservation reserved, Optional<Usage> usage) {
    usage.ifPresent(told -> learn(reserved, told));
    // A provider that does not count is taken at the estimate, so that limits hold all the same.
    Usage told = usage.orElse(reserved.usual());
    Usage took =
        told.cost().isPresent()
            ? told
            : new Usage(told.inputTokens(), told.outputTokens(), reserved.usual().cost());
    budget.settle(reserved.most(), took);
    add(new Spending.Spent(0, 1, took));
  }

  private synchronized void learn(Reservation reserved, Usage told) {
    double factor = (double) told.inputTokens() / Math.max(1, reserved.usual().inputTokens());
    inputFactor = OptionalDouble.of(Math.max(Math.max(1, factor), inputFactor.orElse(1)));
    longestReply = Math.max(longestReply, told.outputTokens() / reserved.replies());
  }

  /** Gives back what was reserved for a request without a reply. */
  public void release(Reservation reserved) {
    budget.release(reserved.most());
  }

  private synchronized void add(Spending.Spent more) {
    spent = spent.plus(more);
  }

  /** What was spent so far. */
  public synchronized Spending.Spent spent() {
    return spent;
  }
}
