package org.stowbench.predictor;

import java.util.Locale;
import java.util.Objects;
import org.apiguardian.api.API;
import org.stowbench.prediction.Usage;

/**
 * What is left of an {@link Allowance}, shared by all that spend from it: the parts of a predictor,
 * and all predictors of one command. Before a request goes out, the most that it may take is
 * reserved; when its reply is there, what it took is booked instead. So a limit is not passed, by
 * however many requests at once, as long as none takes more than was reserved for it. Requests are
 * counted exactly. Used by several threads at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Budget {

  private final Allowance allowance;
  private Spending.Spent spent = new Spending.Spent(0, 0, Usage.NONE);
  private double dollars; // known costs alone, which spent forgets beside an unknown one
  private int underWay;
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
   * Sets aside the most that a request may take, once that is left: others that are under way may
   * give back a part of what is set aside for them. Every reservation is settled or released.
   *
   * @throws RunStoppedException if it is more than can be left
   */
  public synchronized void reserve(Usage most) throws InterruptedException {
    if (spent.requests() >= allowance.requests().orElse(Long.MAX_VALUE)) {
      throw reached("--max-requests %d is reached".formatted(allowance.requests().getAsLong()));
    }
    while (!fits(most, reservedTokens, reservedDollars)) {
      if (underWay == 0 || !fits(most, 0, 0)) {
        throw reached(limitBefore(most));
      }
      wait();
    }
    spent = spent.plus(new Spending.Spent(1, 0, Usage.NONE));
    underWay++;
    reservedTokens += tokens(most);
    reservedDollars += dollars(most);
  }

  private boolean fits(Usage most, long tokensSetAside, double dollarsSetAside) {
    return fitsTokens(most, tokensSetAside)
        && dollars + dollarsSetAside + dollars(most)
            <= allowance.dollars().orElse(Double.MAX_VALUE);
  }

  private boolean fitsTokens(Usage most, long setAside) {
    return tokens(spent.usage()) + setAside + tokens(most)
        <= allowance.tokens().orElse(Long.MAX_VALUE);
  }

  private String limitBefore(Usage most) {
    String limit =
        fitsTokens(most, 0)
            ? "--max-cost " + allowance.dollars().getAsDouble()
            : "--max-tokens " + allowance.tokens().getAsLong();
    return String.format(
        Locale.ROOT,
        "%s %s: one more request could take %d tokens in and %d out%s, which"
            + " max-output-tokens= lowers",
        limit,
        tokens(spent.usage()) == 0 ? "is too little" : "is reached",
        most.inputTokens(),
        most.outputTokens(),
        most.cost().isPresent()
            ? String.format(Locale.ROOT, ", $%.4f", most.cost().getAsDouble())
            : "");
  }

  /** Books a reply, and gives back what was reserved for it. */
  public synchronized void settle(Usage most, Usage took) {
    spent = spent.plus(new Spending.Spent(0, 1, took));
    dollars += dollars(took);
    release(most);
  }

  /** Gives back what was reserved for a request without a reply. */
  public synchronized void release(Usage most) {
    underWay--;
    reservedTokens -= tokens(most);
    reservedDollars = underWay == 0 ? 0 : reservedDollars - dollars(most);
    notifyAll();
  }

  private static long tokens(Usage usage) {
    return usage.inputTokens() + usage.outputTokens();
  }

  private static double dollars(Usage usage) {
    return usage.cost().orElse(0);
  }

  private RunStoppedException reached(String limit) {
    return new RunStoppedException(
        "%s; spent by the whole command until then: %s%s"
            .formatted(
                limit, spent, underWay == 0 ? "" : ", %d more under way".formatted(underWay)));
  }
}
