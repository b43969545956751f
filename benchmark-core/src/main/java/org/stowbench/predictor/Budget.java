package org.stowbench.predictor;

import java.util.Objects;
import org.apiguardian.api.API;
import org.stowbench.prediction.Usage;

/**
 * What is left of an {@link Allowance}, shared by all that spend from it: the parts of a predictor,
 * and all predictors of one command. Before a request goes out, what it will probably take is
 * reserved; when its reply is there, what it took is booked instead. So many requests at once
 * cannot together pass a limit that none of them passes alone, as far as estimates are good.
 * Requests are counted exactly. Used by several threads at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Budget {

  private final Allowance allowance;
  private Spending.Spent spent = new Spending.Spent(0, 0, Usage.NONE);
  private double dollars; // known costs alone, which spent forgets beside an unknown one
  private long reservedTokens;
  private double reservedDollars;

  /** A whole allowance. */
  public Budget(Allowance allowance) {
    this.allowance = Objects.requireNonNull(allowance, "allowance");
  }

  /** The limits. */
  public Allowance allowance() {
    return allowance;
  }

  /**
   * Sets aside what a request will probably take; every reservation is settled or released.
   *
   * @throws RunStoppedException if that is more than is left
   */
  public synchronized void reserve(Usage estimate) {
    if (spent.requests() >= allowance.requests().orElse(Long.MAX_VALUE)) {
      throw reached("--max-requests " + allowance.requests().getAsLong());
    }
    long tokens = tokens(spent.usage()) + reservedTokens + tokens(estimate);
    if (tokens > allowance.tokens().orElse(Long.MAX_VALUE)) {
      throw reached("--max-tokens " + allowance.tokens().getAsLong());
    }
    if (dollars + reservedDollars + dollars(estimate)
        > allowance.dollars().orElse(Double.MAX_VALUE)) {
      throw reached("--max-cost " + allowance.dollars().getAsDouble());
    }
    spent = spent.plus(new Spending.Spent(1, 0, Usage.NONE));
    reservedTokens += tokens(estimate);
    reservedDollars += dollars(estimate);
  }

  /** Books a reply, and gives back what was reserved for it. */
  public synchronized void settle(Usage estimate, Usage took) {
    release(estimate);
    spent = spent.plus(new Spending.Spent(0, 1, took));
    dollars += dollars(took);
  }

  /** Gives back what was reserved for a request without a reply. */
  public synchronized void release(Usage estimate) {
    reservedTokens -= tokens(estimate);
    reservedDollars -= dollars(estimate);
  }

  private static long tokens(Usage usage) {
    return usage.inputTokens() + usage.outputTokens();
  }

  private static double dollars(Usage usage) {
    return usage.cost().orElse(0);
  }

  private RunStoppedException reached(String limit) {
    return new RunStoppedException("%s is reached; spent: %s".formatted(limit, spent));
  }
}
