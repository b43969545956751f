package org.stowbench.predictor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.stowbench.prediction.Usage;

/** A predictor that pays for answers, at a language model, say. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Spending {

  /**
   * What it has spent since it was made; empty where nobody counts. Asked once no prediction is
   * under way, and before {@link Predictor#close}.
   */
  Optional<Spent> spent();

  /**
   * The spending of a whole predictor: the sum over its parts.
   *
   * @return empty where nothing in it pays
   */
  static Optional<Spending> of(Predictor predictor) {
    List<Spending> able = predictor.abilities(Spending.class);
    return able.isEmpty()
        ? Optional.empty()
        : Optional.of(() -> able.stream().flatMap(one -> one.spent().stream()).reduce(Spent::plus));
  }

  /**
   * What was spent; as text it is a line for the user.
   *
   * @param requests how many requests went out, 0 or more
   * @param answered how many of them were answered, 0 or more
   * @param usage what they consumed
   */
  record Spent(long requests, long answered, Usage usage) {

    public Spent {
      if (requests < 0 || answered < 0) {
        throw new IllegalArgumentException(
            "%d requests, %d of them answered: both must be 0 or more"
                .formatted(requests, answered));
      }
    }

    /** Both together; the cost is known only where both are. */
    public Spent plus(Spent other) {
      return new Spent(
          requests + other.requests, answered + other.answered, usage.plus(other.usage));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d %s (%d answered), %d tokens in, %d out, cost %s",
          requests,
          requests == 1 ? "request" : "requests",
          answered,
          usage.inputTokens(),
          usage.outputTokens(),
          usage.cost().isPresent()
              ? String.format(Locale.ROOT, "$%.4f", usage.cost().getAsDouble())
              : "unknown");
    }
  }
}
