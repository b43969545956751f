package org.stowbench.prediction;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.stowbench.query.Query;

/**
 * What a predictor said to one query: a ranking, or why there is none.
 *
 * @param query id of the query
 * @param ranking the answers; empty exactly when {@code error} is not
 * @param error why the prediction failed; empty exactly when {@code ranking} is not
 * @param rationale the predictor's reasons in words, or the raw text of a failed answer; hostile
 *     input to whoever shows it
 * @param latency how long the predictor took; empty where nobody measured
 * @param usage what it consumed; empty where nothing is counted
 * @param details how it came about, for the journal: what the scorer and {@code predictions.jsonl}
 *     do not need
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Prediction(
    String query,
    Optional<Ranking> ranking,
    Optional<String> error,
    Optional<String> rationale,
    Optional<Duration> latency,
    Optional<Usage> usage,
    Optional<Details> details) {

  public Prediction {
    if (query.isBlank()) {
      throw new IllegalArgumentException("prediction without a query id");
    }
    if (ranking.isPresent() == error.isPresent()) {
      throw new IllegalArgumentException(
          "prediction for %s: must have either a ranking or an error".formatted(query));
    }
    Objects.requireNonNull(rationale, "rationale");
    if (latency.isPresent() && latency.get().isNegative()) {
      throw new IllegalArgumentException(
          "prediction for %s: latency %s: must be 0 or more".formatted(query, latency.get()));
    }
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(details, "details");
  }

  /** A prediction that succeeded. */
  public static Prediction of(Query query, Ranking ranking) {
    return of(query.id(), ranking);
  }

  /** A prediction that succeeded, by the query's id. */
  public static Prediction of(String query, Ranking ranking) {
    return new Prediction(
        query,
        Optional.of(ranking),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A prediction that failed. */
  public static Prediction failed(String query, String error) {
    return new Prediction(
        query,
        Optional.empty(),
        Optional.of(error),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** This prediction with the predictor's reasons. */
  public Prediction withRationale(String text) {
    return new Prediction(query, ranking, error, Optional.of(text), latency, usage, details);
  }

  /** This prediction with the time it took. */
  public Prediction withLatency(Duration duration) {
    return new Prediction(query, ranking, error, rationale, Optional.of(duration), usage, details);
  }

  /** This prediction with what it consumed. */
  public Prediction withUsage(Usage consumed) {
    return new Prediction(
        query, ranking, error, rationale, latency, Optional.of(consumed), details);
  }

  /** This prediction with how it came about. */
  public Prediction withDetails(Details made) {
    return new Prediction(query, ranking, error, rationale, latency, usage, Optional.of(made));
  }

  /** This prediction without what differs from one run to the next: its latency and details. */
  public Prediction forScoring() {
    return new Prediction(
        query, ranking, error, rationale, Optional.empty(), usage, Optional.empty());
  }
}
