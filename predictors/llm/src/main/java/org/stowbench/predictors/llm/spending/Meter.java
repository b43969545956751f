package org.stowbench.predictors.llm.spending;

import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictor.Spending;

/**
 * Keeps to an allowance. Before a request goes out, what it will probably take is reserved; when
 * its reply is there, what it took is booked instead. So many requests at once cannot together pass
 * a limit that none of them passes alone, as far as estimates are good. Requests are counted
 * exactly.
 */
public final class Meter {

  private final Allowance allowance;
  private final Optional<Price> price;
  private long requests;
  private long answers;
  private long inputTokens;
  private long outputTokens;
  private double dollars;
  private long reservedTokens;
  private double reservedDollars;

  /**
   * A meter at zero.
   *
   * @throws InvalidInputException if there is a limit in dollars but no price
   */
  public Meter(Allowance allowance, Optional<Price> price, String model) {
    if (allowance.dollars().isPresent() && price.isEmpty()) {
      throw new InvalidInputException(
          "--max-cost needs a price, and that of %s is unknown: add it to %s in the home folder, as"
                  .formatted(InvalidInputException.excerpt(model), PriceList.FILE)
              + " MODEL,INPUT,OUTPUT in US dollars a million tokens");
    }
    this.allowance = allowance;
    this.price = price;
  }

  /** What so many tokens cost in US dollars; empty where the price is unknown. */
  public OptionalDouble price(long input, long output) {
    return price.map(p -> OptionalDouble.of(p.of(input, output))).orElse(OptionalDouble.empty());
  }

  /** What is set aside for a request in flight. */
  public record Reservation(long tokens, double dollars) {}

  /**
   * Sets aside what a request will probably take.
   *
   * @throws RunStoppedException if that is more than is left
   */
  public synchronized Reservation reserve(long input, long output) {
    Reservation reservation =
        new Reservation(input + output, price.map(p -> p.of(input, output)).orElse(0.0));
    if (requests >= allowance.requests().orElse(Long.MAX_VALUE)) {
      throw stop("--max-requests " + allowance.requests().getAsLong());
    }
    if (tokens() + reservedTokens + reservation.tokens()
        > allowance.tokens().orElse(Long.MAX_VALUE)) {
      throw stop("--max-tokens " + allowance.tokens().getAsLong());
    }
    if (dollars + reservedDollars + reservation.dollars()
        > allowance.dollars().orElse(Double.MAX_VALUE)) {
      throw stop("--max-cost " + allowance.dollars().getAsDouble());
    }
    requests++;
    reservedTokens += reservation.tokens();
    reservedDollars += reservation.dollars();
    return reservation;
  }

  private RunStoppedException stop(String limit) {
    return new RunStoppedException("%s is reached; spent: %s".formatted(limit, spent()));
  }

  /** Books a reply, and gives back what was reserved for it. */
  public synchronized void settle(Reservation reservation, Optional<Usage> usage) {
    release(reservation);
    answers++;
    // A provider that does not count is taken at the estimate, so that limits hold all the same.
    inputTokens += usage.map(Usage::inputTokens).orElse(reservation.tokens());
    outputTokens += usage.map(Usage::outputTokens).orElse(0L);
    OptionalDouble cost = usage.map(Usage::cost).orElse(OptionalDouble.empty());
    dollars += cost.orElse(reservation.dollars());
  }

  /** Gives back what was reserved for a request without a reply. */
  public synchronized void release(Reservation reservation) {
    reservedTokens -= reservation.tokens();
    reservedDollars -= reservation.dollars();
  }

  private long tokens() {
    return inputTokens + outputTokens;
  }

  /** What was spent so far. */
  public synchronized Spending.Spent spent() {
    OptionalDouble cost = price.isPresent() ? OptionalDouble.of(dollars) : OptionalDouble.empty();
    return new Spending.Spent(requests, answers, new Usage(inputTokens, outputTokens, cost));
  }
}
